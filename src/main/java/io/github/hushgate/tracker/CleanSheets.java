package io.github.hushgate.tracker;

import java.security.SecureRandom;

/**
 * The style sheets from which, on whatever page they stand, no tracker is loaded: a site's templates carry the same
 * ones again and again. Of a sheet only its fingerprint is kept, under keys that nobody else has. Safe for many
 * threads.
 */
public final class CleanSheets {
    /** Sheets that are remembered, at most. */
    static final int SHEETS = 2_048;

    private final Fingerprint fingerprint = new Fingerprint(new SecureRandom());
    private final FingerprintSet known = new FingerprintSet(SHEETS);
    private final boolean remembers;

    CleanSheets(boolean remembers) {
        this.remembers = remembers;
    }

    /** What a sheet is known by: never zero. */
    public long fingerprint(byte[] bytes, int from, int to) {
        return fingerprint.of(bytes, from, to);
    }

    /** True where the sheet of this fingerprint was added, and not driven out by others since. */
    public boolean has(long sheet) {
        return remembers && known.has(sheet);
    }

    /** The sheet of this fingerprint loads from no tracker, whatever the page's address and base. */
    public void add(long sheet) {
        if (remembers) {
            known.add(sheet);
        }
    }
}
