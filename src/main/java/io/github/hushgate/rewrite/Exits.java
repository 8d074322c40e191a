package io.github.hushgate.rewrite;

import io.github.hushgate.url.BrowserUrl;
import java.util.Locale;
import java.util.Objects;

/**
 * What a page may hand on to the pages after it.
 *
 * @param guarded whether anything is held back at all
 * @param referrerPolicy the page's own; its markup may say this or {@code no-referrer} and nothing else
 * @param inside knows the addresses that are as sensitive as the page
 */
public record Exits(boolean guarded, String referrerPolicy, Inside inside) {
    /** A page that may hand on what it likes. */
    public static final Exits OPEN = new Exits(false, "", (target, page) -> true);

    /** Knows the addresses that are sensitive. Safe for many threads. */
    @FunctionalInterface
    public interface Inside {
        /** Whether the target, reached from this page, is. */
        boolean holds(BrowserUrl target, BrowserUrl page);
    }

    /** Checks that nothing is missing. */
    public Exits {
        Objects.requireNonNull(referrerPolicy, "referrerPolicy");
        Objects.requireNonNull(inside, "inside");
    }

    /** Whether following this address would leave what is sensitive, for a page of the web. */
    public boolean isLeftBy(BrowserUrl target, BrowserUrl page) {
        boolean web = target.scheme().equals("https") || target.scheme().equals("http");
        return guarded && web && !inside.holds(target, page);
    }

    /** Whether markup may set this referrer policy; the empty one means the page's own. */
    boolean allows(String policy) {
        String value = policy.strip().toLowerCase(Locale.ROOT);
        boolean hidesAll = value.equals("no-referrer") || value.equals("never");
        return hidesAll || value.isEmpty() || value.equals(referrerPolicy);
    }
}
