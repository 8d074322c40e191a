package io.github.hushgate.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A rate for each client. An address that only a network of the site's own can have is a proxy's, behind which
 * everybody stands: it has no rate. A client is its address cut to the network, keyed with a secret that dies with the
 * process: what is held, in memory only, cannot be turned back into an address.
 */
final class ClientRates {
    /** Clients remembered, at most. */
    static final int MAX_CLIENTS = 10_000;

    private static final String ALGORITHM = "HmacSHA256";
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Cache<Long, TokenBucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_CLIENTS)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();
    private final Mac keyed;
    private final int perMinute;

    ClientRates(int perMinute) {
        this.perMinute = perMinute;
        this.keyed = keyed();
    }

    private static Mac keyed() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Whether the client may send one request more. */
    boolean take(String address, long now) {
        return PrivateNetworks.contain(address) || takeOf(network(address), now);
    }

    private boolean takeOf(String network, long now) {
        return buckets.get(key(network), unused -> new TokenBucket(perMinute, MINUTE_NANOS, now))
                .take(now);
    }

    private long key(String network) {
        try {
            Mac mac = (Mac) keyed.clone();
            return ByteBuffer.wrap(mac.doFinal(network.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own " + ALGORITHM + " can be copied", e);
        }
    }

    /** The first three bytes of an IPv4 address, the first three groups of an IPv6 one. */
    static String network(String address) {
        int dot = address.lastIndexOf('.');
        if (dot >= 0) {
            return address.substring(address.lastIndexOf(':') + 1, dot);
        }
        int end = -1;
        for (int group = 0; group < 3; group++) {
            int colon = address.indexOf(':', end + 1);
            if (colon < 0) {
                return address;
            }
            end = colon;
        }
        return address.substring(0, end);
    }
}
