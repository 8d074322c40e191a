package io.github.hushgate.rewrite;

import io.github.hushgate.html.CharacterReferences;
import io.github.hushgate.html.Encoding;
import io.github.hushgate.html.StartTag;
import io.github.hushgate.html.Swar;
import io.github.hushgate.tracker.ResourceType;
import io.github.hushgate.tracker.ScriptReader;
import io.github.hushgate.tracker.ScriptVerdict;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import io.github.hushgate.url.RefusedAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Says whose an address, a snippet or a piece of CSS is, as the page would load it. One page at a time. */
final class Judge {
    private final TrackerDetector detector;
    private final BrowserUrl url = new BrowserUrl();
    private final BrowserUrl ownBase = new BrowserUrl();
    private final BrowserUrl noBase = new BrowserUrl();
    private final ScriptReader scripts;
    private final CharacterReferences references = new CharacterReferences();
    private BrowserUrl page = new BrowserUrl();
    private BrowserUrl base = page;
    private boolean baseFixed;
    /** Whether a reference without a host is the page's own, and known by its path alone if at all. */
    private boolean ownPathsOnly;

    /** Whether what was said of a sheet's addresses so far holds on whatever page they stand. */
    private boolean saidForAllPages;

    private Encoding encoding = Encoding.UTF_8;
    private Predicate<BrowserUrl> allowed = each -> false;

    private static final byte[] NOTHING = {};
    private static final String HTML_COMMENT = "<!--";

    /** Bytes of a sheet below which to read it takes no longer than to know it again. */
    private static final int SHORTEST_SHEET = 128;

    Judge(TrackerDetector detector) {
        this.detector = detector;
        this.scripts = detector.scriptReader();
    }

    void reset(HtmlRewriter.Page next, Encoding pageEncoding) {
        page = next.url();
        base = page;
        baseFixed = false;
        ownPathsOnly = page.isNetwork() && detector.knowsPathsOnly(page);
        encoding = pageEncoding;
        allowed = next.allowed();
        bytes = NOTHING;
    }

    /**
     * The value of an attribute as UTF-8 without character references, in {@link #bytes}, {@link #from} and
     * {@link #to}.
     */
    byte[] bytes = NOTHING;

    int from;
    int to;

    /** Reads attribute {@code i}; copies only where it must be decoded. */
    void read(StartTag tag, int i) {
        if (bytes != tag.window()) {
            bytes = tag.window();
        }
        from = tag.valueStart(i);
        to = tag.valueEnd(i);
        if (Swar.isAsciiWithout(bytes, from, to, (byte) '&')) {
            return;
        }
        boolean reference = false;
        boolean ascii = true;
        for (int at = from; at < to; at++) {
            reference |= bytes[at] == '&';
            ascii &= bytes[at] >= 0;
        }
        if (!ascii && !isUtf8(bytes, from, to)) {
            byte[] utf8 = decoded(bytes, from, to);
            set(utf8, utf8.length);
        }
        if (reference) {
            references.read(bytes, from, to, true);
            set(references.bytes(), references.length());
        }
    }

    /**
     * The index, in the tag's window, from which each byte of attribute {@code i} comes as it is read here, and one
     * more for its end; empty where its encoding had to be decoded, too.
     */
    int[] origins(StartTag tag, int i) {
        byte[] window = tag.window();
        boolean readable = isUtf8(window, tag.valueStart(i), tag.valueEnd(i))
                || isAscii(window, tag.valueStart(i), tag.valueEnd(i));
        return readable ? CharacterReferences.origins(window, tag.valueStart(i), tag.valueEnd(i), true) : new int[0];
    }

    private void set(byte[] decoded, int length) {
        bytes = decoded;
        from = 0;
        to = length;
    }

    /** What follows on the page is in this encoding. */
    void reads(Encoding pageEncoding) {
        encoding = pageEncoding;
    }

    /** Where no encoding is declared, what can be UTF-8 is. */
    private boolean isUtf8(byte[] b, int start, int end) {
        return encoding.equals(Encoding.UTF_8) || (encoding.equals(Encoding.UNDECLARED) && Bytes.isUtf8(b, start, end));
    }

    /** Bytes of the page as UTF-8: a copy, or the very array where they read the same. */
    byte[] utf8(byte[] b, int start, int end) {
        return isUtf8(b, start, end) || isAscii(b, start, end) ? b : decoded(b, start, end);
    }

    /** Bytes of the page without the second bytes that look like ASCII: see {@link PairMask}. */
    byte[] unpaired(byte[] b, int start, int end) {
        return PairMask.of(b, start, end, encoding);
    }

    private static boolean isAscii(byte[] b, int start, int end) {
        for (int i = start; i < end; i++) {
            if (b[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private byte[] decoded(byte[] b, int start, int end) {
        return encoding.decode(b, start, end).getBytes(StandardCharsets.UTF_8);
    }

    /** The tracker that is loaded from this address, whatever it is loaded as. */
    Optional<Tracker> ofAddress(byte[] b, int start, int end) {
        return ofAddress(b, start, end, null);
    }

    /** The tracker that is loaded from this address as {@code use}; null where that cannot be told. */
    Optional<Tracker> ofAddress(byte[] b, int start, int end, @Nullable ResourceType use) {
        if (ownPathsOnly && detector.isUnknownPath(b, start, end)) {
            return Optional.empty();
        }
        if (namesNoHost(b, start, end)) {
            return Optional.empty();
        }
        if (!url.read(b, start, end, base)) {
            saidForAllPages = false;
            return RefusedAddress.readAgain(b, start, end).flatMap(detector::ofUrl);
        }
        Optional<Tracker> known = use == null ? detector.ofUrl(url) : detector.ofUrl(url, use);
        if (saidForAllPages) {
            saidForAllPages =
                    isAbsolute(b, start, end) && detector.ofFirstPartyUrl(url).isEmpty();
        }
        return known.isEmpty() && url.isSameOrigin(page) ? detector.ofFirstPartyUrl(url) : known;
    }

    /** Whether the address names its host in the plainest way. */
    private static boolean isAbsolute(byte[] b, int start, int end) {
        return Bytes.startsWith(b, start, end, "//")
                || Bytes.startsWith(b, start, end, "https://")
                || Bytes.startsWith(b, start, end, "http://");
    }

    /**
     * The fingerprint of a style sheet that other pages may have had too, or 0 where it is too short for that or what
     * it loads depends on this page. Then comes {@link #isCleanSheet}, and where that is false {@link #sheetWasRead}.
     */
    long sheet(byte[] b, int start, int end) {
        boolean worthIt = ownPathsOnly && end - start >= SHORTEST_SHEET;
        return worthIt ? detector.cleanSheets().fingerprint(b, start, end) : 0;
    }

    /** Whether the sheet need not be read. From here on it is noted what is said of its addresses. */
    boolean isCleanSheet(long sheet) {
        boolean clean = sheet != 0 && detector.cleanSheets().has(sheet);
        saidForAllPages = sheet != 0 && !clean;
        return clean;
    }

    void sheetWasRead(long sheet, boolean foundNothing) {
        if (saidForAllPages && foundNothing) {
            detector.cleanSheets().add(sheet);
        }
        saidForAllPages = false;
    }

    /** Fragments, and {@code data:} addresses, which may be very long. */
    private static boolean namesNoHost(byte[] b, int start, int end) {
        int first = start;
        while (first < end && b[first] >= 0 && b[first] <= ' ') {
            first++;
        }
        return first < end && (b[first] == '#' || Bytes.startsWith(b, first, end, "data:"));
    }

    /** The address that this reference means on the page. */
    Optional<BrowserUrl> resolved(String reference) {
        var target = new BrowserUrl();
        return target.read(reference, base) ? Optional.of(target) : Optional.empty();
    }

    /** Whether a connection to this address would leave the page's host, for one that is not allowed. */
    boolean leavesForUnknown(byte[] b, int start, int end) {
        return url.read(b, start, end, base) && url.isNetwork() && !url.isSameHost(page) && !allowed.test(url);
    }

    /** A {@code base} that stays: relative addresses are its from here on. */
    void rebase(byte[] b, int start, int end) {
        if (!baseFixed && ownBase.read(b, start, end, page)) {
            base = ownBase;
            baseFixed = true;
            ownPathsOnly &= base.isSameOrigin(page);
        }
    }

    /** As {@link #ofScript}, of the page's own bytes. */
    ScriptVerdict ofPageScript(byte[] b, int start, int end) {
        byte[] text = utf8(b, start, end);
        ScriptVerdict verdict = text == b ? ofScript(b, start, end) : ofScript(text, 0, text.length);
        byte[] other = verdict.tracker().isPresent() ? b : otherwise(b, start, end);
        return other == b ? verdict : ofScript(other, 0, other.length);
    }

    /** As {@link #ofPageScript}, of a module: there, the mark of an HTML comment is three operators. */
    ScriptVerdict ofPageModule(byte[] b, int start, int end) {
        int mark = Bytes.indexOf(b, start, end, HTML_COMMENT);
        if (mark < 0) {
            return ofPageScript(b, start, end);
        }
        byte[] text = Arrays.copyOfRange(b, start, end);
        for (; mark >= 0; mark = Bytes.indexOf(b, mark + 1, end, HTML_COMMENT)) {
            text[mark - start + 1] = '~';
        }
        return ofPageScript(text, 0, text.length);
    }

    /** How a browser may find out that bytes of an undeclared encoding read; the very array where it cannot. */
    byte[] otherwise(byte[] b, int start, int end) {
        return encoding.equals(Encoding.UNDECLARED) ? PairMask.of(b, start, end, Encoding.SHIFT_JIS) : b;
    }

    /** Whose an inline script is. */
    ScriptVerdict ofScript(byte[] b, int start, int end) {
        return scripts.read(b, start, end);
    }

    /** The first tracker among the addresses of a JSON text's strings. */
    Optional<Tracker> ofJson(byte[] b, int start, int end) {
        JsonStrings strings = new JsonStrings(b, start, end);
        while (strings.hasNext()) {
            byte[] string = strings.next();
            Optional<Tracker> found = mayBeAddress(string) ? ofModule(string) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean mayBeAddress(byte[] string) {
        return Swar.indexOf(string, 0, string.length, (byte) '/', (byte) '\\', (byte) ':') < string.length;
    }

    /** The tracker at this address, with the page's as base or with none, or in the script that it holds. */
    private Optional<Tracker> ofModule(byte[] address) {
        Optional<DataUrl> data = DataUrl.of(address, 0, address.length);
        if (data.isEmpty()) {
            Optional<Tracker> known = ofAddress(address, 0, address.length);
            boolean alone = known.isEmpty() && url.read(address, 0, address.length, noBase);
            return alone ? detector.ofUrl(url) : known;
        }
        byte[] body = data.get().body();
        ScriptVerdict verdict = ofScript(body, 0, body.length);
        return verdict.mixed() ? Optional.empty() : verdict.tracker();
    }

    /** The first tracker among addresses that white space or commas part. */
    Optional<Tracker> ofList(byte[] b, int start, int end) {
        int i = start;
        while (i < end) {
            while (i < end && (Bytes.isSpace(b[i]) || b[i] == ',')) {
                i++;
            }
            int word = i;
            while (i < end && !Bytes.isSpace(b[i])) {
                i++;
            }
            Optional<Tracker> found = ofAddress(b, word, i);
            if (word < i && found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Leaves of the value that was read the address that {@code meta http-equiv=refresh} leads to, if any. */
    void narrowToRefresh() {
        byte[] b = bytes;
        int end = to;
        int i = Bytes.skipSpace(b, from, end);
        while (i < end && ((b[i] >= '0' && b[i] <= '9') || b[i] == '.')) {
            i++;
        }
        i = Bytes.skipSpace(b, i, end);
        if (i < end && (b[i] == ';' || b[i] == ',')) {
            i = Bytes.skipSpace(b, i + 1, end);
        }
        if (Bytes.startsWith(b, i, end, "url")) {
            int equals = Bytes.skipSpace(b, i + 3, end);
            if (equals < end && b[equals] == '=') {
                i = Bytes.skipSpace(b, equals + 1, end);
            }
        }
        if (i < end && (b[i] == '"' || b[i] == '\'')) {
            int close = Bytes.indexOf(b, i + 1, end, (char) b[i]);
            to = close < 0 ? end : close;
            i++;
        }
        from = Math.min(i, to);
    }
}
