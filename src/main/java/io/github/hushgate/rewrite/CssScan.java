package io.github.hushgate.rewrite;

import io.github.hushgate.html.Swar;
import io.github.hushgate.tracker.Tracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a style sheet, or a style attribute, would load: {@code url()}, {@code src()}, {@code image-set()} and
 * {@code @import}, escapes and comments included, and strings that variables may hand to such a function. Each find is
 * the declaration or the rule around it.
 *
 * @see <a href="https://drafts.csswg.org/css-syntax/#tokenization">CSS Syntax, tokenization</a>
 */
final class CssScan {
    private static final int MAX_NAME = 32;

    /** What the scan stops at outside of strings; it passes over the rest. */
    private static final boolean[] STOPS = new boolean[256];

    static {
        for (char c : "/\"'\\@(){};".toCharArray()) {
            STOPS[c] = true;
        }
    }

    private static final byte[] NOTHING = {};

    /** Bytes of a string that tell whose address it is, at most. */
    private static final int MAX_ADDRESS = 1_024;

    /** Sheets in the addresses of sheets that are read, at most. */
    private static final int MAX_DEPTH = 6;

    private final Judge judge;
    private final int depth;
    /** For the sheet that an import's own address holds. */
    private @Nullable CssScan inner;

    private final ImportsAhead[] scanners = {new ChromiumImports(true), new ChromiumImports(false), new FirefoxImports()
    };
    private final byte[] name = new byte[MAX_NAME];
    private byte[] address = new byte[256];
    private byte[] b = NOTHING;
    private int start;
    private int end;
    private int nameLength;
    private int addressLength;
    private int declaration;
    private int parentheses;
    private int imageSet;
    /** Braces that are open in it: a function's argument may stand in such. */
    private int braces;

    private boolean importing;
    /** The declaration that it was last asked of whether it gives a value to a variable, and the answer. */
    private int asked;

    private boolean forVariable;
    /** Bytes that the first look may still go over. */
    private long toLookAt;

    private Optional<Tracker> pending = Optional.empty();
    private int[] ranges = new int[16];
    private final List<Tracker> trackers = new ArrayList<>();

    CssScan(Judge judge) {
        this(judge, 0);
    }

    private CssScan(Judge judge, int depth) {
        this.judge = judge;
        this.depth = depth;
    }

    /**
     * Scans one sheet or one attribute's declarations. Returns how many declarations or imports in it load from a
     * tracker; {@link #tracker}, {@link #from} and {@link #to} tell of them until the next scan.
     */
    int scan(byte[] bytes, int from, int to) {
        trackers.clear();
        long sheet = judge.sheet(bytes, from, to);
        if (judge.isCleanSheet(sheet)) {
            return 0;
        }
        b = bytes;
        start = from;
        end = to;
        begin();
        if (mayLoad()) {
            readInOrder();
        }
        boolean more = false;
        for (ImportsAhead each : scanners) {
            more |= readAhead(each);
        }
        if (more && !isCleanAfterwards()) {
            goesWhole(trackers.get(0));
        }
        readWithoutNulls();
        judge.sheetWasRead(sheet, trackers.isEmpty());
        return trackers.size();
    }

    private void readInOrder() {
        begin();
        int i = nextStop(b, start, end);
        while (i < end) {
            i = nextStop(b, step(i), end);
        }
        close(end, end);
    }

    /** What only a preload scanner takes for an import goes as well. Whether there was such. */
    private boolean readAhead(ImportsAhead ahead) {
        boolean more = false;
        ahead.reset(b, start, end);
        while (ahead.next()) {
            Optional<Tracker> found = judge.ofAddress(b, ahead.addressFrom(), ahead.addressTo());
            if (found.isPresent() && !isFind(ahead.from(), ahead.to())) {
                more = true;
                if (!joinsFind(ahead.from(), ahead.to())) {
                    add(found.get(), ahead.from(), ahead.to());
                }
            }
        }
        return more;
    }

    private boolean isFind(int from, int to) {
        for (int find = 0; find < trackers.size(); find++) {
            if (from(find) == from && to(find) == to) {
                return true;
            }
        }
        return false;
    }

    /** To the scanner's import there may belong one of two quotation marks: without it, what was a string is none. */
    private boolean isCleanAfterwards() {
        BitSet cut = new BitSet(end - start);
        for (int find = 0; find < trackers.size(); find++) {
            cut.set(from(find) - start, to(find) - start);
        }
        byte[] rest = new byte[end - start];
        int length = 0;
        for (int i = cut.nextClearBit(0); i < end - start; i = cut.nextClearBit(i + 1)) {
            rest[length++] = b[start + i];
        }
        return depth < MAX_DEPTH && inner().scan(rest, 0, length) == 0;
    }

    private void goesWhole(Tracker tracker) {
        trackers.clear();
        add(tracker, start, end);
    }

    /** Chromium's preload scanner drops them: what it finds then goes with the whole sheet. */
    private void readWithoutNulls() {
        if (Swar.indexOf(b, start, end, (byte) 0) == end || depth == MAX_DEPTH) {
            return;
        }
        byte[] rest = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            rest[length] = b[i];
            length += b[i] == 0 ? 0 : 1;
        }
        if (inner().scan(rest, 0, length) > trackers.size()) {
            goesWhole(inner().tracker(0));
        }
    }

    private CssScan inner() {
        CssScan scan = inner == null ? new CssScan(judge, depth + 1) : inner;
        inner = scan;
        return scan;
    }

    /** Whether a find that is known reaches into the range, and now over all of it. */
    private boolean joinsFind(int from, int to) {
        for (int find = 0; find < trackers.size(); find++) {
            if (from(find) < to && from < to(find)) {
                ranges[find * 2] = Math.min(from(find), from);
                ranges[find * 2 + 1] = Math.max(to(find), to);
                return true;
            }
        }
        return false;
    }

    private static int nextStop(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && !STOPS[bytes[i] & 0xFF]) {
            i++;
        }
        return i;
    }

    /** Lets go of the bytes that it scanned last. */
    void forget() {
        b = NOTHING;
        for (ImportsAhead each : scanners) {
            each.forget();
        }
        if (inner != null) {
            inner.forget();
        }
    }

    private void begin() {
        declaration = start;
        parentheses = 0;
        imageSet = 0;
        braces = 0;
        importing = false;
        asked = -1;
        pending = Optional.empty();
    }

    Tracker tracker(int find) {
        return trackers.get(find);
    }

    int from(int find) {
        return ranges[find * 2];
    }

    int to(int find) {
        return ranges[find * 2 + 1];
    }

    /**
     * False where no address in the sheet is a tracker's, in whatever place it stands. Most sheets name none, and to
     * look at addresses alone takes a tenth of the time that comments, strings and declarations take. True also where
     * only a reading in order can tell: an import in an unusual form, an image set, the same bytes looked at too often.
     */
    private boolean mayLoad() {
        toLookAt = 2L * (end - start);
        for (int i = nextLoad(start); i < end; i = nextLoad(i + 1)) {
            boolean load = switch (b[i]) {
                case '(' -> i - 1 > start && opensLoad(b[i - 2], b[i - 1]) && loads(i);
                case '@' -> opensImport(i + 1) && imports(i);
                default -> escapesFunction(i);
            };
            if (load || toLookAt < 0) {
                return true;
            }
        }
        return holdsAddress();
    }

    /**
     * Whether a string is a tracker's address: a function may be handed it by a variable. Which quotes begin one, only
     * a reading in order can tell.
     */
    private boolean holdsAddress() {
        for (int i = nextQuote(start); i < end && pending.isEmpty(); i = nextQuote(i + 1)) {
            int first = i + 1;
            while (first < end && b[first] >= 0 && b[first] <= ' ') {
                first++;
            }
            if (mayOpenValue(i) && first < end && mayBeginAddress(first)) {
                int whole = end;
                end = Math.min(whole, first + MAX_ADDRESS);
                quotedAddress(i);
                end = whole;
            }
        }
        return pending.isPresent();
    }

    /** Only the first of a value's parts, or a candidate, can be an address. */
    private boolean mayOpenValue(int quote) {
        int i = quote - 1;
        while (i > start && b[i] >= 0 && b[i] <= ' ') {
            i--;
        }
        return i >= start && (b[i] == ':' || b[i] == ',' || b[i] == '(' || b[i] == '{' || b[i] == '/');
    }

    /** With a slash, or with the scheme of a network address. */
    private boolean mayBeginAddress(int at) {
        byte first = b[at];
        if (first == '\\') {
            addressLength = 0;
            character(at, false);
            first = addressLength == 0 ? (byte) '/' : address[0];
        }
        return first == '/' || first == '\\' || Bytes.lower(first) == 'h' || (first >= 0 && first <= ' ');
    }

    private int nextQuote(int from) {
        return Swar.indexOf(b, from, end, (byte) '"', (byte) '\'');
    }

    private int nextLoad(int from) {
        return Swar.indexOf(b, from, end, (byte) '(', (byte) '@', (byte) '\\');
    }

    private boolean loads(int parenthesis) {
        toLookAt -= function(parenthesis + 1, nameBefore(parenthesis)) - parenthesis;
        return imageSet > 0 || pending.isPresent();
    }

    private boolean opensImport(int at) {
        return at < end && (Bytes.lower(b[at]) == 'i' || b[at] == '\\');
    }

    /** Whether this is an import of a tracker's sheet, or one that is not an address, a medium and a semicolon. */
    private boolean imports(int at) {
        parentheses = 0;
        int i = Bytes.skipSpace(b, ident(at), end);
        if (!importing || i == end) {
            return importing;
        }
        boolean quoted = b[i] == '"' || b[i] == '\'';
        if (!quoted && !Bytes.startsWith(b, i, end, "url(")) {
            importing = false;
            return true;
        }
        i = quoted ? quotedAddress(i) : function(i + 4, nameBefore(i + 3)) + 1;
        importing = false;
        while (i < end && !STOPS[b[i] & 0xFF]) {
            i++;
        }
        toLookAt -= i - at;
        return pending.isPresent() || i >= end || b[i] != ';';
    }

    private boolean escapesFunction(int backslash) {
        int i = behindName(backslash);
        toLookAt -= i - backslash;
        return i < end && b[i] == '(';
    }

    private int behindName(int from) {
        nameLength = 0;
        int i = from;
        while (i < end && (b[i] == '\\' || isName(b[i]))) {
            i = character(i, true);
        }
        return i;
    }

    /** The last letters of {@code url}, {@code src}, {@code image-set}, {@code image} and {@code cross-fade}. */
    private static boolean opensLoad(byte beforeLast, byte last) {
        int before = Bytes.lower(beforeLast);
        return switch (Bytes.lower(last)) {
            case 'l', 'c' -> before == 'r';
            case 't' -> before == 'e';
            case 'e' -> before == 'g' || before == 'd';
            default -> false;
        };
    }

    private int step(int i) {
        byte c = b[i];
        return switch (c) {
            case '/' -> i + 1 < end && b[i + 1] == '*' ? behindComment(i) : i + 1;
            case '"', '\'' -> string(i);
            case '(' -> function(i + 1, nameBefore(i));
            case '@' -> ident(i);
            case '\\' -> ident(startOfName(i));
            default -> punctuation(c, i);
        };
    }

    private int startOfName(int at) {
        int i = at;
        while (i > start && isName(b[i - 1])) {
            i--;
        }
        return i;
    }

    private static boolean isName(byte c) {
        return c == '-' || c == '_' || c < 0 || Bytes.isAlphanumeric(c);
    }

    /** The name that ends there, which has no escape in it. */
    private int nameBefore(int to) {
        int from = startOfName(to);
        nameLength = Math.min(to - from, MAX_NAME);
        System.arraycopy(b, from, name, 0, nameLength);
        return nameLength;
    }

    private int behindComment(int i) {
        int star = i + 2;
        while (star + 1 < end && !(b[star] == '*' && b[star + 1] == '/')) {
            star++;
        }
        return Math.min(star + 2, end);
    }

    private int punctuation(byte c, int i) {
        if (c == ')') {
            parentheses = Math.max(0, parentheses - 1);
            imageSet = parentheses < imageSet ? 0 : imageSet;
        } else if (c == '{' && imageSet > 0) {
            braces++;
        } else if (c == '}' && braces > 0) {
            braces--;
        } else if (c != ';' || parentheses == 0) {
            close(i, c == ';' ? i + 1 : i);
            declaration = i + 1;
            importing = false;
            parentheses = 0;
            imageSet = 0;
            braces = 0;
        }
        return i + 1;
    }

    private void close(int at, int to) {
        if (pending.isEmpty()) {
            return;
        }
        add(pending.get(), Math.min(declaration, at), to);
        pending = Optional.empty();
    }

    private void add(Tracker tracker, int from, int to) {
        int find = trackers.size() * 2;
        if (find == ranges.length) {
            ranges = Arrays.copyOf(ranges, find * 2);
        }
        ranges[find] = from;
        ranges[find + 1] = to;
        trackers.add(tracker);
    }

    /** An at-rule's name, or one with an escape in it, and what follows it where it is a function. */
    private int ident(int from) {
        boolean at = b[from] == '@';
        int first = at ? from + 1 : from;
        int i = behindName(first);
        if (i == first) {
            return Math.max(i, from + 1);
        }
        if (at) {
            // Inside of parentheses there is no rule.
            importing |= parentheses == 0 && isName("import");
            return i;
        }
        return i < end && b[i] == '(' ? function(i + 1, nameLength) : i;
    }

    private int function(int i, int named) {
        parentheses++;
        if (named == 0) {
            return i;
        }
        if (isName("url")) {
            int first = Bytes.skipSpace(b, i, end);
            if (first < end && b[first] != '"' && b[first] != '\'') {
                return unquoted(first);
            }
            return first < end ? quotedAddress(first) : first;
        }
        if (isName("src")) {
            int first = Bytes.skipSpace(b, i, end);
            return first < end && (b[first] == '"' || b[first] == '\'') ? quotedAddress(first) : i;
        }
        if (imageSet == 0 && mayHandStrings()) {
            imageSet = parentheses;
        }
        return i;
    }

    /** A function that takes addresses as strings, or a custom one that may hand them to such a function. */
    private boolean mayHandStrings() {
        return isName("image-set")
                || isName("-webkit-image-set")
                || isName("image")
                || isName("cross-fade")
                || Bytes.startsWith(name, 0, nameLength, "--");
    }

    private boolean isName(String wanted) {
        return nameLength == wanted.length() && Bytes.startsWith(name, 0, nameLength, wanted);
    }

    private int string(int i) {
        return importing || imageSet > 0 || isInVariable() ? quotedAddress(i) : behindString(i);
    }

    /** Asked once of each declaration: it may hold many strings. */
    private boolean isInVariable() {
        if (asked != declaration) {
            asked = declaration;
            forVariable = isForVariable();
        }
        return forVariable;
    }

    /**
     * Whether the declaration gives a value to a custom property, or to what a custom function comes to: an
     * {@code image-set()} elsewhere may be handed it.
     */
    private boolean isForVariable() {
        int i = Bytes.skipSpace(b, declaration, end);
        while (Bytes.startsWith(b, i, end, "/*")) {
            i = Bytes.skipSpace(b, behindComment(i), end);
        }
        return Bytes.startsWith(b, i, end, "--")
                || Bytes.startsWith(b, i, end, "initial-value")
                || Bytes.startsWith(b, i, end, "result")
                || Bytes.startsWith(b, i, end, "@function")
                || hasEscape(i);
    }

    /** Whether the name that begins there has an escape in it: it may be any. */
    private boolean hasEscape(int from) {
        int i = from;
        int most = Math.min(end, from + MAX_NAME);
        while (i < most && isName(b[i])) {
            i++;
        }
        return i < most && b[i] == '\\';
    }

    private int behindString(int from) {
        byte quote = b[from];
        int i = from + 1;
        while (i < end && b[i] != quote && !isNewline(b[i])) {
            i = b[i] == '\\' ? behindEscaped(i + 1) : i + 1;
        }
        return Math.min(i + 1, end);
    }

    /** Behind the character there, of which a line's end may be two. */
    private int behindEscaped(int at) {
        return at + 1 < end && b[at] == '\r' && b[at + 1] == '\n' ? at + 2 : at + 1;
    }

    private static boolean isNewline(byte c) {
        return c == '\n' || c == '\r' || c == '\f';
    }

    private int quotedAddress(int from) {
        byte quote = b[from];
        int i = Swar.indexOf(b, from + 1, end, quote, (byte) '\n', (byte) '\\');
        i = Swar.indexOf(b, from + 1, i, (byte) '\r', (byte) '\f');
        if (i < end && b[i] == '\\') {
            i = escapedAddress(from + 1, quote);
        } else {
            judgeAddress(b, from + 1, i);
        }
        return Math.min(i + 1, end);
    }

    private int unquoted(int from) {
        int i = Swar.indexOf(b, from, end, (byte) ')', (byte) '\\');
        if (i < end && b[i] == '\\') {
            return escapedAddress(from, (byte) ')');
        }
        judgeAddress(b, from, i);
        return i;
    }

    /** Decodes and judges what stands there up to its closing byte, and returns where that is. */
    private int escapedAddress(int from, byte close) {
        addressLength = 0;
        int i = from;
        while (i < end && b[i] != close && (close == ')' || !isNewline(b[i]))) {
            i = character(i, false);
        }
        judgeAddress(address, 0, addressLength);
        return Math.min(i, end);
    }

    private void judgeAddress(byte[] bytes, int from, int to) {
        if (pending.isEmpty()) {
            boolean sheet = importing && depth < MAX_DEPTH && DataUrl.mayBe(bytes, from, to);
            pending = sheet ? ofSheet(bytes, from, to) : judge.ofAddress(bytes, from, to);
        }
    }

    /** The first tracker in the sheet that an address holds, or that the address is. */
    private Optional<Tracker> ofSheet(byte[] bytes, int from, int to) {
        Optional<DataUrl> data = DataUrl.of(bytes, from, to);
        if (data.isEmpty()) {
            return judge.ofAddress(bytes, from, to);
        }
        CssScan scan = inner();
        byte[] body = data.get().body();
        return scan.scan(body, 0, body.length) > 0 ? Optional.of(scan.tracker(0)) : Optional.empty();
    }

    /** Reads one character or escape of a name or an address. */
    private int character(int i, boolean ofName) {
        if (b[i] != '\\') {
            put(b[i], ofName);
            return i + 1;
        }
        int at = i + 1;
        int value = 0;
        int digits = 0;
        while (at < end && digits < 6 && Character.digit(b[at], 16) >= 0) {
            value = value * 16 + Character.digit(b[at++], 16);
            digits++;
        }
        if (digits == 0) {
            if (at < end && !isNewline(b[at])) {
                put(b[at], ofName);
            }
            return Math.min(behindEscaped(at), end);
        }
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        boolean valid = Character.isValidCodePoint(value) && value != 0 && !surrogate;
        putCodePoint(valid ? value : 0xFFFD, ofName);
        return at < end && Bytes.isSpace(b[at]) ? behindEscaped(at) : at;
    }

    private void putCodePoint(int c, boolean ofName) {
        if (c < 0x80) {
            put((byte) c, ofName);
            return;
        }
        int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        put((byte) ((0xFF00 >> (more + 1)) | (c >> (6 * more))), ofName);
        for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) {
            put((byte) (0x80 | ((c >> shift) & 0x3F)), ofName);
        }
    }

    private void put(byte each, boolean ofName) {
        if (ofName) {
            if (nameLength < MAX_NAME) {
                name[nameLength++] = each;
            }
            return;
        }
        if (addressLength == address.length) {
            address = Arrays.copyOf(address, addressLength * 2);
        }
        address[addressLength++] = each;
    }
}
