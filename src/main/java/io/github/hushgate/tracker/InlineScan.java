package io.github.hushgate.tracker;

import io.github.hushgate.url.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads one script in as many pieces as it comes in, and then says whose it is. Reusable; one thread. It keeps no more
 * of the script than {@link #KEPT_BYTES} and no place is searched twice, but for the last bytes of each piece.
 */
public final class InlineScan {
    /**
     * A tracker accounts for a script when this share of its code, in hundredths, stands in statements that hold its
     * words.
     */
    public static final int ACCOUNTED_PERCENT = 75;

    /** Bytes kept of a script that comes in pieces, at most, apart from the piece itself. */
    static final int KEPT_BYTES = 4_096;

    /** Bytes of an address, or of an escaped string, that are looked at, at most. */
    static final int MAX_ADDRESS_BYTES = ScriptAddress.MAX_BYTES;

    /** Bytes before and behind a word that are looked at for what is done with it, at most. */
    private static final int MAX_NAME_BYTES = 64;

    /** Added to the number of a rule that only calls. */
    private static final int CALLED = 1 << 24;

    /** Bytes of a {@code data:} address that are decoded, at most. */
    private static final int MAX_DATA_BYTES = 8_192;

    /** What stands in media types of texts that load something. */
    private static final List<String> TEXTS = List.of("text", "script", "html", "xml", "css");

    private static final byte[] NOTHING = {};
    private static final byte[] TYPEOF = {'t', 'y', 'p', 'e', 'o', 'f'};

    private final InlineRules rules;
    private final BitSet found = new BitSet();
    private final List<Optional<Tracker>> hosts = new ArrayList<>();
    /** What only data name that the script holds. */
    private final List<Optional<Tracker>> held = new ArrayList<>();

    private boolean loadsHeld;
    private final ScriptText text = new ScriptText(this::statementEnded);
    /** The literals of {@code found} that the statement had first, and how many hosts were known before it. */
    private final BitSet fresh = new BitSet();

    private int hostsBefore;
    private final ScriptAddress addresses;
    private final byte[] decoded = new byte[MAX_ADDRESS_BYTES * 2];
    private byte[] kept = NOTHING;
    private int keptLength;
    /** The whole script, where it lies, and its end; {@code text} follows it no further than is asked for. */
    private byte[] whole = NOTHING;

    private int wholeStart;
    private int wholeEnd;
    /** In {@code kept}: how far it is searched for good, and how far {@code text} has followed it. */
    private int searched;

    private int followed;
    private int decodedTo;
    private boolean decoding;
    /** False in a first, quick reading that takes comments for code: most scripts hold nothing of a tracker. */
    private boolean minding = true;
    /** True where, comments left aside, there is certainly something of a tracker. */
    private boolean alarmed;

    private Anchors anchors;
    /**
     * Names in the script of trackers that are not in it, and words of rules for such: another reading leaves them
     * aside.
     */
    private final BitSet strays = new BitSet();

    private boolean finished;

    InlineScan(InlineRules rules) {
        this.rules = rules;
        this.anchors = rules.words();
        this.addresses = new ScriptAddress(rules.lookup());
    }

    /** Begins another script. */
    public void reset() {
        strays.clear();
        finished = false;
        readAnew();
        whole = NOTHING;
        wholeStart = 0;
        wholeEnd = 0;
    }

    private void readAnew() {
        found.clear();
        hosts.clear();
        held.clear();
        loadsHeld = false;
        fresh.clear();
        hostsBefore = 0;
        text.reset();
        keptLength = 0;
        searched = 0;
        followed = 0;
        decodedTo = 0;
        minding = true;
        alarmed = false;
        anchors = rules.words();
    }

    /** Takes the script's next bytes. */
    public void feed(byte[] bytes, int from, int to) {
        dropSearched();
        if (keptLength + to - from > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(Math.max(kept.length * 2, KEPT_BYTES * 2), keptLength + to - from));
        }
        System.arraycopy(bytes, from, kept, keptLength, to - from);
        keptLength += to - from;
        int settled = Math.max(searched, keptLength - MAX_ADDRESS_BYTES);
        settled -= (settled - searched) % Anchors.STRIDE;
        search(kept, 0, searched, settled, keptLength);
        searched = settled;
    }

    private void dropSearched() {
        int drop = searched - MAX_ADDRESS_BYTES;
        if (keptLength <= KEPT_BYTES || drop <= 0) {
            return;
        }
        follow(kept, drop);
        System.arraycopy(kept, drop, kept, 0, keptLength - drop);
        keptLength -= drop;
        searched -= drop;
        followed -= drop;
        decodedTo -= drop;
    }

    /**
     * Reads a whole script where it lies: as {@link #feed}, without a copy. Until the next reading the bytes must not
     * change.
     */
    public void readWhole(byte[] bytes, int start, int to) {
        int from = to - start >= 3 && Literal.isMark(bytes, start) ? start + 3 : start;
        glance(rules.alarms(), bytes, from, to);
        if (!alarmed && !found.isEmpty()) {
            glance(rules.words(), bytes, from, to);
        }
        boolean suspect = alarmed || mayHold();
        reset();
        if (suspect) {
            whole = bytes;
            wholeStart = from;
            wholeEnd = to;
            searchWhole();
        }
    }

    private void searchWhole() {
        followed = wholeStart;
        decodedTo = wholeStart;
        search(whole, wholeStart, wholeStart, wholeEnd, wholeEnd);
    }

    private void glance(Anchors by, byte[] bytes, int from, int to) {
        reset();
        minding = false;
        anchors = by;
        decodedTo = from;
        search(bytes, from, from, to, to);
    }

    /** Whether some rule has all its words, comments and what rules forbid left aside. */
    private boolean mayHold() {
        for (int literal = found.nextSetBit(0); literal >= 0; literal = found.nextSetBit(literal + 1)) {
            for (int rule : rules.rulesOf(literal)) {
                if (rules.rule(rule).hasAll(found)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        search(kept, 0, searched, keptLength, keptLength);
        followToEnd();
        if (wholeEnd > wholeStart && hasStrays()) {
            readAnew();
            searchWhole();
            followToEnd();
        }
        if (!held.isEmpty() && verdict().isEmpty() && isReadByStatements(StatementOwners.MAX_HOLDING_BYTES)) {
            loadsHeld =
                    StatementOwners.loadsWhatItHolds(whole, text.statements(), rules::isVariable, ACCOUNTED_PERCENT);
            hosts.addAll(loadsHeld ? held : List.of());
        }
    }

    private boolean isReadByStatements(int most) {
        int bytes = wholeEnd - wholeStart;
        return bytes > 0 && bytes <= most && text.statements().isWhole();
    }

    private void followToEnd() {
        if (!found.isEmpty() || !hosts.isEmpty()) {
            follow(kept, keptLength);
            follow(whole, wholeEnd);
            text.end();
        }
    }

    /** Notes the names and words of companies of which nothing is there. */
    private boolean hasStrays() {
        Set<Tracker> present = present();
        if (present.isEmpty()) {
            return false;
        }
        Set<String> companies = present.stream().map(Tracker::entity).collect(Collectors.toSet());
        for (int literal = found.nextSetBit(0); literal >= 0; literal = found.nextSetBit(literal + 1)) {
            strays.set(literal, !rules.isForbidden(literal) && !rules.isOf(literal, companies));
        }
        return !strays.isEmpty();
    }

    private Set<Tracker> present() {
        Set<Tracker> present = Collections.newSetFromMap(new IdentityHashMap<>());
        hosts.forEach(tracker -> present.add(tracker.orElseThrow()));
        for (int literal = found.nextSetBit(0); literal >= 0; literal = found.nextSetBit(literal + 1)) {
            for (int rule : rules.rulesOf(literal)) {
                if (rules.rule(rule).holds(found)) {
                    present.add(rules.rule(rule).tracker.orElseThrow());
                }
            }
        }
        return present;
    }

    private void follow(byte[] bytes, int to) {
        if (to > followed) {
            text.advance(bytes, followed, to);
            followed = to;
        }
    }

    private void search(byte[] bytes, int low, int from, int to, int high) {
        int escape = JsEscapes.next(bytes, low, from, to);
        int host = nextHost(bytes, low, from, to, high);
        int at = anchors.next(bytes, low, from, to, high);
        while ((at < to || escape < to || host < to) && (minding || !alarmed)) {
            if (host < at && host < escape) {
                mention(bytes, low, host, high);
                host = nextHost(bytes, low, MentionedHosts.end(bytes, host, high), to, high);
            } else if (escape < at) {
                escape = JsEscapes.next(bytes, low, readUnusual(bytes, low, escape, high), to);
            } else {
                candidates(bytes, low, at, high);
                at = anchors.next(bytes, low, at + Anchors.STRIDE, to, high);
            }
        }
    }

    private int nextHost(byte[] bytes, int low, int from, int to, int high) {
        return rules.lookup().hasLists() ? MentionedHosts.next(bytes, low, from, to, high) : to;
    }

    private void mention(byte[] bytes, int low, int dot, int high) {
        if (isLive(bytes, dot)) {
            boolean alone = !MentionedHosts.isAddress(bytes, low, dot);
            lookUp(bytes, MentionedHosts.start(bytes, low, dot), high, alone);
        }
    }

    private void candidates(byte[] bytes, int low, int at, int high) {
        for (int entry = anchors.first(bytes, at, high); entry >= 0; entry = anchors.after(entry)) {
            if (anchors.stands(entry, bytes, low, at, high)) {
                candidate(bytes, low, at, high, entry);
            }
        }
    }

    private void candidate(byte[] bytes, int low, int place, int high, int entry) {
        Literal literal = rules.literal(anchors.literal(entry));
        int offset = anchors.offset(entry);
        int at = place + anchors.lead(entry);
        if (at >= high) {
            return;
        }
        switch (literal.kind) {
            case RULE -> {
                int end = literal.matchAround(bytes, low, at, high, offset);
                boolean stands = end >= 0 && !strays.get(literal.number);
                if (stands && (!rules.isName(literal.number) || Literal.beginsWord(bytes, low, at - offset))) {
                    boolean called = end < high && bytes[end] == '(';
                    hit(
                            bytes,
                            at,
                            rules.hit(literal.number, called, isUsed(bytes, low, at, end, high)),
                            literal.number);
                }
            }
            case HOST -> {
                if (literal.matchAround(bytes, low, at, high, offset) >= 0 && isLive(bytes, at)) {
                    lookUp(bytes, MentionedHosts.start(bytes, low, at), high, false);
                }
            }
            case ADDRESS -> {
                if (beginsAddress(bytes, low, at - offset) && isLive(bytes, at - offset)) {
                    lookUp(bytes, afterSlashes(bytes, at - offset, high), high, false);
                }
            }
            case BASE64 -> {
                int end = literal.matchAround(bytes, low, at, high, offset);
                if (end >= 0 && !decoding && isOfText(bytes, low, at - offset) && isLive(bytes, at)) {
                    decodeBase64(bytes, end, high);
                }
            }
            case PERCENT_ENCODED -> {
                int end = literal.matchAround(bytes, low, at, high, offset);
                if (end >= 0 && !decoding && isLive(bytes, at)) {
                    decodePercent(bytes, end, high);
                }
            }
        }
    }

    /** Whether a {@code data:} address' media type stands in front of there that is no picture's, sound's or font's. */
    private static boolean isOfText(byte[] bytes, int low, int end) {
        int from = Math.max(low, end - MAX_NAME_BYTES);
        String type = new String(bytes, from, Math.max(0, end - from), StandardCharsets.ISO_8859_1);
        String lower = type.substring(type.lastIndexOf(':') + 1)
                .toLowerCase(Locale.ROOT)
                .replace(';', ' ');
        return lower.isBlank() || TEXTS.stream().anyMatch(lower::contains);
    }

    private void decodeBase64(byte[] bytes, int from, int high) {
        byte[] data = PercentEncoding.decoded(bytes, from, Math.min(high, from + MAX_DATA_BYTES));
        byte[] encoded = new byte[data.length];
        int length = 0;
        for (int at = 0; at < data.length && (isBase64(data[at]) || isBetween(data[at])); at++) {
            encoded[length] = data[at];
            length += isBase64(data[at]) ? 1 : 0;
            at += data[at] == '\\' && at + 1 < data.length && data[at + 1] != '/' ? 1 : 0;
        }
        length -= length % 4 == 1 ? 1 : 0;
        searchDecoded(Base64.getDecoder().decode(Arrays.copyOf(encoded, length)));
    }

    private static boolean isBase64(byte b) {
        return b == '+' || b == '/' || (b > 0 && b != '_' && b != '$' && Literal.isWord(b));
    }

    /** White space is left out, also what an escape says, and a slash may be escaped. */
    private static boolean isBetween(byte b) {
        return Literal.isSpace(b) || b == '\\';
    }

    /** Where the string around it ends, is not known: quotation marks may stand in it. */
    private void decodePercent(byte[] bytes, int from, int high) {
        int to = Math.min(high, from + MAX_ADDRESS_BYTES);
        if (Stops.next(bytes, from, to, (byte) '%', (byte) '%', (byte) '%') < to) {
            searchDecoded(PercentEncoding.decoded(bytes, from, to));
        }
    }

    private void searchDecoded(byte[] text) {
        decoding = true;
        search(text, 0, 0, text.length, text.length);
        decoding = false;
    }

    /** Whether what ends there, or a member of it, is called, or asked for before it is: what pages do. */
    private static boolean isUsed(byte[] bytes, int low, int at, int end, int high) {
        int most = Math.min(high, end + MAX_NAME_BYTES);
        int behind = end;
        while (behind < most && isOfPath(bytes[behind])) {
            behind++;
        }
        if (behind < most && bytes[behind] == '(') {
            return true;
        }
        while (behind < most && Literal.isSpace(bytes[behind])) {
            behind++;
        }
        return (behind < most && (bytes[behind] == ')' || bytes[behind] == '&')) || followsTypeof(bytes, low, at);
    }

    private static boolean followsTypeof(byte[] bytes, int low, int at) {
        int least = Math.max(low, at - MAX_NAME_BYTES);
        int before = at;
        while (before > least && isOfPath(bytes[before - 1])) {
            before--;
        }
        int word = before - TYPEOF.length - 1;
        return word >= low && Arrays.equals(bytes, word, before - 1, TYPEOF, 0, TYPEOF.length);
    }

    private static boolean isOfPath(byte b) {
        return Literal.isWord(b) || b == '.';
    }

    private void hit(byte[] bytes, int at, ScriptStatement.Hit what, int literal) {
        if (isLive(bytes, at)) {
            fresh.set(literal, fresh.get(literal) || !found.get(literal));
            found.set(literal);
            text.hit(what);
            alarmed |= rules.isSufficient(literal);
        }
    }

    /** What a page's own data mention, nobody loads. */
    private void statementEnded(boolean data) {
        if (data) {
            found.andNot(fresh);
            while (hosts.size() > hostsBefore) {
                held.add(hosts.remove(hosts.size() - 1));
            }
        }
        fresh.clear();
        hostsBefore = hosts.size();
    }

    private boolean isLive(byte[] bytes, int at) {
        if (!decoding && minding) {
            follow(bytes, at);
            text.comes(bytes, at);
        }
        return !text.inComment();
    }

    /** After a colon, or as the first of a string. */
    private static boolean beginsAddress(byte[] bytes, int low, int at) {
        return bytes[at] == ':' || (at > low && Literal.isQuote(bytes[at - 1]));
    }

    private static int afterSlashes(byte[] bytes, int at, int high) {
        int here = at;
        while (here < high && bytes[here] != '/') {
            here++;
        }
        while (here < high && (bytes[here] == '/' || bytes[here] == '\\')) {
            here++;
        }
        return here;
    }

    private void lookUp(byte[] bytes, int from, int high, boolean alone) {
        Optional<Tracker> tracker = addresses.tracker(bytes, from, high, alone);
        if (tracker.isPresent()) {
            addHost(tracker);
            text.hit(ScriptStatement.Hit.ADDRESS);
        }
    }

    private void addHost(Optional<Tracker> tracker) {
        alarmed = true;
        for (int at = 0; at < hosts.size(); at++) {
            if (hosts.get(at).orElseThrow().id().equals(tracker.orElseThrow().id())) {
                return;
            }
        }
        hosts.add(tracker);
    }

    /** Reads what is not written plainly, and says where to go on. */
    private int readUnusual(byte[] bytes, int low, int at, int high) {
        if (bytes[at] != '\\') {
            int start = JsEscapes.startOfUnusualHost(bytes, low, at);
            int behind = ScriptAddress.end(bytes, at, high);
            if (isLive(bytes, at)) {
                lookUp(bytes, start, high, false);
            }
            return Math.max(at + 1, behind);
        }
        if (decoding) {
            return at + 2;
        }
        decodeAround(bytes, low, at, high);
        return Math.max(at + 1, decodedTo);
    }

    /** Decodes the string around an escape, once, and searches what it says. */
    private void decodeAround(byte[] bytes, int low, int at, int high) {
        boolean lists = rules.lookup().hasLists();
        boolean hides = JsEscapes.mayHide(bytes, at, high, lists)
                || ((lists || !JsEscapes.isPlainSlash(bytes, at, high)) && JsEscapes.standsInHost(bytes, low, at));
        if (at < decodedTo || !hides || !isLive(bytes, at)) {
            return;
        }
        int from = at;
        while (from > low && at - from < 256 && isInside(bytes, low, from - 1)) {
            from--;
        }
        int to = at;
        while (to < high && to - at < MAX_ADDRESS_BYTES - 256 && isInside(bytes, low, to)) {
            to++;
        }
        int length = JsEscapes.decode(bytes, from, to, decoded, 0);
        decodedTo = to;
        decoding = true;
        search(decoded, 0, 0, length, length);
        decoding = false;
    }

    /** Whether the string goes on there: also in the next line, behind a backslash. */
    private static boolean isInside(byte[] bytes, int low, int at) {
        if (bytes[at] != '\n') {
            return !Literal.isQuote(bytes[at]);
        }
        int end = at > low && bytes[at - 1] == '\r' ? at - 1 : at;
        return end > low && bytes[end - 1] == '\\';
    }

    /** The tracker that the script, now that it is whole, loads or calls. */
    public Optional<Tracker> tracker() {
        finish();
        return verdict();
    }

    private Optional<Tracker> verdict() {
        int first = Integer.MAX_VALUE;
        for (int literal = found.nextSetBit(0); literal >= 0; literal = found.nextSetBit(literal + 1)) {
            for (int rule : rules.rulesOf(literal)) {
                if (rank(rule) < first && rules.rule(rule).holds(found)) {
                    first = rank(rule);
                }
            }
        }
        boolean called = first >= CALLED;
        if (called && !hosts.isEmpty()) {
            return hosts.get(0);
        }
        return first == Integer.MAX_VALUE ? Optional.empty() : rules.rule(called ? first - CALLED : first).tracker;
    }

    /** A bootstrap says more than an address, and an address more than a call. */
    private int rank(int rule) {
        return rules.rule(rule).bootstrap ? rule : rule + CALLED;
    }

    /**
     * True where a tracker was found and most of the script is not its: the page's own code that a snippet was put
     * into. A script that came in pieces is so more often, since its statements are not compared, and a long one that
     * only talks to a tracker always: it loads none.
     */
    public boolean mixed() {
        if (tracker().isEmpty()) {
            return false;
        }
        if (loadsHeld) {
            return false;
        }
        if (isReadByStatements(StatementOwners.MAX_BYTES)) {
            StatementOwners owners = new StatementOwners(whole, text.statements(), rules::isVariable);
            return owners.isMixed(ACCOUNTED_PERCENT) || (found.isEmpty() && !owners.mayUseAddress());
        }
        return !text.isVendors() || text.accounted() * 100 < text.code() * ACCOUNTED_PERCENT;
    }

    /** The names that the script, once left out, no longer defines: the globals of the trackers found in it. */
    public Set<String> globals() {
        finish();
        Set<String> names = new TreeSet<>();
        present().forEach(tracker -> tracker.forEachGlobal(names::add));
        return names;
    }
}
