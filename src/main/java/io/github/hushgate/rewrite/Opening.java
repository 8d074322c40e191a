package io.github.hushgate.rewrite;

import io.github.hushgate.html.Encoding;
import io.github.hushgate.html.EncodingPrescan;
import java.util.Optional;

/**
 * The beginning of a document, until it is known which encoding a browser would read it in: a byte order mark outranks
 * the header, the header outranks what the first {@value EncodingPrescan#MAX_BYTES} bytes declare. What reads the same
 * in all of them need not wait for that.
 */
final class Opening {
    private static final byte ESCAPE = 0x1B;

    private final byte[] head = new byte[EncodingPrescan.MAX_BYTES];
    private int length;
    private int plain;
    private String headerLabel = "";
    private Optional<Encoding> header = Optional.empty();

    /** Begins another document, whose Content-Type names this charset; a label that no browser knows counts as none. */
    void reset(String label) {
        if (!label.equals(headerLabel)) {
            headerLabel = label;
            header = Encoding.ofLabel(label);
        }
        length = 0;
        plain = 0;
    }

    /** Looks at the next bytes. The encoding, if that decides it. */
    Optional<Encoding> add(byte[] bytes, int from, int count) {
        int more = Math.min(count, head.length - length);
        System.arraycopy(bytes, from, head, length, more);
        length += more;
        return decide(length == head.length);
    }

    /** The document ended: nothing more will be known. */
    Encoding atEnd() {
        return decide(true).orElse(Encoding.UNDECLARED);
    }

    private Optional<Encoding> decide(boolean complete) {
        Optional<Encoding> marked = EncodingPrescan.byMark(head, length);
        if (marked.isPresent()) {
            return marked;
        }
        if (!complete && EncodingPrescan.mayBecomeMark(head, length)) {
            return Optional.empty();
        }
        if (header.isPresent()) {
            return header;
        }
        if (!complete && EncodingPrescan.mayBecomeUtf16(head, length)) {
            return Optional.empty();
        }
        while (plain < length && head[plain] > 0 && head[plain] != ESCAPE) {
            plain++;
        }
        // A page of nothing but ASCII so far: the answer can wait as it can.
        Optional<Encoding> declared =
                complete || plain < length ? EncodingPrescan.declared(head, length, complete) : Optional.empty();
        return declared.isPresent() || !complete ? declared : Optional.of(Encoding.UNDECLARED);
    }

    /**
     * Whether a mark or the header says which encoding it is: what a document declares, browsers look for differently.
     */
    boolean isSure() {
        return header.isPresent() || EncodingPrescan.byMark(head, length).isPresent();
    }

    /** Up to where the bytes that were added read the same in every encoding that is still possible. */
    int plain() {
        return plain;
    }

    byte[] head() {
        return head;
    }

    int length() {
        return length;
    }
}
