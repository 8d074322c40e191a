package io.github.hushgate.html;

/**
 * Which start tags do more to a tree builder than to make their element, so that the rest of the page would be read
 * otherwise if they were not there: those that a frameset may no longer follow, that a table fosters out, that end a
 * column group, that keep a newline behind {@code pre}, or that settle what a live template holds.
 *
 * @see <a href="https://html.spec.whatwg.org/#tree-construction">Tree construction</a>
 */
final class Steering {
    private static final int MAX_TABLES = 63;

    private boolean framesetOk;
    private int tables;
    /** Of each open table, the innermost lowest: whether this is inside one of its cells or its caption. */
    private long cells;

    private boolean inColumns;
    private long preEnd;

    void reset() {
        framesetOk = true;
        tables = 0;
        cells = 0;
        inColumns = false;
        preEnd = -1;
    }

    /** Whether a frameset could still take the place of all that came. */
    boolean framesetOk() {
        return framesetOk;
    }

    /** Text that is more than white space stands in the body. */
    void text() {
        framesetOk = false;
        inColumns = false;
    }

    /** Whether a plain element's tag, outside of templates, may steer here at all. */
    boolean minds(StartTag tag) {
        return framesetOk || tables > 0 || tag.start() == preEnd;
    }

    /** Whether the tag steers; {@code inLiveTemplate} where a template's content counts. */
    boolean startTag(StartTag tag, boolean inLiveTemplate) {
        Element element = tag.element();
        boolean steers = tag.start() == preEnd || (inLiveTemplate && mayBegin(element));
        if (framesetOk && forbidsFrameset(element)) {
            framesetOk = false;
            steers = true;
        }
        if (element == Element.PRE || element == Element.LISTING) {
            preEnd = tag.end();
        }
        if (tables > 0 || element == Element.TABLE) {
            steers |= inTable(element);
        }
        return steers;
    }

    /** Whether it may show what a template is a part of: in some browsers what else stands in a head does. */
    private static boolean mayBegin(Element element) {
        return switch (element) {
            case LINK, META, SCRIPT, STYLE, TEMPLATE -> false;
            default -> true;
        };
    }

    private static boolean forbidsFrameset(Element element) {
        return switch (element) {
            case BODY,
                    PRE,
                    LISTING,
                    LI,
                    DD,
                    DT,
                    BUTTON,
                    APPLET,
                    OBJECT,
                    TABLE,
                    AREA,
                    BR,
                    EMBED,
                    IMG,
                    IMAGE,
                    KEYGEN,
                    WBR,
                    HR,
                    TEXTAREA,
                    XMP,
                    IFRAME,
                    SELECT -> true;
            default -> false;
        };
    }

    private boolean inTable(Element element) {
        boolean endsColumns = inColumns && element != Element.COL && element != Element.TEMPLATE;
        inColumns &= !endsColumns;
        boolean inCell = (cells & 1) != 0;
        switch (element) {
            case TABLE -> open(inCell);
            case TD, TH, CAPTION -> cells |= 1;
            case TR, TBODY, THEAD, TFOOT -> cells &= ~1L;
            case COL, COLGROUP -> {
                cells &= ~1L;
                inColumns = true;
            }
            case SCRIPT, STYLE, TEMPLATE -> {
                return endsColumns;
            }
            default -> {
                return endsColumns || !inCell;
            }
        }
        return endsColumns;
    }

    private void open(boolean inCell) {
        if ((tables == 0 || inCell) && tables < MAX_TABLES) {
            tables++;
            cells <<= 1;
        }
    }

    void endTag(Element element) {
        if (tables == 0) {
            return;
        }
        switch (element) {
            case TABLE -> {
                tables--;
                cells >>>= 1;
                inColumns = false;
            }
            case TD, TH, CAPTION, TR, TBODY, THEAD, TFOOT -> cells &= ~1L;
            case COLGROUP -> inColumns = false;
            default -> {}
        }
    }
}
