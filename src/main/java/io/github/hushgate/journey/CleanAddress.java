package io.github.hushgate.journey;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes the click ids that advertisers add off an address, and leaves every other byte of its query. Immutable, safe
 * for many threads.
 */
public final class CleanAddress {
    private final Predicate<String> clickIds;

    /** Knows click ids by their parameters' names. */
    public CleanAddress(Predicate<String> clickIds) {
        this.clickIds = clickIds;
    }

    /**
     * The address to go to instead, or empty when the query holds no click id: an address that was cleaned is clean.
     *
     * @param path the raw path
     * @param query the raw query
     */
    public Optional<String> of(String path, String query) {
        if (path.startsWith("//") || path.startsWith("/\\")) {
            return Optional.empty(); // As an address of its own this would name another host.
        }
        StringBuilder kept = new StringBuilder(query.length());
        boolean found = false;
        int from = 0;
        while (from <= query.length()) {
            int end = query.indexOf('&', from);
            int to = end < 0 ? query.length() : end;
            if (isClickId(query, from, to)) {
                found = true;
            } else {
                kept.append(kept.length() == 0 ? "?" : "&").append(query, from, to);
            }
            from = to + 1;
        }
        return found ? Optional.of(path + kept) : Optional.empty();
    }

    private boolean isClickId(String query, int from, int to) {
        int equals = query.indexOf('=', from);
        return clickIds.test(query.substring(from, equals < 0 || equals > to ? to : equals));
    }
}
