package io.github.hushgate.rewrite;

import io.github.hushgate.html.StartTag;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes cuts that leave nothing behind which could join, and tells of each. */
final class Edits {
    /** Why text goes that would join what follows a cut. */
    static final String JOINING = "joining-text";

    private static final byte[] NOTHING = {};

    final Cuts cuts = new Cuts();
    private final Consumer<Removal> removals;
    private boolean strip = true;
    private Optional<TranscodedOutput> transcoded = Optional.empty();
    /** Where the bytes that are still here begin. */
    long flushed;

    /** Where the attribute ended that was cut last. */
    long attributeCutEnd = -1;

    Edits(Consumer<Removal> removals) {
        this.removals = removals;
    }

    void reset(boolean doStrip, long base) {
        cuts.clear();
        strip = doStrip;
        flushed = base;
        attributeCutEnd = -1;
        transcoded = Optional.empty();
    }

    /** Offsets are those of this reading of the document. */
    void of(TranscodedOutput reading) {
        transcoded = Optional.of(reading);
    }

    /** A removal that begins here will be told of later. */
    void mark(long offset) {
        if (transcoded.isPresent()) {
            transcoded.get().mark(offset);
        }
    }

    boolean strips() {
        return strip;
    }

    /** Told of, and left alone. */
    void tell(String tracker, String element, long at) {
        tell(tracker, element, at, at);
    }

    void tell(String tracker, String element, long start, long end) {
        removals.accept(new Removal(tracker, element, start, end));
    }

    void cut(String tracker, String element, long start, long end) {
        cut(tracker, element, start, end, NOTHING);
    }

    void cut(String tracker, String element, long start, long end, byte[] instead) {
        removals.accept(new Removal(tracker, element, start, end));
        if (strip) {
            cuts.add(start, end, instead);
        }
    }

    /** An element more, of ours; nothing where there is none. */
    void insert(long at, byte[] element) {
        if (element.length > 0) {
            cuts.add(at, at, element);
        }
    }

    /** A {@code <} that was text because of what followed it goes with it: it must not find another neighbour. */
    void cutElement(String tracker, String element, byte[] window, long base, long start, long end, byte[] instead) {
        cut(tracker, element, start - strays(window, base, start), end, instead);
    }

    /** These, too, go where they stand right before a cut. */
    void cutAlso(char stray, byte[] window, long base, long from) {
        for (int i = 0; i < cuts.count(); i++) {
            long start = cuts.start(i);
            long at = start;
            while (at > from && window[(int) (at - 1 - base)] == stray) {
                at--;
            }
            if (at < start) {
                cut(JOINING, "text", at, start);
            }
        }
    }

    /** How many {@code <} stand right before. */
    int strays(byte[] window, long base, long start) {
        int at = (int) (start - base);
        int count = 0;
        while (start - count > flushed && at - count > 0 && window[at - count - 1] == '<') {
            count++;
        }
        return count;
    }

    /**
     * All attributes of the name go: without the first, the next would count. Those of a long tag, which may come in
     * parts, are judged each.
     */
    void cutAttribute(StartTag tag, int i, String tracker) {
        for (int each = i; each < tag.attributeCount(); each++) {
            if (each == i || (!tag.isLong() && ElementRules.sameName(tag, i, each))) {
                cutOne(tag, each, tracker);
            }
        }
    }

    private void cutOne(StartTag tag, int i, String tracker) {
        byte[] w = tag.window();
        int start = tag.nameStart(i);
        int end = tag.attributeEnd(i);
        // What begins with an equals sign would become the value of the attribute before.
        for (int next = i + 1; next < tag.attributeCount() && w[tag.nameStart(next)] == '='; next++) {
            end = tag.attributeEnd(next);
        }
        // A slash that parted two attributes must not become the slash of a self-closing tag.
        while (start > 0
                && w[start - 1] == '/'
                && Bytes.skipSpace(w, end, w.length) < w.length
                && w[Bytes.skipSpace(w, end, w.length)] == '>') {
            start--;
        }
        attributeCutEnd = tag.offset(end);
        String name = Bytes.text(w, tag.nameStart(i), tag.nameEnd(i)).toLowerCase(java.util.Locale.ROOT);
        cut(tracker, tag.element().tagName() + "@" + name, tag.offset(start), tag.offset(end));
    }
}
