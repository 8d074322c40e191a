package io.github.hushgate.rewrite;

import io.github.hushgate.html.CharacterReferences;
import io.github.hushgate.html.StartTag;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Cuts inside of the document that an attribute holds: what it shows besides a tracker stays. */
final class InnerCuts {
    private static final String ELEMENT = "iframe@srcdoc";

    private final Judge judge;
    private final Nested nested;
    private final Edits edits;

    InnerCuts(Judge judge, Nested nested, Edits edits) {
        this.judge = judge;
        this.nested = nested;
        this.edits = edits;
    }

    /**
     * Makes in the value the cuts of its document, which was read last; false, and none, where they cannot be made: the
     * value has no quotes, or its bytes had to be decoded, or what is left of it would be read as something else.
     */
    boolean cut(StartTag tag, int i) {
        boolean quoted = tag.attributeEnd(i) > tag.valueEnd(i);
        int[] origins = judge.origins(tag, i);
        if (tag.isLong() || !quoted || origins.length == 0) {
            return false;
        }
        Cuts cuts = new Cuts();
        for (int each = 0; each < nested.cuts().count(); each++) {
            cuts.add(
                    origins[(int) nested.cuts().start(each)],
                    origins[(int) nested.cuts().end(each)]);
        }
        if (!readsAsExpected(tag, i, cuts)) {
            return false;
        }
        for (int each = 0; edits.strips() && each < cuts.count(); each++) {
            edits.cuts.add(tag.offset((int) cuts.start(each)), tag.offset((int) cuts.end(each)));
        }
        tell(tag, origins);
        return true;
    }

    /** Not so where what stands on both sides of a cut becomes another reference, or a cut parts one. */
    private boolean readsAsExpected(StartTag tag, int i, Cuts cuts) {
        byte[] document = CharacterReferences.decode(tag.window(), tag.valueStart(i), tag.valueEnd(i), true);
        byte[] expected = rest(document, 0, document.length, nested.cuts());
        byte[] left = rest(tag.window(), tag.valueStart(i), tag.valueEnd(i), cuts);
        return Arrays.equals(expected, CharacterReferences.decode(left, 0, left.length, true));
    }

    private static byte[] rest(byte[] bytes, int from, int to, Cuts cuts) {
        var rest = new ByteArrayOutputStream();
        int at = from;
        for (int each = 0; each < cuts.count(); each++) {
            rest.write(bytes, at, (int) cuts.start(each) - at);
            at = (int) cuts.end(each);
        }
        rest.write(bytes, at, to - at);
        return rest.toByteArray();
    }

    private void tell(StartTag tag, int[] origins) {
        for (Removal each : nested.found()) {
            if (each.start() < each.end()) {
                long start = tag.offset(origins[(int) each.start()]);
                edits.tell(each.tracker(), ELEMENT, start, tag.offset(origins[(int) each.end()]));
            }
        }
    }
}
