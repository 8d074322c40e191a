package io.github.hushgate.policy;

import java.util.Locale;

/**
 * What a page's address tells where its visitor goes next; the strictest comes first. The first two alone hide it from
 * the site's own later pages as well.
 */
public enum ReferrerPolicy {
    /** Nothing, and a form's Origin header becomes {@code null}. */
    NO_REFERRER,
    /** The origin alone, everywhere. */
    ORIGIN,
    /** The full address within the origin, nothing elsewhere. */
    SAME_ORIGIN,
    /** The origin alone, nothing on a downgrade. */
    STRICT_ORIGIN;

    private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The preset's own. */
    public static ReferrerPolicy of(Preset preset) {
        return preset == Preset.SEALED ? NO_REFERRER : ORIGIN;
    }

    /** As in the header. */
    @Override
    public String toString() {
        return wire;
    }
}
