package io.github.hushgate.rewrite;

import io.github.hushgate.html.Swar;
import java.io.IOException;

/**
 * Leaves out the escape bytes that switch to another reading of what follows. A document of which neither a mark nor
 * the header says the encoding is ISO-2022-JP to a browser that finds that declared where others do not look; what is a
 * comment to them may then be a tracker's tag. To a tokenizer an escape is as good as the character behind it: without
 * it nothing else is read differently.
 */
final class Unswitched implements Output {
    private static final byte ESCAPE = 0x1B;
    private static final String REASON = "encoding-switch";
    private static final String ELEMENT = "text";

    private final Output out;
    private final Edits edits;
    /** What may become a switch: the escape, and the byte behind it. */
    private final byte[] pending = new byte[2];

    private int pendingLength;
    /** Where the escape stands in the document. */
    private long place;

    Unswitched(Output out, Edits edits) {
        this.out = out;
        this.edits = edits;
    }

    void reset() {
        pendingLength = 0;
    }

    @Override
    public void keep(byte[] window, int from, int to, long offset) throws IOException {
        int at = from;
        while (at < to && pendingLength > 0) {
            goOn(window[at], offset + at - from);
            at++;
        }
        while (at < to) {
            int escape = Swar.indexOf(window, at, to, ESCAPE);
            out.keep(window, at, escape, offset + at - from);
            at = escape;
            while (at < to && (at == escape || pendingLength > 0)) {
                goOn(window[at], offset + at - from);
                at++;
            }
        }
    }

    private void goOn(byte b, long offset) throws IOException {
        boolean second = pendingLength == 1 && (b == '$' || b == '(');
        if (pendingLength == 1 && b == ESCAPE) {
            leaveOut();
        } else if (pendingLength == 2 && isSwitch(pending[1], b)) {
            leaveOut();
            pending[0] = pending[1];
            pendingLength = 1;
            release();
        } else if (!second) {
            release();
        }
        place = pendingLength == 0 ? offset : place;
        pending[pendingLength++] = b;
        if (!second && b != ESCAPE) {
            release();
        }
    }

    private static boolean isSwitch(byte second, byte third) {
        return second == '$' ? third == '@' || third == 'B' : third == 'B' || third == 'J' || third == 'I';
    }

    /** The escape that is held. Where nothing is left out it is told of, and goes on. */
    private void leaveOut() throws IOException {
        edits.tell(REASON, ELEMENT, place, place + 1);
        if (!edits.strips()) {
            out.keep(pending, 0, 1, place);
        }
        pendingLength = 0;
    }

    private void release() throws IOException {
        if (pendingLength > 0) {
            out.keep(pending, 0, pendingLength, place);
            pendingLength = 0;
        }
    }

    /** The document has ended: no switch any more. */
    void finish() throws IOException {
        release();
    }

    @Override
    public void insert(byte[] ascii) throws IOException {
        release();
        out.insert(ascii);
    }

    @Override
    public void flushGathered() throws IOException {
        out.flushGathered();
    }
}
