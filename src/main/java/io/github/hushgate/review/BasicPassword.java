package io.github.hushgate.review;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * HTTP Basic (RFC 7617) with one password, over secure connections. So that it cannot be guessed, ten wrong ones in a
 * minute close the door for the rest of it. The password is compared in constant time and kept as a hash. Safe for many
 * threads.
 */
final class BasicPassword implements ReviewAccess {
    private static final int MIN_CHARACTERS = 12;
    private static final int MAX_HEADER_CHARACTERS = 1_024;
    private static final int MAX_WRONG_A_MINUTE = 10;
    private static final String SCHEME = "Basic ";

    private final byte[] hash;
    private long minute = Long.MIN_VALUE;
    private int wrong;

    private BasicPassword(byte[] hash) {
        this.hash = hash;
    }

    static BasicPassword of(Path file) {
        String password;
        try (Stream<String> lines = Files.lines(file)) {
            password = lines.findFirst().orElse("").strip();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "review.password-file: \"" + file
                            + "\" cannot be read; name a file whose first line is the password",
                    e);
        }
        if (password.length() < MIN_CHARACTERS) {
            throw new IllegalArgumentException("review.password-file: the first line of \"" + file + "\" has "
                    + password.length() + " characters; " + MIN_CHARACTERS + " or more would do, such as those that"
                    + " \"openssl rand -base64 18\" prints");
        }
        return new BasicPassword(hash(password));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean permits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.isSecure()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "The review is read over https only.");
            return false;
        }
        if (isClosed(now())) {
            response.setHeader("Retry-After", "60");
            response.sendError(429);
            return false;
        }
        String header = request.getHeader("Authorization");
        if (header == null || !matches(header)) {
            if (header != null) {
                count(now());
            }
            response.setHeader("WWW-Authenticate", "Basic realm=\"Hushgate review\", charset=\"UTF-8\"");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return false;
        }
        return true;
    }

    private boolean matches(String header) {
        if (header.length() > MAX_HEADER_CHARACTERS || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()), StandardCharsets.UTF_8);
            return MessageDigest.isEqual(hash, hash(pair.substring(pair.indexOf(':') + 1)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
    }

    private synchronized boolean isClosed(long now) {
        return now == minute && wrong >= MAX_WRONG_A_MINUTE;
    }

    private synchronized void count(long now) {
        wrong = now == minute ? wrong + 1 : 1;
        minute = now;
    }
}
