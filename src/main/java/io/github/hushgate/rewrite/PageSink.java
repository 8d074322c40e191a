package io.github.hushgate.rewrite;

import io.github.hushgate.html.Element;
import io.github.hushgate.html.Encoding;
import io.github.hushgate.html.EndTag;
import io.github.hushgate.html.HtmlTokenizer;
import io.github.hushgate.html.Namespace;
import io.github.hushgate.html.StartTag;
import io.github.hushgate.html.TextMode;
import io.github.hushgate.html.TokenSink;
import io.github.hushgate.tracker.TrackerDetector;

/** Follows one document's tokens, holds what awaits its verdict, and makes the cuts. */
final class PageSink implements TokenSink {
    /**
     * Bytes of an element that are held until its end; a longer script passes as mixed, other elements are judged in
     * parts.
     */
    static final int MAX_HELD_BYTES = 1 << 18;

    private static final byte[] NOTHING = {};

    private final Judge judge;
    private final CssScan css;
    private final Edits edits;
    private final ElementRules rules;
    private final ExitRules exits;
    private final NestedPages nested;
    private final ReferenceGuard references;
    private final HtmlTokenizer tokenizer;
    private final HeldContent content;
    private final ForeignTexts texts = new ForeignTexts();
    private final Drain drain;

    private Held held = Held.NOTHING;
    /** Why the element goes that is left out up to its end tag; and what of it. */
    private String doom = ElementRules.NONE;

    private Element doomed = Element.OTHER;
    private long doomedStart;
    private long doomedFrom;
    private boolean swallows;
    private boolean finishing;
    private boolean inInert;

    /** Where the bytes that were held and are settled go. */
    interface Drain {
        void settled(byte[] window, long base, long upTo);
    }

    PageSink(TrackerDetector detector, Edits edits, NestedPages nested, Drain drain, boolean scripting) {
        this.judge = new Judge(detector);
        this.css = new CssScan(judge);
        this.edits = edits;
        this.nested = nested;
        this.drain = drain;
        this.exits = new ExitRules(judge, edits);
        this.references = new ReferenceGuard(edits);
        this.rules = new ElementRules(judge, nested, css, edits);
        this.tokenizer = scripting ? new HtmlTokenizer(this) : HtmlTokenizer.withoutScripting(this);
        this.content = new HeldContent(detector, judge, css, edits, rules, nested, tokenizer, texts);
    }

    HtmlTokenizer tokenizer() {
        return tokenizer;
    }

    void reset(HtmlRewriter.Page next, Encoding encoding, long base) {
        judge.reset(next, encoding);
        exits.reset(next);
        edits.reset(next.strip(), base);
        content.reset(next);
        tokenizer.reset(base);
        tokenizer.reads(encoding);
        if (next.xml()) {
            tokenizer.tree().readsXml();
        }
        nested.reset(next, encoding);
        texts.reset(next.xml());
        held = Held.NOTHING;
        finishing = false;
        swallows = false;
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
        readStartTag(tag);
        goOnWithText(tag.end());
    }

    /** Behind an element, or a stray end tag, in a foreign script or sheet its text goes on. */
    private void goOnWithText(long from) {
        if (texts.isEmpty()) {
            return;
        }
        boolean inText = texts.isIn(tokenizer.tree().depth());
        if ((inText || texts.isReadAhead()) && held == Held.NOTHING) {
            held = Held.FOREIGN_TEXT;
            content.goOn(from, inText);
        }
    }

    private void readStartTag(StartTag tag) {
        if (held == Held.NOTHING && tag.element().isPlain() && (tag.attributeCount() == 0 || isHarmless(tag))) {
            swallows = false;
            return;
        }
        if (held == Held.FOREIGN_TEXT) {
            closeHeld(tag.start(), tag.start());
        }
        content.readAhead(tag.start(), tag.end());
        if (tokenizer.tree().ignoresTags()) {
            return;
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
        doomed = tag.element();
        doom = tracker;
        doomedStart = tag.start() - edits.strays(tag.window(), tag.offset(0), tag.start());
        edits.mark(doomedStart);
        doomedFrom = tag.end();
        if (edits.strips()) {
            edits.cuts.add(
                    doomedStart, tag.end(), tag.element() == Element.SCRIPT ? content.standIn(tracker) : NOTHING);
        }
    }

    // In its other reading, raw text may end the template around it.
    private void holdInert(StartTag tag) {
        Held next = tag.namespace() == Namespace.HTML ? html(tag) : Held.NOTHING;
        if (next == Held.NOSCRIPT
                || next == Held.RAW
                || (next == Held.STYLE && tokenizer.tree().doubtful())
                || (isScript(next) && tokenizer.tree().mayIgnoreScripts())) {
            hold(tag);
            inInert = true;
        }
    }

    private void hold(StartTag tag) {
        Held next = tag.namespace() == Namespace.HTML ? html(tag) : foreign(tag);
        if (next != Held.NOTHING) {
            held = next;
            content.begin(tag);
            inInert = false;
        }
        if (next == Held.EMPTIED) {
            empty(tag);
        }
    }

    private void empty(StartTag tag) {
        doom = rules.lostScript(tag);
        if (edits.strips() && !tag.isLong()) {
            edits.insert(tag.start(), content.standIn(doom));
        }
        doomed = tag.element();
        doomedStart = tag.end();
        doomedFrom = tag.end();
        edits.mark(doomedStart);
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
            case MODULE -> Held.MODULE;
            case ADDRESSES -> Held.ADDRESSES;
            case DATA -> Held.NOTHING;
        };
    }

    private static boolean isScript(Held what) {
        return what == Held.SCRIPT || what == Held.MODULE;
    }

    private Held foreign(StartTag tag) {
        boolean holds = (tag.element() == Element.SCRIPT || tag.element() == Element.STYLE) && !tag.selfClosing();
        if (tag.namespace() != Namespace.XML) {
            texts.begins(tag.element());
        }
        if (holds) {
            texts.open(tag.element(), tokenizer.tree().depth(), rules.lostScript(tag));
        }
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
        texts.ends(tag.element());
        content.readAhead(tag.start(), tag.end());
        goOnWithText(tag.end());
    }

    @Override
    public void cdataStart(long start) {
        if (held == Held.NOTHING && !tokenizer.tree().inert()) {
            held = Held.CDATA;
            content.goOn(start, false);
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
        boolean passes = inInert && !content.mayEndTemplate(contentEnd);
        inInert = false;
        if (passes) {
            return;
        }
        switch (what) {
            case NOTHING -> {}
            case DOOMED -> leaveOutUpTo(end);
            case EMPTIED -> leaveOutUpTo(contentEnd);
            default -> content.judge(what, contentEnd, end);
        }
    }

    private void leaveOutUpTo(long end) {
        if (doomedStart < end) {
            edits.tell(doom, doomed.tagName(), doomedStart, end);
        }
        if (edits.strips()) {
            edits.cuts.add(doomedFrom, end);
        }
    }

    @Override
    public long settled(byte[] window, long base, long settled) {
        if (finishing && held != Held.NOTHING) {
            closeAtEnd(settled);
        }
        boolean goes = held == Held.DOOMED || held == Held.EMPTIED;
        if (goes) {
            if (edits.strips()) {
                edits.cuts.add(doomedFrom, settled);
            }
            doomedFrom = settled;
        } else if (held != Held.NOTHING && settled - content.contentStart() > MAX_HELD_BYTES) {
            held = content.judgePart(held, settled);
        }
        long needed = held == Held.NOTHING || goes ? settled : Math.min(settled, content.start());
        needed -= finishing ? 0 : edits.strays(window, base, needed);
        needed = references.settle(window, base, needed, finishing);
        drain.settled(window, base, needed);
        return needed;
    }

    // A script without its end tag is never run; but what its address names may have been fetched.
    private void closeAtEnd(long end) {
        if (isScript(held) || held == Held.ADDRESSES) {
            held = tokenizer.tree().mayIgnoreScripts() ? Held.RAW : Held.NOTHING;
        }
        if (held != Held.NOTHING) {
            closeHeld(end, end);
        }
    }

    Edits edits() {
        return edits;
    }
}
