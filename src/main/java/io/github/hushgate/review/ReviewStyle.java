package io.github.hushgate.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The page's one style sheet, and the policy that lets nothing else in. */
final class ReviewStyle {
    static final String CSS = css();

    /** Nothing runs, nothing loads, nobody frames it, and it leads nowhere but to itself. */
    static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "style-src 'sha256-" + hash() + "'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    private ReviewStyle() {}

    private static String css() {
        try (InputStream in = Objects.requireNonNull(ReviewStyle.class.getResourceAsStream("review.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(CSS.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
