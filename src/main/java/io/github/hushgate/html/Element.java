package io.github.hushgate.html;

import java.util.Locale;

/** The elements that are more than a name to the tokenizer or to who reads its tokens; {@link #OTHER} for the rest. */
public enum Element {
    OTHER,
    A,
    ANNOTATION_XML,
    APPLET,
    AREA,
    ANIMATE,
    ANIMATEMOTION,
    ANIMATETRANSFORM,
    AUDIO,
    B,
    BASE,
    BASEFONT,
    BGSOUND,
    BIG,
    BLOCKQUOTE,
    BODY,
    BR,
    BUTTON,
    CAPTION,
    CENTER,
    CODE,
    COL,
    COLGROUP,
    DD,
    DESC,
    DIV,
    DL,
    DT,
    EM,
    EMBED,
    FEIMAGE,
    FENCEDFRAME,
    FONT,
    FOREIGNOBJECT,
    FORM,
    FRAME,
    FRAMESET,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    HEAD,
    HR,
    HTML,
    I,
    IFRAME,
    IMAGE,
    IMG,
    INPUT,
    ISINDEX,
    KEYGEN,
    LI,
    LINK,
    LISTING,
    MALIGNMARK,
    MATH,
    MENU,
    META,
    MGLYPH,
    MI,
    MN,
    MO,
    MS,
    MTEXT,
    NOBR,
    NOEMBED,
    NOFRAMES,
    NOSCRIPT,
    OBJECT,
    OL,
    OPTGROUP,
    OPTION,
    P,
    PARAM,
    PLAINTEXT,
    PORTAL,
    PRE,
    RUBY,
    S,
    SCRIPT,
    SELECT,
    SET,
    SMALL,
    SOURCE,
    SPAN,
    STRIKE,
    STRONG,
    STYLE,
    SUB,
    SUP,
    SVG,
    TABLE,
    TBODY,
    TD,
    TEMPLATE,
    TEXTAREA,
    TFOOT,
    TH,
    THEAD,
    TITLE,
    TR,
    TRACK,
    TT,
    U,
    UL,
    USE,
    VAR,
    VIDEO,
    WBR,
    XMP;

    private static final Element[] ALL = values();
    private static final int BITS = 10;
    private static final long[] KEYS = new long[1 << BITS];
    private static final Element[] VALUES = new Element[1 << BITS];

    static {
        for (Element each : values()) {
            if (each != OTHER) {
                long key = each.key();
                int at = slot(key);
                while (KEYS[at] != 0) {
                    at = (at + 1) & (KEYS.length - 1);
                }
                KEYS[at] = key;
                VALUES[at] = each;
            }
        }
    }

    private final boolean plain = isPlain(name());
    private final String tagName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /**
     * Whether its start tag only stands in a body: it changes neither how what follows is read nor where it is put, and
     * what it loads its attributes say one by one. So are most.
     */
    public boolean isPlain() {
        return plain;
    }

    private static boolean isPlain(String name) {
        return switch (name) {
            case "HTML", "HEAD", "BASE", "BASEFONT", "BGSOUND", "LINK", "META", "SVG", "MATH", "TITLE", "TEXTAREA" ->
                false;
            case "STYLE", "NOFRAMES", "NOSCRIPT", "XMP", "IFRAME", "NOEMBED", "SCRIPT", "PLAINTEXT" -> false;
            case "TEMPLATE", "SELECT", "FRAMESET", "TABLE", "PRE", "LISTING" -> false;
            default -> true;
        };
    }

    /** The name as it stands in the token: lower case. */
    public String tagName() {
        return tagName;
    }

    long key() {
        return TagName.of(tagName());
    }

    /** Its place among all, from 0: for tables by element. */
    @SuppressWarnings("EnumOrdinal") // never leaves the process
    public int number() {
        return ordinal();
    }

    static Element at(int number) {
        return ALL[number];
    }

    static Element of(long key) {
        int at = slot(key);
        while (KEYS[at] != 0) {
            if (KEYS[at] == key) {
                return VALUES[at];
            }
            at = (at + 1) & (KEYS.length - 1);
        }
        return OTHER;
    }

    private static int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> (64 - BITS));
    }
}
