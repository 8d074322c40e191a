package io.github.hushgate.rewrite;

import io.github.hushgate.html.StartTag;

/**
 * Attributes that make a browser tell the host it fetches from, whoever that is, what it knows of the visitor for
 * advertisements, or let that host keep something for them. No page looks or works differently without.
 */
final class AdAttributes {
    private static final String ATTRIBUTION = "attributionsrc";
    private static final String[] NAMES = {"browsingtopics", "adauctionheaders", "sharedstoragewritable"};
    private static final int SHORTEST = ATTRIBUTION.length();
    private static final int LONGEST = "sharedstoragewritable".length();

    private AdAttributes() {}

    static boolean isOne(StartTag tag, int i, int length) {
        if (length < SHORTEST || length > LONGEST) {
            return false;
        }
        for (String each : NAMES) {
            if (tag.isNamed(i, each)) {
                return true;
            }
        }
        // With addresses it counts as these do.
        return tag.valueStart(i) == tag.valueEnd(i) && tag.isNamed(i, ATTRIBUTION);
    }
}
