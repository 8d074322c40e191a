package io.github.hushgate.report;

/**
 * An address of a report after reduction, with what was learnt from the part that is gone.
 *
 * @param url what may be kept
 * @param own whether it is the site's own
 * @param tracker the catalog's id, or empty
 * @param noise the class of a noise rule, or empty
 */
record Address(BlockedUrl url, boolean own, String tracker, String noise) {
    static final Address NONE = new Address(new BlockedUrl(BlockedUrl.Kind.NONE, "", ""), false, "", "");

    static Address word(BlockedUrl.Kind kind) {
        return new Address(new BlockedUrl(kind, "", ""), false, "", "");
    }
}
