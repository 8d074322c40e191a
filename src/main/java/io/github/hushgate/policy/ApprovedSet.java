package io.github.hushgate.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * Inline scripts of a public template that many sites carry: read once by us, so that nobody need copy their hashes.
 */
public enum ApprovedSet {
    /** The page template of GOV.UK Frontend, versions 3 to 5. */
    GOVUK_FRONTEND;

    /** What is in it, each with its version; the file names the source. */
    public ApprovedScripts scripts() {
        String file = "approved-" + this + ".txt";
        try (InputStream in = Objects.requireNonNull(ApprovedSet.class.getResourceAsStream(file), file)) {
            return ApprovedScripts.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As in settings: {@code govuk-frontend}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
