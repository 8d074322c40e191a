package io.github.hushgate.html;

import java.util.Arrays;

/**
 * The open elements inside {@code svg} and {@code math}, and the HTML ones inside their integration points.
 *
 * @see <a href="https://html.spec.whatwg.org/#parsing-main-inforeign">The rules for parsing tokens in foreign
 *     content</a>
 */
final class ForeignStack {
    private static final byte HTML = 0;
    private static final byte SVG = 1;
    private static final byte MATHML = 2;
    private static final byte NAMESPACE = 3;
    private static final byte HTML_INTEGRATION = 4;
    private static final byte TEXT_INTEGRATION = 8;
    private static final byte ANNOTATION = 16;

    private final int max;
    private long[] keys = new long[16];
    private byte[] kinds = new byte[16];
    private int depth;

    ForeignStack(int max) {
        this.max = max;
    }

    int depth() {
        return depth;
    }

    void clear() {
        depth = 0;
    }

    boolean topIsForeign() {
        return (kinds[depth - 1] & NAMESPACE) != HTML;
    }

    void root(StartTag tag) {
        byte kind = tag.element() == Element.SVG ? SVG : MATHML;
        tag.standsIn(kind == SVG ? Namespace.SVG : Namespace.MATHML);
        if (!tag.selfClosing) {
            push(tag.key, kind);
        }
    }

    // Deeper than the limit, a tag is not remembered: the place stays doubtful, and more is looked at rather than less.
    private void push(long key, byte kind) {
        if (depth == max) {
            return;
        }
        if (depth == keys.length) {
            keys = Arrays.copyOf(keys, depth * 2);
            kinds = Arrays.copyOf(kinds, depth * 2);
        }
        keys[depth] = key;
        kinds[depth++] = kind;
    }

    /** True where the tag made a foreign element; otherwise the HTML rules go on with it. */
    boolean startTag(StartTag tag) {
        byte top = kinds[depth - 1];
        if (htmlRules(top, tag.element())) {
            pushHtml(tag);
            return false;
        }
        if (isBreakout(tag)) {
            tag.breakout = true;
            breakOut();
            if (depth > 0) {
                pushHtml(tag);
            }
            return false;
        }
        boolean svg = (top & NAMESPACE) == SVG;
        tag.standsIn(svg ? Namespace.SVG : Namespace.MATHML);
        if (!tag.selfClosing) {
            push(tag.key, svg ? svgKind(tag) : mathKind(tag));
        }
        return true;
    }

    private static boolean htmlRules(byte top, Element element) {
        if ((top & NAMESPACE) == HTML || (top & HTML_INTEGRATION) != 0) {
            return true;
        }
        if ((top & TEXT_INTEGRATION) != 0) {
            return element != Element.MGLYPH && element != Element.MALIGNMARK;
        }
        return (top & ANNOTATION) != 0 && element == Element.SVG;
    }

    private static byte svgKind(StartTag tag) {
        return switch (tag.element()) {
            case FOREIGNOBJECT, DESC, TITLE -> SVG | HTML_INTEGRATION;
            default -> SVG;
        };
    }

    private static byte mathKind(StartTag tag) {
        return switch (tag.element()) {
            case MI, MO, MN, MS, MTEXT -> MATHML | TEXT_INTEGRATION;
            case ANNOTATION_XML ->
                (byte) (isHtmlAnnotation(tag) ? MATHML | ANNOTATION | HTML_INTEGRATION : MATHML | ANNOTATION);
            default -> MATHML;
        };
    }

    private static boolean isHtmlAnnotation(StartTag tag) {
        int encoding = tag.indexOf("encoding");
        if (encoding < 0) {
            return false;
        }
        String value = tag.value(encoding);
        return value.equalsIgnoreCase("text/html") || value.equalsIgnoreCase("application/xhtml+xml");
    }

    private void pushHtml(StartTag tag) {
        switch (tag.element()) {
            case SVG,
                    MATH,
                    AREA,
                    BASE,
                    BASEFONT,
                    BGSOUND,
                    BR,
                    COL,
                    EMBED,
                    FRAME,
                    HR,
                    IMAGE,
                    IMG,
                    INPUT,
                    KEYGEN,
                    LINK,
                    META,
                    PARAM,
                    SOURCE,
                    TRACK,
                    WBR,
                    HTML,
                    HEAD,
                    BODY -> {}
            case P, LI, DD, DT, OPTION, TR, TD, TH -> {
                if (keys[depth - 1] == tag.key && kinds[depth - 1] == HTML) {
                    depth--;
                }
                push(tag.key, HTML);
            }
            default -> push(tag.key, HTML);
        }
    }

    private static boolean isBreakout(StartTag tag) {
        return switch (tag.element()) {
            case B,
                    BIG,
                    BLOCKQUOTE,
                    BODY,
                    BR,
                    CENTER,
                    CODE,
                    DD,
                    DIV,
                    DL,
                    DT,
                    EM,
                    EMBED,
                    H1,
                    H2,
                    H3,
                    H4,
                    H5,
                    H6,
                    HEAD,
                    HR,
                    I,
                    IMG,
                    LI,
                    LISTING,
                    MENU,
                    META,
                    NOBR,
                    OL,
                    P,
                    PRE,
                    RUBY,
                    S,
                    SMALL,
                    SPAN,
                    STRONG,
                    STRIKE,
                    SUB,
                    SUP,
                    TABLE,
                    TT,
                    U,
                    UL,
                    VAR -> true;
            case FONT -> tag.indexOf("color") >= 0 || tag.indexOf("face") >= 0 || tag.indexOf("size") >= 0;
            default -> false;
        };
    }

    private void breakOut() {
        while (depth > 0 && topIsForeign() && (kinds[depth - 1] & (HTML_INTEGRATION | TEXT_INTEGRATION)) == 0) {
            depth--;
        }
    }

    void endTag(StartTag tag) {
        if (!topIsForeign()) {
            popHtml(tag.key);
            return;
        }
        if (tag.element() == Element.P || tag.element() == Element.BR) {
            breakOut();
            return;
        }
        for (int i = depth - 1; i >= 0; i--) {
            if ((kinds[i] & NAMESPACE) == HTML) {
                popHtml(tag.key);
                return;
            }
            if (keys[i] == tag.key) {
                depth = i;
                return;
            }
        }
    }

    /** Down to the element of this name, but not past an integration point. */
    private void popHtml(long key) {
        for (int i = depth - 1; i >= 0 && (kinds[i] & NAMESPACE) == HTML; i--) {
            if (keys[i] == key) {
                depth = i;
                return;
            }
        }
    }
}
