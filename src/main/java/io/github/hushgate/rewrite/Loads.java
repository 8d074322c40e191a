package io.github.hushgate.rewrite;

import io.github.hushgate.html.Element;
import io.github.hushgate.html.Namespace;
import io.github.hushgate.html.StartTag;

/** What an attribute of an element makes a browser do. */
enum Loads {
    NOTHING,
    /** One address, fetched. */
    ADDRESS,
    /** Candidates. */
    SRCSET,
    /** Addresses parted by white space. */
    LIST,
    /** What an animation gives to an attribute: addresses, or values of properties, parted by semicolons. */
    VALUES,
    /** A document of its own. */
    SRCDOC,
    /** Declarations. */
    STYLE,
    /** A script. */
    HANDLER,
    /** A form's target: told of, left alone. */
    TARGET,
    /** Nothing, but it tells an advertiser of the visit: see {@link AdAttributes}. */
    MEASURES;

    private static final String LAZY = "data-";
    private static final String PREFIXED = ":href";

    private static final long[] NAMES = new long[Element.values().length];

    static {
        for (Element each : Element.values()) {
            NAMES[each.number()] = names(each);
        }
    }

    private static long names(Element element) {
        long any = StartTag.namesBeginning('s', 't') // style
                | StartTag.namesBeginning('o', 'n') // handlers
                | StartTag.namesBeginning('b', 'a') // background
                | StartTag.namesBeginning('a', 't') // attributionsrc
                | StartTag.namesBeginning('f', 'o') // formaction
                | StartTag.namesBeginning('d', 'y') // dynsrc
                | StartTag.namesBeginning('l', 'o') // lowsrc
                | StartTag.namesBeginning('b', 'r') // browsingtopics
                | StartTag.namesBeginning('a', 'd') // adauctionheaders
                | StartTag.namesBeginning('s', 'h'); // sharedstoragewritable
        return any
                | sources(element)
                | switch (element) {
                    case IMAGE -> StartTag.namesBeginning('h', 'r') | StartTag.namesBeginning('x', 'l'); // xlink:href
                    case LINK ->
                        StartTag.namesBeginning('h', 'r')
                                | StartTag.namesBeginning('i', 'm') // imagesrcset
                                | StartTag.namesBeginning('d', 'a'); // data-href
                    case OTHER -> StartTag.namesBeginning('s', 'r'); // src
                    case A, AREA -> StartTag.namesBeginning('p', 'i'); // ping
                    case FORM -> StartTag.namesBeginning('a', 'c'); // action
                    case VIDEO -> StartTag.namesBeginning('p', 'o'); // poster
                    case OBJECT -> StartTag.namesBeginning('d', 'a'); // data
                    case APPLET, EMBED -> StartTag.namesBeginning('c', 'o'); // code, codebase
                    default -> 0;
                };
    }

    private static long sources(Element element) {
        if (isPutOff(element)) {
            return -1; // A name may end in src, however it begins.
        }
        // src, srcset, srcdoc, data-
        return loadsSrc(element) ? StartTag.namesBeginning('s', 'r') | StartTag.namesBeginning('d', 'a') : 0;
    }

    /**
     * False where no attribute of an HTML element can make a browser do anything: so it is with two thirds of all tags,
     * and their attributes need not be looked at one by one.
     */
    static boolean mayLoad(StartTag tag) {
        return tag.namespace() != Namespace.HTML
                || tag.mayHave(NAMES[tag.element().number()]);
    }

    static Loads of(StartTag tag, int i) {
        byte[] w = tag.window();
        int at = tag.nameStart(i);
        int length = tag.nameEnd(i) - at;
        if (AdAttributes.isOne(tag, i, length)) {
            return MEASURES;
        }
        if (length < 2 || tag.valueStart(i) == tag.valueEnd(i)) {
            return NOTHING;
        }
        if (tag.namespace() == Namespace.HTML) {
            return html(tag, i, w, at, length);
        }
        Loads named = html(tag, i, w, at, length);
        return named == NOTHING ? foreign(tag, i, w, at, length) : named;
    }

    /**
     * Also for names of HTML in foreign content: an element there loads nothing, but what reads ahead of the parser,
     * and another reading of the content's end, may take it for the other.
     */
    private static Loads html(StartTag tag, int i, byte[] w, int at, int length) {
        Loads known = byFirstLetter(tag, i, w, at, length);
        return known == NOTHING && isPutOff(tag.element()) ? byEnding(tag, i) : known;
    }

    /** Whether scripts of the page may give it its address later, from an attribute of another name. */
    private static boolean isPutOff(Element element) {
        return element == Element.SCRIPT || element == Element.IFRAME || element == Element.IMG;
    }

    /** As {@code suppressedsrc}, {@code lazy-srcset}. */
    private static Loads byEnding(StartTag tag, int i) {
        byte[] w = tag.window();
        int end = tag.nameEnd(i);
        if (Bytes.startsWith(w, Math.max(tag.nameStart(i), end - 3), end, "src")) {
            return ADDRESS;
        }
        return Bytes.startsWith(w, Math.max(tag.nameStart(i), end - 6), end, "srcset") ? SRCSET : NOTHING;
    }

    private static Loads byFirstLetter(StartTag tag, int i, byte[] w, int at, int length) {
        return switch (Bytes.lower(w[at])) {
            case 's' -> s(tag, i, length);
            case 'o' -> Bytes.lower(w[at + 1]) == 'n' ? HANDLER : NOTHING;
            case 'b' -> length == 10 && tag.isNamed(i, "background") ? ADDRESS : NOTHING;
            case 'a' -> a(tag, i, length);
            case 'f' -> length == 10 && tag.isNamed(i, "formaction") ? TARGET : NOTHING;
            case 'h', 'x' -> mayReadHref(tag.element()) && isHref(tag, i) ? ADDRESS : NOTHING;
            case 'p' -> p(tag, i, length);
            case 'd' -> d(tag, i, length);
            case 'i' -> tag.element() == Element.LINK && tag.isNamed(i, "imagesrcset") ? SRCSET : NOTHING;
            case 'l' -> length == 6 && tag.isNamed(i, "lowsrc") ? ADDRESS : NOTHING;
            case 'c' -> c(tag, i);
            default -> NOTHING;
        };
    }

    /** What reads ahead takes elements of HTML that stand within SVG for that one's. */
    private static boolean mayReadHref(Element element) {
        return element == Element.LINK || element == Element.SCRIPT || element == Element.IMAGE;
    }

    private static Loads s(StartTag tag, int i, int length) {
        if (length == 5) {
            return tag.isNamed(i, "style") ? STYLE : NOTHING;
        }
        if (length == 3) {
            return tag.isNamed(i, "src") && (loadsSrc(tag.element()) || isOfAmp(tag)) ? ADDRESS : NOTHING;
        }
        if (length == 6 && tag.isNamed(i, "srcset")) {
            return tag.element() == Element.IMG || tag.element() == Element.SOURCE || tag.element() == Element.IMAGE
                    ? SRCSET
                    : NOTHING;
        }
        return length == 6 && tag.element() == Element.IFRAME && tag.isNamed(i, "srcdoc") ? SRCDOC : NOTHING;
    }

    /** One of AMP's, as {@code amp-pixel}: its runtime loads what it names. Other custom elements may do anything. */
    private static boolean isOfAmp(StartTag tag) {
        return tag.element() == Element.OTHER && tag.name().startsWith("amp-");
    }

    static boolean loadsSrc(Element element) {
        return switch (element) {
            case SCRIPT,
                    IMG,
                    IMAGE,
                    IFRAME,
                    FRAME,
                    EMBED,
                    INPUT,
                    VIDEO,
                    AUDIO,
                    SOURCE,
                    TRACK,
                    BGSOUND,
                    PORTAL,
                    FENCEDFRAME -> true;
            default -> false;
        };
    }

    private static Loads a(StartTag tag, int i, int length) {
        if (length == 6 && tag.element() == Element.FORM && tag.isNamed(i, "action")) {
            return TARGET;
        }
        return length == 14 && tag.isNamed(i, "attributionsrc") ? LIST : NOTHING;
    }

    private static Loads c(StartTag tag, int i) {
        return switch (tag.element()) {
            case APPLET -> tag.isNamed(i, "code") || tag.isNamed(i, "codebase") ? ADDRESS : NOTHING;
            case EMBED -> tag.isNamed(i, "code") ? ADDRESS : NOTHING;
            default -> NOTHING;
        };
    }

    private static Loads p(StartTag tag, int i, int length) {
        if (length == 4 && (tag.element() == Element.A || tag.element() == Element.AREA) && tag.isNamed(i, "ping")) {
            return LIST;
        }
        return length == 6 && tag.element() == Element.VIDEO && tag.isNamed(i, "poster") ? ADDRESS : NOTHING;
    }

    private static Loads d(StartTag tag, int i, int length) {
        if (length == 4) {
            return tag.element() == Element.OBJECT && tag.isNamed(i, "data") ? ADDRESS : NOTHING;
        }
        if (tag.element() == Element.LINK) {
            boolean later = Bytes.startsWith(tag.window(), tag.nameStart(i), tag.nameEnd(i), LAZY)
                    && Bytes.indexOf(tag.window(), tag.nameStart(i), tag.nameEnd(i), "href") >= 0;
            return later ? ADDRESS : NOTHING;
        }
        if (!loadsSrc(tag.element()) || !Bytes.startsWith(tag.window(), tag.nameStart(i), tag.nameEnd(i), LAZY)) {
            return length == 6 && tag.isNamed(i, "dynsrc") ? ADDRESS : NOTHING;
        }
        int from = tag.nameStart(i);
        int to = tag.nameEnd(i);
        if (Bytes.indexOf(tag.window(), from, to, "srcset") >= 0) {
            return SRCSET;
        }
        boolean source = Bytes.indexOf(tag.window(), from, to, "src") >= 0
                || Bytes.indexOf(tag.window(), from, to, "original") >= 0
                || Bytes.indexOf(tag.window(), from, to, "url") >= 0;
        return source ? ADDRESS : NOTHING;
    }

    private static Loads foreign(StartTag tag, int i, byte[] w, int at, int length) {
        if (Bytes.lower(w[at]) == 'o' && Bytes.lower(w[at + 1]) == 'n') {
            return HANDLER;
        }
        if (isHref(tag, i)) {
            return loadsHref(tag) ? ADDRESS : NOTHING;
        }
        boolean values = isAnimation(tag.element())
                && (tag.isNamed(i, "to") || tag.isNamed(i, "from") || tag.isNamed(i, "by") || tag.isNamed(i, "values"));
        if (values) {
            return VALUES;
        }
        return length > 2 ? STYLE : NOTHING;
    }

    /** An element's link, in XML under whatever prefix. */
    static boolean isHref(StartTag tag, int i) {
        if (tag.isNamed(i, "href") || tag.isNamed(i, "xlink:href")) {
            return true;
        }
        int local = tag.nameEnd(i) - PREFIXED.length();
        return tag.namespace() == Namespace.XML
                && local > tag.nameStart(i)
                && Bytes.startsWith(tag.window(), local, tag.nameEnd(i), PREFIXED);
    }

    /** In XML an element that no browser knows is data, whatever its attributes are called. */
    private static boolean loadsHref(StartTag tag) {
        return switch (tag.element()) {
            case A -> false;
            case AREA, BASE, OTHER -> tag.namespace() != Namespace.XML;
            default -> true;
        };
    }

    private static boolean isAnimation(Element element) {
        return switch (element) {
            case SET, ANIMATE, ANIMATEMOTION, ANIMATETRANSFORM -> true;
            default -> false;
        };
    }
}
