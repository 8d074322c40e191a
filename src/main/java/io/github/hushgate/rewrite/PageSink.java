package io.github.hushgate.rewrite;

import io.github.hushgate.html.CharacterReferences;
import io.github.hushgate.html.Element;
import io.github.hushgate.html.Encoding;
import io.github.hushgate.html.EndTag;
import io.github.hushgate.html.HtmlTokenizer;
import io.github.hushgate.html.Namespace;
import io.github.hushgate.html.StartTag;
import io.github.hushgate.html.TextMode;
import io.github.hushgate.html.TokenSink;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerDetector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows one document's tokens, holds what awaits its verdict, and makes the cuts. */
final class PageSink implements TokenSink {
    /**
     * Bytes of an element that are held until its end; a longer script passes as mixed, other elements are judged in
     * parts.
     */
    static final int MAX_HELD_BYTES = 1 << 18;

    private static final byte[] NOTHING = {};

    private final TrackerDetector detector;
    private final Judge judge;
    private final CssScan css;
    private final Edits edits;
    private final ElementRules rules;
    private final ExitRules exits;
    private final NestedPages nested;
    private final ReferenceGuard references;
    private final Surrogates surrogates = new Surrogates();
    private final HtmlTokenizer tokenizer;
    private final Drain drain;

    private HtmlRewriter.Page page = HtmlRewriter.Page.NONE;
    private Held held = Held.NOTHING;
    private Element heldElement = Element.OTHER;
    private String doom = ElementRules.NONE;
    private long heldStart;
    private long contentStart;
    private long doomFrom;
    /** The tracker whose script in {@code svg} lost its address. */
    private String dropped = ElementRules.NONE;

    private boolean keepsTag;
    private boolean streaming;
    private boolean swallows;
    private boolean finishing;
    private boolean inInert;

    /** Where the bytes that were held and are settled go. */
    interface Drain {
        void settled(byte[] window, long base, long upTo);
    }

    PageSink(TrackerDetector detector, Edits edits, NestedPages nested, Drain drain, boolean scripting) {
        this.detector = detector;
        this.judge = new Judge(detector);
        this.css = new CssScan(judge);
        this.edits = edits;
        this.nested = nested;
        this.drain = drain;
        this.exits = new ExitRules(judge, edits);
        this.references = new ReferenceGuard(edits);
        this.rules = new ElementRules(judge, nested, css, edits);
        this.tokenizer = scripting ? new HtmlTokenizer(this) : HtmlTokenizer.withoutScripting(this);
    }

    HtmlTokenizer tokenizer() {
        return tokenizer;
    }

    void reset(HtmlRewriter.Page next, Encoding encoding, long base) {
        page = next;
        judge.reset(next, encoding);
        exits.reset(next);
        edits.reset(next.strip(), base);
        surrogates.reset();
        tokenizer.reset(base);
        tokenizer.reads(encoding);
        if (next.xml()) {
            tokenizer.tree().readsXml();
        }
        nested.reset(next, encoding);
        held = Held.NOTHING;
        finishing = false;
        swallows = false;
        streaming = false;
        inInert = false;
    }

    /** The document goes on in this encoding: what came so far reads the same in it. */
    void reads(Encoding encoding) {
        judge.reads(encoding);
        tokenizer.reads(encoding);
        nested.reads(encoding);
    }

    /** Lets go of the last document; the next begins with {@link #reset}. */
    void release() {
        reset(HtmlRewriter.Page.NONE, Encoding.UTF_8, 0);
        css.forget();
        nested.release();
    }

    /** Bytes of buffers that it keeps for the next document, those of the documents inside included. */
    int heldBytes() {
        return tokenizer.heldBytes() + nested.heldBytes();
    }

    void finish() {
        finishing = true;
        tokenizer.end();
    }

    /** The part ends here that was read; a tag that is unfinished goes on behind it. */
    void finishPart() {
        finishing = true;
        tokenizer.endOfPart();
    }

    @Override
    public void startTag(StartTag tag) {
        if (held == Held.NOTHING && tag.element().isPlain() && (tag.attributeCount() == 0 || isHarmless(tag))) {
            swallows = false;
            return;
        }
        if (held == Held.FOREIGN_TEXT) {
            closeHeld(tag.start(), tag.start());
        }
        if (tokenizer.tree().inert()) {
            holdInert(tag);
            return;
        }
        swallow(tag);
        // In XML what is left must be well-formed: only an element that its own tag ends can go as a whole.
        boolean alone = tag.namespace() == Namespace.XML && tag.selfClosing();
        boolean attributesOnly = tag.steers() || tag.isLong() || (tag.namespace() != Namespace.HTML && !alone);
        String tracker = tag.attributeCount() == 0 ? ElementRules.NONE : rules.startTag(tag, attributesOnly);
        byte[] instead = NOTHING;
        if (exits.guards() && tracker.isEmpty()) {
            tracker = exits.startTag(tag, attributesOnly);
            instead = exits.instead();
        }
        if (!tracker.isEmpty() && !attributesOnly) {
            leaveOut(tag, tracker, instead);
        } else {
            hold(tag);
        }
    }

    /** None of its attributes loads anything or says where the visitor goes: so are most. */
    private boolean isHarmless(StartTag tag) {
        return !swallows && !Loads.mayLoad(tag) && exits.leavesAlone(tag);
    }

    @Override
    public void startTagPart(StartTag tag) {
        if (!tokenizer.tree().inert()) {
            swallow(tag);
            rules.startTag(tag, true);
            if (exits.guards()) {
                exits.startTag(tag, true);
            }
            swallows = edits.attributeCutEnd == tag.end();
        }
    }

    /** The rest of a value whose beginning was cut. */
    private void swallow(StartTag tag) {
        if (swallows && tag.attributeCount() > 0 && tag.nameStart(0) == tag.nameEnd(0) && edits.strips()) {
            edits.cuts.add(tag.offset(tag.nameStart(0)), tag.offset(tag.attributeEnd(0)));
            edits.attributeCutEnd = tag.offset(tag.attributeEnd(0));
        }
        swallows = false;
    }

    private void leaveOut(StartTag tag, String tracker, byte[] replacement) {
        boolean whole = tag.namespace() == Namespace.XML;
        if (whole || (tag.element() != Element.SCRIPT && tag.element() != Element.IFRAME)) {
            edits.cutElement(
                    tracker, tag.element().tagName(), tag.window(), tag.offset(0), tag.start(), tag.end(), replacement);
            return;
        }
        held = Held.DOOMED;
        heldElement = tag.element();
        doom = tracker;
        heldStart = tag.start() - edits.strays(tag.window(), tag.offset(0), tag.start());
        edits.mark(heldStart);
        doomFrom = tag.end();
        if (edits.strips()) {
            edits.cuts.add(heldStart, tag.end(), tag.element() == Element.SCRIPT ? standIn(tracker) : NOTHING);
        }
    }

    private byte[] standIn(String tracker) {
        Optional<Tracker> known = page.surrogates() ? detector.byId(tracker) : Optional.empty();
        if (known.isEmpty()) {
            return NOTHING;
        }
        List<String> names = new ArrayList<>();
        known.get().forEachGlobal(names::add);
        return surrogates.element(names, page.nonce());
    }

    // In its other reading, raw text may end the template around it.
    private void holdInert(StartTag tag) {
        Held next = tag.namespace() == Namespace.HTML ? html(tag) : Held.NOTHING;
        if (next == Held.NOSCRIPT
                || next == Held.RAW
                || (next == Held.STYLE && tokenizer.tree().doubtful())) {
            hold(tag);
            inInert = true;
        }
    }

    private void hold(StartTag tag) {
        Held next = tag.namespace() == Namespace.HTML ? html(tag) : foreign(tag);
        if (next != Held.NOTHING) {
            held = next;
            heldElement = tag.element();
            heldStart = tag.start();
            contentStart = tag.end();
            keepsTag = tag.steers() || tag.isLong();
            inInert = false;
        }
        if (next == Held.EMPTIED) {
            empty(tag);
        }
    }

    private void empty(StartTag tag) {
        doom = rules.lostScript(tag);
        if (edits.strips() && !tag.isLong()) {
            insert(tag.start(), standIn(doom));
        }
        heldStart = tag.end();
        doomFrom = tag.end();
        edits.mark(heldStart);
    }

    private void insert(long at, byte[] element) {
        if (element.length > 0) {
            edits.cuts.add(at, at, element);
        }
    }

    private Held html(StartTag tag) {
        if (tokenizer.tree().ignoresRawText() && tag.element() != Element.SCRIPT) {
            return Held.NOTHING;
        }
        return switch (tag.element()) {
            case SCRIPT -> rules.lostScript(tag).isEmpty() ? script(tag) : Held.EMPTIED;
            case STYLE -> Held.STYLE;
            case NOSCRIPT -> nested.scripting() ? Held.NOSCRIPT : Held.NOTHING;
            case TITLE, TEXTAREA, XMP, NOEMBED, NOFRAMES, IFRAME ->
                tokenizer.tree().doubtful() ? Held.RAW : Held.NOTHING;
            default -> Held.NOTHING;
        };
    }

    private static Held script(StartTag tag) {
        if (tag.indexOf("src") >= 0) {
            return Held.NOTHING;
        }
        return switch (ScriptKind.of(tag)) {
            case SCRIPT -> Held.SCRIPT;
            case ADDRESSES -> Held.ADDRESSES;
            case DATA -> Held.NOTHING;
        };
    }

    private Held foreign(StartTag tag) {
        boolean holds = (tag.element() == Element.SCRIPT || tag.element() == Element.STYLE) && !tag.selfClosing();
        dropped = rules.lostScript(tag);
        return holds ? Held.FOREIGN_TEXT : Held.NOTHING;
    }

    @Override
    public void text(byte[] bytes, int from, int to, TextMode mode) {
        if (tokenizer.tree().awaitsText() && mode == TextMode.DATA) {
            tokenizer.tree().text(bytes, from, to, tokenizer.base() + from);
        }
    }

    @Override
    public void endTag(EndTag tag) {
        if (held != Held.NOTHING && held != Held.CDATA) {
            closeHeld(tag.start(), tag.end());
        }
    }

    @Override
    public void cdataStart(long start) {
        if (held == Held.NOTHING && !tokenizer.tree().inert()) {
            held = Held.CDATA;
            heldStart = start;
            contentStart = start;
        }
    }

    @Override
    public void cdataEnd(long end) {
        if (held == Held.CDATA) {
            closeHeld(end, end);
        }
    }

    /** The verdict: the content ends at one offset, the element at the other. */
    private void closeHeld(long contentEnd, long end) {
        Held what = held;
        held = Held.NOTHING;
        byte[] window = tokenizer.window();
        int from = (int) (contentStart - tokenizer.base());
        int to = (int) (contentEnd - tokenizer.base());
        if (inInert && !streaming && Bytes.indexOf(window, from, to, "</template") < 0) {
            inInert = false;
            return;
        }
        inInert = false;
        switch (what) {
            case DOOMED -> doomed(end);
            case EMPTIED -> doomed(contentEnd);
            case SCRIPT -> script(window, from, to, end);
            case ADDRESSES -> addresses(window, from, to, end);
            case STYLE -> style(window, from, to);
            case NOSCRIPT -> noscript(window, from, to, end);
            case RAW -> markup(window, from, to);
            case CDATA -> cdata(window, from, to);
            case FOREIGN_TEXT -> foreignText(window, from, to, contentEnd);
            case NOTHING -> {}
        }
        streaming = false;
    }

    private void doomed(long end) {
        if (heldStart < end) {
            edits.tell(doom, heldElement.tagName(), heldStart, end);
        }
        if (edits.strips()) {
            edits.cuts.add(doomFrom, end);
        }
    }

    private void script(byte[] window, int from, int to, long end) {
        if (to - from > MAX_HELD_BYTES) {
            longScript(window, from);
            if (tokenizer.tree().mayIgnoreScripts()) {
                markup(window, from, to);
            }
            return;
        }
        if (Surrogates.isStandIn(window, from, to)) {
            surrogates.remember(window, from, to);
            return;
        }
        if (tokenizer.tree().mayIgnoreScripts()) {
            markup(window, from, to);
        }
        Optional<Tracker> found = judge.ofPageScript(window, from, to);
        if (found.isEmpty()) {
            return;
        }
        byte[] instead =
                page.surrogates() && edits.strips() ? surrogates.element(judge.globals(), page.nonce()) : NOTHING;
        if (judge.mixed() && !tokenizer.tree().mayIgnoreScripts()) {
            edits.tell(found.get().id(), "script(mixed)", heldStart);
            insert(heldStart, instead);
        } else {
            cutWhole(found.get().id(), "script", end, to, instead);
        }
    }

    /** The element that is held goes; where its tag must stay, only its content does, which ends at that index. */
    private void cutWhole(String tracker, String element, long end, int contentEnd, byte[] instead) {
        byte[] window = tokenizer.window();
        if (keepsTag) {
            insert(heldStart, instead);
            edits.cut(tracker, element, contentStart, tokenizer.base() + contentEnd);
        } else {
            edits.cutElement(tracker, element, window, tokenizer.base(), heldStart, end, instead);
        }
    }

    /** No vendor's bootstrap is that long: what it begins with is told of, and the script stays. */
    private void longScript(byte[] window, int from) {
        Optional<Tracker> found = judge.ofPageScript(window, from, from + MAX_HELD_BYTES);
        if (found.isPresent()) {
            edits.tell(found.get().id(), "script(mixed)", heldStart);
        }
    }

    private void addresses(byte[] window, int from, int to, long end) {
        byte[] text = judge.utf8(window, from, to);
        boolean same = text == window;
        String found = ElementRules.id(judge.ofJson(text, same ? from : 0, same ? to : text.length));
        if (!found.isEmpty()) {
            cutWhole(found, "script", end, to, NOTHING);
        }
    }

    private void style(byte[] window, int from, int to) {
        long base = tokenizer.base();
        byte[] text = judge.unpaired(window, from, to);
        int shift = text == window ? 0 : from;
        int finds = css.scan(text, from - shift, to - shift);
        for (int find = 0; find < finds; find++) {
            int first = css.from(find) + shift;
            first = Bytes.startOfTag(window, from, first);
            edits.cut(css.tracker(find).id(), "style", base + first, base + css.to(find) + shift);
        }
        if (finds == 0) {
            styleInUnicode(window, from, to);
        }
        if (tokenizer.tree().doubtful()) {
            markup(window, from, to);
        }
    }

    /** What is only seen once the sheet is decoded goes with the whole sheet. */
    private void styleInUnicode(byte[] window, int from, int to) {
        byte[] text = judge.utf8(window, from, to);
        String found = text == window ? ElementRules.NONE : rules.css(text, 0, text.length);
        if (!found.isEmpty()) {
            edits.cut(found, "style", tokenizer.base() + from, tokenizer.base() + to);
        }
    }

    private void noscript(byte[] window, int from, int to, long end) {
        PageSink child = fragment(window, from, to, false, true);
        tokenizer.tree().assumeBehind(child.tokenizer.tree());
        if (!nested.foundAnything()) {
            return;
        }
        if (!streaming && !keepsTag && onlySpaceLeft(child, window, from, to)) {
            edits.cutElement(nested.firstTracker(), "noscript", window, tokenizer.base(), heldStart, end, NOTHING);
        } else {
            nested.adopt(child, edits);
        }
    }

    private boolean onlySpaceLeft(PageSink child, byte[] window, int from, int to) {
        Cuts cuts = child.edits.cuts;
        int at = from;
        for (int i = 0; i <= cuts.count(); i++) {
            int until = i < cuts.count() ? (int) (cuts.start(i) - tokenizer.base()) : to;
            if (until > at && Bytes.skipSpace(window, at, until) < until) {
                return false;
            }
            at = i < cuts.count() ? (int) (cuts.end(i) - tokenizer.base()) : to;
        }
        return edits.strips();
    }

    private PageSink fragment(byte[] window, int from, int to, boolean ignored, boolean last) {
        return nested.fragment(window, from, to, tokenizer.base(), tokenizer.tree(), ignored, last, streaming);
    }

    private void markup(byte[] window, int from, int to) {
        nested.adopt(fragment(window, from, to, true, true), edits);
    }

    /** No cut may let two brackets meet that would end the section. */
    private void cdata(byte[] window, int from, int to) {
        PageSink child = fragment(window, from, to, true, true);
        child.edits.cutAlso(']', window, tokenizer.base(), tokenizer.base() + from);
        nested.adopt(child, edits);
    }

    private void foreignText(byte[] window, int from, int to, long contentEnd) {
        if (!page.xml()) {
            markup(window, from, to);
        }
        byte[] utf8 = judge.utf8(window, from, to);
        String raw = utf8 == window ? Bytes.text(window, from, to) : Bytes.text(utf8, 0, utf8.length);
        byte[] bytes = raw.replace("<![CDATA[", "").replace("]]>", "").getBytes(StandardCharsets.ISO_8859_1);
        byte[] decoded = CharacterReferences.decode(bytes, 0, bytes.length, false);
        String found = heldElement == Element.SCRIPT
                ? rules.script(decoded, 0, decoded.length)
                : rules.css(decoded, 0, decoded.length);
        String why = found.isEmpty() ? dropped : found;
        if (from < to && !why.isEmpty()) {
            edits.cut(why, heldElement.tagName(), contentStart, contentEnd);
        }
        dropped = ElementRules.NONE;
    }

    @Override
    public long settled(byte[] window, long base, long settled) {
        if (finishing && held != Held.NOTHING) {
            closeAtEnd(settled);
        }
        boolean doomed = held == Held.DOOMED || held == Held.EMPTIED;
        if (doomed) {
            if (edits.strips()) {
                edits.cuts.add(doomFrom, settled);
            }
            doomFrom = settled;
        } else if (held != Held.NOTHING && settled - contentStart > MAX_HELD_BYTES) {
            tooLong(window, base, settled);
        }
        long needed = held == Held.NOTHING || doomed ? settled : Math.min(settled, heldStart);
        needed -= finishing ? 0 : edits.strays(window, base, needed);
        needed = references.settle(window, base, needed, finishing);
        drain.settled(window, base, needed);
        return needed;
    }

    // A script without its end tag is never run; but what its address names may have been fetched.
    private void closeAtEnd(long end) {
        if (held == Held.SCRIPT || held == Held.ADDRESSES) {
            held = tokenizer.tree().mayIgnoreScripts() ? Held.RAW : Held.NOTHING;
        }
        if (held != Held.NOTHING) {
            closeHeld(end, end);
        }
    }

    private void tooLong(byte[] window, long base, long settled) {
        int from = (int) (contentStart - base);
        int to = (int) (settled - base);
        switch (held) {
            case STYLE -> {
                int safe = to;
                while (safe > from && window[safe - 1] != '}') {
                    safe--;
                }
                safe = safe > from ? safe : to;
                style(window, from, safe);
                contentStart = base + safe;
                heldStart = contentStart;
            }
            case NOSCRIPT, RAW, CDATA -> {
                PageSink child = fragment(window, from, to, held != Held.NOSCRIPT, false);
                nested.adopt(child, edits);
                streaming = true;
                contentStart = settled;
                heldStart = nested.needed();
            }
            default -> {
                longScript(window, from);
                held = tokenizer.tree().mayIgnoreScripts() ? Held.RAW : Held.NOTHING;
            }
        }
    }

    Edits edits() {
        return edits;
    }
}
