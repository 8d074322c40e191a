package io.github.hushgate.rewrite;

import io.github.hushgate.html.StartTag;

/** What a {@code link}'s {@code rel} makes a browser do; links that only a visitor follows do nothing. */
final class LinkRel {
    private static final String[] CONNECTS = {
        "preconnect",
        "dns-prefetch",
        "icon",
        "apple-touch-icon",
        "apple-touch-icon-precomposed",
        "mask-icon",
        "fluid-icon"
    };
    private static final String[] LOADS = {
        "stylesheet",
        "preload",
        "prefetch",
        "modulepreload",
        "prerender",
        "manifest",
        "compression-dictionary",
        "dictionary",
        "import",
        "pingback",
        "search",
        "serviceworker",
        "subresource",
        // Firefox fetches the next page of a series ahead.
        "next"
    };

    private static final String[] STYLES = {"stylesheet"};

    private LinkRel() {}

    static boolean loads(StartTag tag) {
        return has(tag, LOADS) || has(tag, CONNECTS);
    }

    static boolean styles(StartTag tag) {
        return has(tag, STYLES);
    }

    static boolean connects(StartTag tag) {
        return has(tag, CONNECTS);
    }

    /** What reads ahead of the parser minds each of several attributes of the name. */
    private static boolean has(StartTag tag, String[] wanted) {
        for (int i = 0; i < tag.attributeCount(); i++) {
            if (tag.isNamed(i, "rel") && has(tag, i, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(StartTag tag, int rel, String[] wanted) {
        int from = tag.valueStart(rel);
        int to = tag.valueEnd(rel);
        if (Bytes.indexOf(tag.window(), from, to, '&') < 0) {
            return has(tag.window(), from, to, wanted);
        }
        byte[] decoded = tag.decoded(rel);
        return has(decoded, 0, decoded.length, wanted);
    }

    private static boolean has(byte[] b, int from, int to, String[] wanted) {
        int i = from;
        while (i < to) {
            int word = Bytes.skipSpace(b, i, to);
            i = word;
            while (i < to && !Bytes.isSpace(b[i])) {
                i++;
            }
            for (String each : wanted) {
                if (Bytes.isWord(b, word, i, each)) {
                    return true;
                }
            }
        }
        return false;
    }
}
