package io.github.hushgate.rewrite;

import io.github.hushgate.html.Element;
import io.github.hushgate.html.HtmlTokenizer;
import io.github.hushgate.html.StartTag;
import io.github.hushgate.tracker.ScriptVerdict;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges what the element that is held has in it, whole or part by part, and makes the cuts. */
final class HeldContent {
    private static final byte[] NOTHING = {};

    private final TrackerDetector detector;
    private final Judge judge;
    private final CssScan css;
    private final Edits edits;
    private final ElementRules rules;
    private final NestedPages nested;
    private final HtmlTokenizer tokenizer;
    private final ForeignTexts texts;
    private final Surrogates surrogates = new Surrogates();

    private HtmlRewriter.Page page = HtmlRewriter.Page.NONE;
    private long start;
    private long contentStart;
    private boolean keepsTag;
    private boolean streaming;
    /** Whether it is a foreign script's or sheet's own text. */
    private boolean ofText;

    HeldContent(
            TrackerDetector detector,
            Judge judge,
            CssScan css,
            Edits edits,
            ElementRules rules,
            NestedPages nested,
            HtmlTokenizer tokenizer,
            ForeignTexts texts) {
        this.detector = detector;
        this.judge = judge;
        this.css = css;
        this.edits = edits;
        this.rules = rules;
        this.nested = nested;
        this.tokenizer = tokenizer;
        this.texts = texts;
    }

    void reset(HtmlRewriter.Page next) {
        page = next;
        surrogates.reset();
        streaming = false;
    }

    /** The element of this tag is held from here on. */
    void begin(StartTag tag) {
        start = tag.start();
        contentStart = tag.end();
        keepsTag = tag.steers() || tag.isLong();
        ofText = true;
    }

    /** What has no tag of its own is held from here on: a CDATA section, more of a foreign text. */
    void goOn(long offset, boolean ofForeignText) {
        start = offset;
        contentStart = offset;
        ofText = ofForeignText;
    }

    /** From where on the document's bytes are still needed. */
    long start() {
        return start;
    }

    /** Where what is not judged yet begins. */
    long contentStart() {
        return contentStart;
    }

    /** Whether, read as markup, it may end the template that it stands in. */
    boolean mayEndTemplate(long contentEnd) {
        return streaming
                || Bytes.indexOf(tokenizer.window(), index(contentStart), index(contentEnd), "</template") >= 0;
    }

    private int index(long offset) {
        return (int) (offset - tokenizer.base());
    }

    /** The verdict: the content ends at one offset, the element at the other. */
    void judge(Held what, long contentEnd, long end) {
        byte[] window = tokenizer.window();
        int from = index(contentStart);
        int to = index(contentEnd);
        boolean readAsMarkup = what == Held.NOSCRIPT || what == Held.RAW;
        int text = readAhead(window, from, to, readAsMarkup);
        switch (what) {
            case SCRIPT, MODULE -> script(window, from, to, end, what == Held.MODULE);
            case ADDRESSES -> addresses(window, from, to, end);
            case STYLE -> style(window, from, to);
            case NOSCRIPT -> noscript(window, from, to, end);
            case RAW -> markup(window, from, to);
            case CDATA -> cdata(window, from, to);
            case FOREIGN_TEXT -> foreignText(window, from, text, to);
            default -> throw new IllegalArgumentException("held: " + what + " has no content to judge");
        }
        streaming = false;
    }

    /** The verdict on the part up to there of what is longer than may be held; returns as what the rest is held. */
    Held judgePart(Held what, long settled) {
        byte[] window = tokenizer.window();
        int from = index(contentStart);
        int to = index(settled);
        return switch (what) {
            case STYLE -> {
                stylePart(window, from, to);
                yield what;
            }
            case NOSCRIPT, RAW, CDATA -> {
                PageSink child = fragment(window, from, to, what != Held.NOSCRIPT, false);
                nested.adopt(child, edits);
                streaming = true;
                contentStart = settled;
                start = nested.needed();
                yield what;
            }
            case FOREIGN_TEXT -> {
                foreignText(window, from, readAhead(window, from, to, false), to);
                contentStart = settled;
                start = settled;
                yield what;
            }
            default -> {
                longScript(window, from);
                yield tokenizer.tree().mayIgnoreScripts() ? Held.RAW : Held.NOTHING;
            }
        };
    }

    private void stylePart(byte[] window, int from, int to) {
        int safe = to;
        while (safe > from && window[safe - 1] != '}') {
            safe--;
        }
        safe = safe > from ? safe : to;
        style(window, from, safe);
        contentStart = tokenizer.base() + safe;
        start = contentStart;
    }

    /** One element that defines what the tracker's script, which goes, would have defined. */
    byte[] standIn(String tracker) {
        Optional<Tracker> known = page.surrogates() ? detector.byId(tracker) : Optional.empty();
        if (known.isEmpty()) {
            return NOTHING;
        }
        List<String> names = new ArrayList<>();
        known.get().forEachGlobal(names::add);
        return surrogates.element(names, page.nonce());
    }

    private void script(byte[] window, int from, int to, long end, boolean module) {
        if (to - from > PageSink.MAX_HELD_BYTES) {
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
        ScriptVerdict verdict = module ? judge.ofPageModule(window, from, to) : judge.ofPageScript(window, from, to);
        String found = ElementRules.id(verdict.tracker());
        if (found.isEmpty()) {
            return;
        }
        byte[] instead =
                page.surrogates() && edits.strips() ? surrogates.element(verdict.globals(), page.nonce()) : NOTHING;
        if (verdict.mixed() && !tokenizer.tree().mayIgnoreScripts()) {
            edits.tell(found, "script(mixed)", start);
            edits.insert(start, instead);
        } else {
            cutWhole(found, "script", end, to, instead);
        }
    }

    /** The element that is held goes; where its tag must stay, only its content does, which ends at that index. */
    private void cutWhole(String tracker, String name, long end, int contentEnd, byte[] instead) {
        byte[] window = tokenizer.window();
        if (keepsTag) {
            edits.insert(start, instead);
            edits.cut(tracker, name, contentStart, tokenizer.base() + contentEnd);
        } else {
            edits.cutElement(tracker, name, window, tokenizer.base(), start, end, instead);
        }
    }

    /** No vendor's bootstrap is that long: what it begins with is told of, and the script stays. */
    private void longScript(byte[] window, int from) {
        ScriptVerdict verdict = judge.ofPageScript(window, from, from + PageSink.MAX_HELD_BYTES);
        if (verdict.tracker().isPresent()) {
            edits.tell(verdict.tracker().get().id(), "script(mixed)", start);
        }
    }

    private void addresses(byte[] window, int from, int to, long end) {
        byte[] text = judge.utf8(window, from, to);
        int first = text == window ? from : 0;
        int last = text == window ? to : text.length;
        String found = ElementRules.id(judge.ofJson(text, first, last));
        if (found.isEmpty() && DocumentRules.mayLeave(text, first, last)) {
            found = ElementRules.HINT;
        }
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

    /** What is only seen once the sheet is decoded, one way or another, goes with the whole sheet. */
    private void styleInUnicode(byte[] window, int from, int to) {
        byte[] text = judge.utf8(window, from, to);
        String found = text == window ? ElementRules.NONE : rules.css(text, 0, text.length);
        byte[] other = found.isEmpty() ? judge.otherwise(window, from, to) : window;
        found = other == window ? found : rules.css(other, 0, other.length);
        if (!found.isEmpty()) {
            edits.cut(found, "style", tokenizer.base() + from, tokenizer.base() + to);
        }
    }

    private void noscript(byte[] window, int from, int to, long end) {
        PageSink child = fragment(window, from, to, false, true);
        tokenizer.tree().assumeBehind(child.tokenizer().tree());
        if (!nested.foundAnything()) {
            return;
        }
        if (!streaming && !keepsTag && onlySpaceLeft(child, window, from, to)) {
            edits.cutElement(nested.firstTracker(), "noscript", window, tokenizer.base(), start, end, NOTHING);
        } else {
            nested.adopt(child, edits);
        }
    }

    private boolean onlySpaceLeft(PageSink child, byte[] window, int from, int to) {
        Cuts cuts = child.edits().cuts;
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
        PageSink child = fragment(window, from, to, true, true);
        tokenizer.tree().assumeLeft(child.tokenizer().tree());
        nested.adopt(child, edits);
    }

    /** No cut may let two brackets meet that would end the section. */
    private void cdata(byte[] window, int from, int to) {
        PageSink child = fragment(window, from, to, true, true);
        child.edits().cutAlso(']', window, tokenizer.base(), tokenizer.base() + from);
        nested.adopt(child, edits);
    }

    /** What stands there, in a tag or a comment perhaps, may be the end of a text, and markup behind it. */
    void readAhead(long start, long end) {
        if (texts.isReadAhead()) {
            readAhead(tokenizer.window(), index(start), index(end), false);
        }
    }

    /** Returns where the text ends to what reads ahead; what follows has been read as markup, now or otherwise. */
    private int readAhead(byte[] window, int from, int to, boolean otherwise) {
        int ends = texts.isReadAhead() ? texts.endAhead(window, from, to) : -1;
        if (ends < 0) {
            return to;
        }
        if (!otherwise) {
            markup(window, ends, to);
        }
        return ends;
    }

    /** Of what is held, all but the part behind {@code text} has not been read as markup yet. */
    private void foreignText(byte[] window, int from, int text, int to) {
        if (from == to || !ofText) {
            return;
        }
        if (!page.xml()) {
            markup(window, from, text);
        }
        byte[] utf8 = judge.utf8(window, from, to);
        byte[] all = utf8 == window ? texts.with(window, from, to) : texts.with(utf8, 0, utf8.length);
        Element element = texts.element();
        String found = element == Element.SCRIPT ? rules.script(all, 0, all.length) : rules.css(all, 0, all.length);
        String why = found.isEmpty() ? texts.lost() : found;
        if (why.isEmpty()) {
            texts.stays(all);
        } else {
            edits.cut(why, element.tagName(), contentStart, tokenizer.base() + to);
        }
    }
}
