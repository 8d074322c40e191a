package io.github.hushgate.rewrite;

import io.github.hushgate.html.CharacterReferences;
import io.github.hushgate.html.Element;
import io.github.hushgate.html.Namespace;
import io.github.hushgate.html.StartTag;
import io.github.hushgate.tracker.ResourceType;
import io.github.hushgate.tracker.ScriptVerdict;
import io.github.hushgate.tracker.Tracker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides on a start tag: what of it a tracker would load, and whether the element or only attributes of it go. */
final class ElementRules {
    static final String NONE = "";
    static final String HINT = "cross-origin-hint";
    private static final String TOO_DEEP = "nested-too-deep";
    private static final String TOO_LONG = "too-long";
    /** For what serves nothing but the measuring of advertisements. */
    private static final String AD_ATTRIBUTE = "ad-attribute";
    /** Bytes below which a handler can do nothing. */
    private static final int SHORTEST_HANDLER = 6;

    private static final Pattern XML_STYLESHEET =
            Pattern.compile("<\\?xml-stylesheet\\s[^<]{0,1024}?\\bhref\\s*=\\s*(\"[^\"<]*\"|'[^'<]*')");

    private final Judge judge;
    private final Nested nested;
    private final CssScan css;
    private final Srcset srcset;
    private final Edits edits;
    private final InnerCuts inner;

    /** The tracker whose script's address the tag last decided on has lost, or {@link #NONE}. */
    private String lostScript = NONE;

    private int[] bad = new int[8];
    private String[] trackers = new String[8];
    private int count;

    ElementRules(Judge judge, Nested nested, CssScan css, Edits edits) {
        this.judge = judge;
        this.nested = nested;
        this.css = css;
        this.srcset = new Srcset(judge);
        this.edits = edits;
        this.inner = new InnerCuts(judge, nested, edits);
    }

    /** The id of the tracker for whose sake the whole element goes, or {@link #NONE}; attributes are cut here. */
    String startTag(StartTag tag, boolean attributesOnly) {
        count = 0;
        if (!tag.continued() && !lostScript.isEmpty()) {
            lostScript = NONE;
        }
        String whole = special(tag);
        if (whole.isEmpty() && !Loads.mayLoad(tag)) {
            return NONE;
        }
        for (int i = 0; i < tag.attributeCount(); i++) {
            Loads loads = Loads.of(tag, i);
            if (loads != Loads.NOTHING && (tag.isLong() || isRead(tag, i))) {
                String found = judge(tag, i, loads);
                if (found.isEmpty() && isUnread(tag, i, loads)) {
                    found = TOO_LONG;
                }
                if (!found.isEmpty()) {
                    whole = whole.isEmpty() && isWhole(tag, i, loads) ? found : whole;
                    note(i, found);
                }
            }
        }
        if (!whole.isEmpty() && !attributesOnly) {
            return whole;
        }
        for (int i = 0; i < count; i++) {
            lostScript = isScriptAddress(tag, bad[i]) ? trackers[i] : lostScript;
            edits.cutAttribute(tag, bad[i], trackers[i]);
        }
        return count == 0 && !whole.isEmpty() ? whole : NONE;
    }

    /** The tracker whose script's address this tag, which was decided on last, has lost, or {@link #NONE}. */
    String lostScript(StartTag tag) {
        return tag.attributeCount() > 0 || tag.continued() ? lostScript : NONE;
    }

    /**
     * Whether all of a value would have to be read, and it is longer than what is held of a tag. An address is known by
     * how it begins.
     */
    private boolean isUnread(StartTag tag, int i, Loads loads) {
        return tag.isLong()
                && tag.isBeyondLimit(i)
                && switch (loads) {
                    case SRCSET, LIST, VALUES, SRCDOC, STYLE, HANDLER -> true;
                    case ADDRESS -> readsContent(tag) && DataUrl.mayBe(judge.bytes, judge.from, judge.to);
                    default -> false;
                };
    }

    private void note(int i, String tracker) {
        if (count == bad.length) {
            bad = Arrays.copyOf(bad, count * 2);
            trackers = Arrays.copyOf(trackers, count * 2);
        }
        bad[count] = i;
        trackers[count++] = tracker;
    }

    /** Of attributes of one name the first is read, but by what reads ahead the first that is not empty. */
    private static boolean isRead(StartTag tag, int i) {
        for (int before = 0; before < i; before++) {
            if (sameName(tag, before, i) && !isBlank(tag, before)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(StartTag tag, int i) {
        return Bytes.skipSpace(tag.window(), tag.valueStart(i), tag.valueEnd(i)) == tag.valueEnd(i);
    }

    static boolean sameName(StartTag tag, int one, int other) {
        int length = tag.nameEnd(one) - tag.nameStart(one);
        if (length != tag.nameEnd(other) - tag.nameStart(other)) {
            return false;
        }
        byte[] w = tag.window();
        for (int i = 0; i < length; i++) {
            if (Bytes.lower(w[tag.nameStart(one) + i]) != Bytes.lower(w[tag.nameStart(other) + i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isScriptAddress(StartTag tag, int i) {
        boolean named = tag.isNamed(i, "src") || (tag.namespace() != Namespace.HTML && Loads.isHref(tag, i));
        return tag.element() == Element.SCRIPT && named;
    }

    private static boolean isWhole(StartTag tag, int i, Loads loads) {
        if (loads == Loads.SRCSET) {
            return tag.element() == Element.SOURCE;
        }
        boolean foreignName =
                tag.namespace() == Namespace.HTML && tag.element() != Element.LINK && Loads.isHref(tag, i);
        if (loads != Loads.ADDRESS || foreignName || tag.isNamed(i, "background")) {
            return false;
        }
        return switch (tag.element()) {
            case SCRIPT, IFRAME, EMBED, SOURCE, TRACK, BGSOUND, LINK, PORTAL, FENCEDFRAME -> true;
            case IMG, IMAGE -> mayBeHtml(tag) && tag.indexOf("srcset") < 0;
            default -> false;
        };
    }

    private String judge(StartTag tag, int i, Loads loads) {
        judge.read(tag, i);
        byte[] b = judge.bytes;
        int from = judge.from;
        int to = judge.to;
        return switch (loads) {
            case ADDRESS -> address(tag, b, from, to);
            case LIST -> id(judge.ofList(b, from, to));
            case VALUES -> values(tag, b, from, to);
            case SRCSET -> srcset(tag, b, from, to);
            case SRCDOC -> srcdoc(tag, i, b, from, to);
            case STYLE -> style(tag, i, b, from, to);
            case HANDLER -> handler(tag, i, b, from, to);
            case TARGET -> target(tag, i, b, from, to);
            case MEASURES -> AD_ATTRIBUTE;
            case NOTHING -> NONE;
        };
    }

    static String id(Optional<Tracker> tracker) {
        return tracker.isPresent() ? tracker.get().id() : NONE;
    }

    /** What is bad in it goes alone, if it can. */
    private String srcdoc(StartTag tag, int i, byte[] b, int from, int to) {
        String found = nested(b, from, to);
        return found.isEmpty() || found.equals(TOO_DEEP) || !inner.cut(tag, i) ? found : NONE;
    }

    private String nested(byte[] b, int from, int to) {
        return nested.isTooDeep() ? TOO_DEEP : nested.document(b, from, to);
    }

    private String address(StartTag tag, byte[] b, int from, int to) {
        // What a long tag's link is for may stand in another part of it.
        if (tag.element() == Element.LINK && !tag.isLong() && !LinkRel.loads(tag)) {
            return NONE;
        }
        if (readsContent(tag) && DataUrl.mayBe(b, from, to)) {
            int charset = tag.element() == Element.SCRIPT ? tag.indexOf("charset") : -1;
            String label = charset < 0 ? "" : tag.value(charset).strip().toLowerCase(Locale.ROOT);
            Optional<DataUrl> data = DataUrl.of(b, from, to, label);
            if (data.isPresent()) {
                return content(tag, data.get());
            }
        }
        String known = id(judge.ofAddress(b, from, to, use(tag)));
        if (known.isEmpty()
                && tag.element() == Element.LINK
                && LinkRel.connects(tag)
                && judge.leavesForUnknown(b, from, to)) {
            return HINT;
        }
        return known;
    }

    /**
     * What the element loads its address as, for lists whose rules mean some uses only; null where it may be several.
     */
    private static @Nullable ResourceType use(StartTag tag) {
        if (tag.namespace() != Namespace.HTML) {
            return null;
        }
        return switch (tag.element()) {
            case SCRIPT -> ResourceType.SCRIPT;
            case IMG, IMAGE, INPUT -> ResourceType.IMAGE;
            case IFRAME, FRAME, PORTAL, FENCEDFRAME -> ResourceType.SUBDOCUMENT;
            case OBJECT, EMBED -> ResourceType.OBJECT;
            case AUDIO, TRACK, BGSOUND -> ResourceType.MEDIA;
            case LINK -> LinkRel.styles(tag) ? ResourceType.STYLESHEET : null;
            default -> null;
        };
    }

    /** Whether the element runs, or shows as a document, what its address itself holds; an image does not. */
    private static boolean readsContent(StartTag tag) {
        return tag.namespace() != Namespace.HTML
                || switch (tag.element()) {
                    case IMG, IMAGE, INPUT, VIDEO, AUDIO, SOURCE, TRACK, BGSOUND -> false;
                    default -> true;
                };
    }

    /** What a {@code data:} or {@code javascript:} address holds, read as the element would read it. */
    private String content(StartTag tag, DataUrl data) {
        byte[] body = data.body();
        if (tag.element() == Element.SCRIPT || data.mediaType().endsWith("javascript")) {
            return script(body, 0, body.length);
        }
        if (data.mediaType().equals("text/css") || tag.element() == Element.LINK) {
            return css(body, 0, body.length);
        }
        boolean document = data.mediaType().contains("html") || data.mediaType().contains("xml");
        boolean frame = tag.element() != Element.IMG && tag.element() != Element.INPUT && mayBeHtml(tag);
        if (!document || !frame) {
            return NONE;
        }
        String styled = data.mediaType().contains("xml") ? xmlStylesheet(body) : NONE;
        return styled.isEmpty() ? nested(body, 0, body.length) : styled;
    }

    /** Whose a sheet is that an instruction of an XML document names. */
    private String xmlStylesheet(byte[] body) {
        Matcher sheet = XML_STYLESHEET.matcher(Bytes.text(body, 0, body.length));
        String found = NONE;
        while (found.isEmpty() && sheet.find()) {
            byte[] quoted = sheet.group(1).getBytes(StandardCharsets.ISO_8859_1);
            byte[] address = CharacterReferences.decode(quoted, 1, quoted.length - 1, true);
            Optional<DataUrl> data = DataUrl.of(address, 0, address.length);
            byte[] css = data.isPresent() ? data.get().body() : address;
            found = data.isPresent() ? css(css, 0, css.length) : id(judge.ofAddress(address, 0, address.length));
        }
        return found;
    }

    String script(byte[] b, int from, int to) {
        ScriptVerdict verdict = judge.ofScript(b, from, to);
        return verdict.mixed() ? NONE : id(verdict.tracker());
    }

    private String handler(StartTag tag, int i, byte[] b, int from, int to) {
        String found = to - from < SHORTEST_HANDLER ? NONE : script(b, from, to);
        return !found.isEmpty() && leadsOn(b, from, to) ? asFunction(tag, i, b, from, to) : found;
    }

    private static boolean leadsOn(byte[] b, int from, int to) {
        return Bytes.indexOf(b, from, to, "location") >= 0 || Bytes.indexOf(b, from, to, "open") >= 0;
    }

    /** As the function that a script would give to a property of the attribute's name: which says when it is called. */
    private String asFunction(StartTag tag, int i, byte[] b, int from, int to) {
        String name = Bytes.text(tag.window(), tag.nameStart(i), tag.nameEnd(i)).toLowerCase(Locale.ROOT);
        String function = name + "=function(){" + Bytes.text(b, from, to) + "\n}";
        byte[] script = function.getBytes(StandardCharsets.ISO_8859_1);
        return script(script, 0, script.length);
    }

    String css(byte[] b, int from, int to) {
        int finds = css.scan(b, from, to);
        return finds == 0 ? NONE : css.tracker(finds - 1).id();
    }

    /**
     * One bad declaration goes alone, unless the value had to be decoded to find it, or nothing would be left of one
     * without quotes: the next attribute would become its value.
     */
    private String style(StartTag tag, int i, byte[] b, int from, int to) {
        if (tag.namespace() != Namespace.HTML && !tag.isNamed(i, "style")) {
            return property(b, from, to);
        }
        if (b != tag.window()) {
            return css(b, from, to);
        }
        int finds = css.scan(b, from, to);
        if (finds > 0 && tag.attributeEnd(i) == to && left(finds, to - from) == 0) {
            return css.tracker(0).id();
        }
        for (int find = 0; find < finds; find++) {
            String element = tag.element().tagName() + "@style";
            edits.cut(css.tracker(find).id(), element, tag.offset(css.from(find)), tag.offset(css.to(find)));
        }
        return NONE;
    }

    /** The value of one property. */
    private String property(byte[] b, int from, int to) {
        boolean plain = Bytes.indexOf(b, from, to, '(') < 0 && Bytes.indexOf(b, from, to, '\\') < 0;
        return plain ? NONE : css(b, from, to);
    }

    private String values(StartTag tag, byte[] b, int from, int to) {
        String found = NONE;
        for (int start = from; start < to && found.isEmpty(); ) {
            int semicolon = Bytes.indexOf(b, start, to, ';');
            int end = semicolon < 0 ? to : semicolon;
            found = address(tag, b, start, end);
            start = end + 1;
        }
        return found.isEmpty() ? property(b, from, to) : found;
    }

    private int left(int finds, int length) {
        int left = length;
        for (int find = 0; find < finds; find++) {
            left -= css.to(find) - css.from(find);
        }
        return left;
    }

    /** One bad candidate goes alone, unless it is the only one, or the value had to be decoded to find it. */
    private String srcset(StartTag tag, byte[] b, int from, int to) {
        srcset.read(b, from, to);
        if (srcset.tracker.isEmpty()) {
            return NONE;
        }
        String id = id(srcset.tracker);
        if (b != tag.window() || srcset.bad.count() == 0 || allBad()) {
            return id;
        }
        for (int each = 0; each < srcset.bad.count(); each++) {
            edits.cut(
                    id, tag.element().tagName() + "@srcset", tag.offset((int) srcset.bad.start(each)), tag.offset((int)
                            srcset.bad.end(each)));
        }
        return NONE;
    }

    private boolean allBad() {
        return srcset.candidates == srcset.found;
    }

    private String target(StartTag tag, int i, byte[] b, int from, int to) {
        String id = id(judge.ofAddress(b, from, to));
        if (!id.isEmpty()) {
            edits.tell(
                    id, tag.element().tagName() + (tag.isNamed(i, "action") ? "@action" : "@formaction"), tag.start());
        }
        return NONE;
    }

    private static boolean mayBeHtml(StartTag tag) {
        return tag.namespace() == Namespace.HTML || tag.namespace() == Namespace.XML;
    }

    private String special(StartTag tag) {
        if (!mayBeHtml(tag)) {
            return NONE;
        }
        return switch (tag.element()) {
            case META -> refresh(tag);
            case BASE -> base(tag);
            default -> NONE;
        };
    }

    private String refresh(StartTag tag) {
        int content = tag.indexOf("content");
        if (content < 0 || !isRefresh(tag)) {
            return NONE;
        }
        judge.read(tag, content);
        judge.narrowToRefresh();
        String found = judge.from == judge.to ? NONE : address(tag, judge.bytes, judge.from, judge.to);
        if (!found.isEmpty()) {
            note(content, found);
        }
        return found;
    }

    /** Of a long tag, the word may stand in another part. */
    private boolean isRefresh(StartTag tag) {
        int kind = tag.indexOf("http-equiv");
        if (kind < 0 || tag.isLong()) {
            return tag.isLong();
        }
        judge.read(tag, kind);
        return Bytes.isWord(judge.bytes, judge.from, judge.to, "refresh");
    }

    private String base(StartTag tag) {
        int href = tag.indexOf("href");
        if (href < 0) {
            return NONE;
        }
        judge.read(tag, href);
        String found = id(judge.ofAddress(judge.bytes, judge.from, judge.to));
        if (found.isEmpty()) {
            judge.rebase(judge.bytes, judge.from, judge.to);
        } else {
            note(href, found);
        }
        return found;
    }
}
