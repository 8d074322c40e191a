package io.github.hushgate.journey;

import java.util.Locale;

/** What a page's Cross-Origin-Opener-Policy means for sensitive pages of the same origin. */
public final class Openers {
    private Openers() {}

    /**
     * Whether a neighbour that says this shares a browsing context group with the sensitive pages, which say
     * {@code same-origin} themselves: it may then read a page that it has opened, or that has opened it.
     */
    public static boolean shares(String openerPolicy) {
        String value = openerPolicy.strip().toLowerCase(Locale.ROOT);
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end).strip()).equals("same-origin");
    }
}
