package io.github.hushgate.policy;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes nonces: 18 bytes from {@link SecureRandom}, 24 characters of base64 without padding. Safe for many threads. */
public final class Nonces {
    /** Bytes before the encoding; CSP asks for at least 16. */
    static final int BYTES = 18;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonces() {}

    /** A new nonce. */
    public static String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
