package io.github.hushgate.html;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A start tag token: positions in the window, decoded on demand. Reused: valid only while the sink is called. */
public final class StartTag {
    private static final int FIELDS = 5;
    private static final int NAME_START = 0;
    private static final int NAME_END = 1;
    private static final int VALUE_START = 2;
    private static final int VALUE_END = 3;
    private static final int END = 4;

    byte[] window = new byte[0];
    long base;
    int tagStart;
    int tagEnd;
    int nameStart;
    int nameEnd;
    long key;
    boolean selfClosing;
    boolean continued;
    Namespace namespace = Namespace.HTML;
    /** The element by number: to store an object in an old one costs a fence, for each tag of the page. */
    private int element;

    boolean breakout;
    boolean opensBody;
    boolean steers;
    /** The {@link #bit bits} of all names of attributes, or of more. */
    long names;

    private int[] attributes = new int[FIELDS * 16];
    private int count;

    StartTag() {}

    /** Its element. */
    public Element element() {
        return Element.at(element);
    }

    /** The namespace that the element is created in. */
    public Namespace namespace() {
        return namespace;
    }

    /**
     * Whether it does more to the tree than to make its element: it ends foreign content, opens the body, is fostered
     * out of a table, or the like. Without it, what follows would be read otherwise.
     */
    public boolean steers() {
        return breakout || opensBody || steers;
    }

    /**
     * Whether it is longer than what is held of a tag: then all of it may be handed over in parts, and is judged so.
     */
    public boolean isLong() {
        return continued || tagEnd - tagStart > HtmlTokenizer.MAX_TAG_BYTES;
    }

    /** Whether attribute {@code i} goes on beyond what is held of a tag: its value may be here in part only. */
    public boolean isBeyondLimit(int i) {
        return continued || attributeEnd(i) - tagStart > HtmlTokenizer.MAX_TAG_BYTES;
    }

    /** Whether it ends in {@code />}. */
    public boolean selfClosing() {
        return selfClosing;
    }

    /** Whether an earlier part of it was handed to {@link TokenSink#startTagPart}. */
    public boolean continued() {
        return continued;
    }

    /** Its name, lower case. */
    public String name() {
        return Text.lowerName(window, nameStart, nameEnd);
    }

    /** Offset of its {@code <} in the document. */
    public long start() {
        return base + tagStart;
    }

    /** Offset behind its {@code >} in the document. */
    public long end() {
        return base + tagEnd;
    }

    /** The bytes that all positions of its attributes are indices of. */
    public byte[] window() {
        return window;
    }

    /** The document's offset of an index of the window. */
    public long offset(int index) {
        return base + index;
    }

    /** How many attributes stand in it, duplicates included. */
    public int attributeCount() {
        return count;
    }

    /** Where the name of attribute {@code i} begins. */
    public int nameStart(int i) {
        return attributes[i * FIELDS + NAME_START];
    }

    /** Where the name of attribute {@code i} ends. */
    public int nameEnd(int i) {
        return attributes[i * FIELDS + NAME_END];
    }

    /** Where the value of attribute {@code i} begins, behind the quote. */
    public int valueStart(int i) {
        return attributes[i * FIELDS + VALUE_START];
    }

    /** Where the value of attribute {@code i} ends, before the quote. */
    public int valueEnd(int i) {
        return attributes[i * FIELDS + VALUE_END];
    }

    /** Where attribute {@code i} ends, quote included. */
    public int attributeEnd(int i) {
        return attributes[i * FIELDS + END];
    }

    /** Whether attribute {@code i} has this name (lower case). */
    public boolean isNamed(int i, String name) {
        return Ascii.isWord(window, nameStart(i), nameEnd(i), name);
    }

    /**
     * A set of names that holds all that begin with these two letters, in any case. Sets are joined by {@code |}; for
     * some other names it holds them too.
     */
    public static long namesBeginning(char first, char second) {
        return bit((byte) first, (byte) second);
    }

    // The factor lets no frequent name (class, id, href, title, ...) share its bit with one that loads something.
    private static long bit(byte first, byte second) {
        return 1L << ((first & 0x1F) + (second & 0x1F) * 10);
    }

    /** False where no attribute's name is in this set: so most tags are done with at once. */
    public boolean mayHave(long set) {
        return (names & set) != 0;
    }

    /** The first attribute of this name (lower case), or -1: later ones do not count. */
    public int indexOf(String name) {
        for (int i = 0; i < count; i++) {
            if (isNamed(i, name)) {
                return i;
            }
        }
        return -1;
    }

    /** The value with its character references decoded, as UTF-8. */
    public String value(int i) {
        return new String(decoded(i), StandardCharsets.UTF_8);
    }

    /** As {@link #value(int)}, in bytes. */
    public byte[] decoded(int i) {
        return CharacterReferences.decode(window, valueStart(i), valueEnd(i), true);
    }

    /** The attributes, duplicates left out. */
    public List<Attribute> attributes() {
        var all = new ArrayList<Attribute>();
        for (int i = 0; i < count; i++) {
            String name = Text.lowerName(window, nameStart(i), nameEnd(i));
            if (all.stream().noneMatch(each -> each.name().equals(name))) {
                byte[] raw = Text.normalize(window, valueStart(i), valueEnd(i));
                byte[] value = CharacterReferences.decode(raw, 0, raw.length, true);
                all.add(new Attribute(name, new String(value, StandardCharsets.UTF_8)));
            }
        }
        return all;
    }

    void begin(int start, int name) {
        tagStart = start;
        nameStart = name;
        nameEnd = name;
        key = 0;
        selfClosing = false;
        continued = false;
        breakout = false;
        steers = false;
        count = 0;
        names = -1;
    }

    /** As {@link #begin}, of a tag that is known to stand whole in the window. */
    void beginWhole(byte[] b, long windowBase, int start, int name, int behindName, long nameKey) {
        begin(start, name);
        if (window != b) {
            window = b;
        }
        base = windowBase;
        nameEnd = behindName;
        key = nameKey;
        names = 0;
    }

    void is(Element known) {
        element = known.number();
    }

    void standsIn(Namespace known) {
        if (namespace != known) {
            namespace = known;
        }
    }

    /** In XML a prefix only names the namespace: the element is what its local name says. */
    void withoutPrefix() {
        for (int i = nameStart; i < nameEnd; i++) {
            if (window[i] == ':') {
                is(Element.of(TagName.of(window, i + 1, nameEnd)));
            }
        }
    }

    void goOn() {
        count = 0;
        continued = true;
    }

    /** A whole attribute. */
    void add(int name, int behindName, int value, int behindValue, int behind) {
        int from = count++ * FIELDS;
        if (from + FIELDS > attributes.length) {
            attributes = Arrays.copyOf(attributes, attributes.length * 2);
        }
        int[] a = attributes;
        a[from] = name;
        a[from + NAME_END] = behindName;
        a[from + VALUE_START] = value;
        a[from + VALUE_END] = behindValue;
        a[from + END] = behind;
        names |= bit(window[name], window[name + 1]);
    }

    void beginAttribute(int at) {
        int from = count++ * FIELDS;
        if (from + FIELDS > attributes.length) {
            attributes = Arrays.copyOf(attributes, attributes.length * 2);
        }
        int[] a = attributes;
        a[from] = at;
        a[from + NAME_END] = at;
        a[from + VALUE_START] = at;
        a[from + VALUE_END] = at;
        a[from + END] = at;
    }

    void endName(int at) {
        int from = (count - 1) * FIELDS;
        int[] a = attributes;
        a[from + NAME_END] = at;
        a[from + VALUE_START] = at;
        a[from + VALUE_END] = at;
        a[from + END] = at;
    }

    void beginValue(int at) {
        int from = (count - 1) * FIELDS;
        attributes[from + VALUE_START] = at;
        attributes[from + VALUE_END] = at;
    }

    void endValue(int at, int end) {
        int from = (count - 1) * FIELDS;
        attributes[from + VALUE_END] = at;
        attributes[from + END] = end;
    }

    void shift(int by) {
        tagStart += by;
        nameStart += by;
        nameEnd += by;
        for (int i = 0; i < count * FIELDS; i++) {
            attributes[i] += by;
        }
    }
}
