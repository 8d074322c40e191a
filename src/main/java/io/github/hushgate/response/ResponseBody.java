package io.github.hushgate.response;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The body of one response on its way out: decides at its first byte whether it is a document, and sends documents
 * through the rewriter. Never fails a request because of the rewriter: what follows is passed or withheld, as the
 * shield says.
 */
final class ResponseBody {
    /** Bytes handed to the rewriter at a time, and so gathered before they are sent on, at most (blocking output). */
    static final int MAX_SLICE_BYTES = 16 * 1024;

    private static final Logger LOG = System.getLogger(ResponseBody.class.getName());
    private static final byte[] NOTHING = new byte[0];
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_MODIFIED = 304;

    private enum Mode {
        UNDECIDED,
        REWRITE,
        PASS,
        WITHHOLD
    }

    private final ShieldedResponse response;
    private final ResponseHeaders headers;
    private final Gather gather = new Gather();
    private Mode mode = Mode.UNDECIDED;
    private Outcome outcome = Outcome.EMPTY;
    private MediaType media = MediaType.NONE;
    private @Nullable PageRewriter rewriter;
    private @Nullable BodyDecoder decoder;
    private @Nullable Sink lastSink;
    private String charset = "";
    private boolean oneWrite;
    private long taken;

    ResponseBody(ShieldedResponse response, ResponseHeaders headers) {
        this.response = response;
        this.headers = headers;
    }

    /** From now on one write of the application may become at most one of ours. */
    void writeOnce() {
        oneWrite = true;
    }

    /** Whether bytes go out as they come: the writer then need not encode them for us. */
    boolean passes() {
        return mode == Mode.PASS;
    }

    boolean isUndecided() {
        return mode == Mode.UNDECIDED;
    }

    Outcome outcome() {
        return outcome;
    }

    /**
     * Takes bytes of the application; {@code written} is the charset that they are in, if it is not the Content-Type's.
     */
    void write(byte[] bytes, int from, int length, Sink sink, String written) throws IOException {
        lastSink = sink;
        if (mode == Mode.UNDECIDED) {
            response.leave();
        }
        if (mode == Mode.UNDECIDED) {
            charset = written;
            decide(bytes, from, length);
        }
        switch (mode) {
            case REWRITE -> rewrite(bytes, from, length, sink);
            case WITHHOLD -> {}
            default -> sink.write(bytes, from, length);
        }
        taken += length;
        if (headers.declaredLength() == taken) {
            finish();
        }
    }

    private void decide(byte[] bytes, int from, int length) {
        MediaType type = MediaType.of(response.getContentType());
        MediaType seen = type == MediaType.NONE && !headers.isEncoded() ? MediaType.sniff(bytes, from, length) : type;
        if (seen == MediaType.NONE && !headers.isEncoded()) {
            return;
        }
        media = type == MediaType.NONE && seen == MediaType.OTHER ? MediaType.NONE : seen;
        choose();
    }

    private void choose() {
        if (!media.isDocument() && !isWorker()) {
            pass(media == MediaType.NONE ? Outcome.NO_TYPE : Outcome.NOT_HTML);
        } else if (response.getStatus() == PARTIAL_CONTENT) {
            pass(Outcome.PARTIAL);
        } else if (!headers.isEncoded()) {
            rewriteFromHere();
        } else if (BodyDecoder.reads(headers.encoding()) && !headers.isReleased()) {
            decoder = BodyDecoder.of(headers.encoding());
            rewriteFromHere();
        } else {
            unreadable();
        }
    }

    private void pass(Outcome why) {
        mode = Mode.PASS;
        outcome = why;
        headers.settle(kind(), true);
    }

    private void rewriteFromHere() {
        mode = Mode.REWRITE;
        outcome = Outcome.REWRITTEN;
        headers.settle(ResponseHeaders.Kind.DOCUMENT, false);
    }

    private void unreadable() {
        boolean withhold = shield().unreadable() == Shield.Unscanned.WITHHOLD;
        mode = withhold ? Mode.WITHHOLD : Mode.PASS;
        outcome = Outcome.ENCODED;
        headers.settle(ResponseHeaders.Kind.DOCUMENT, !withhold);
        LOG.log(
                Level.WARNING,
                "A page of route {0} is {1}: its encoding cannot be "
                        + "read here; let the container or an outer filter compress",
                shield().route(),
                withhold ? "withheld" : "sent unscanned under the policies");
    }

    private boolean isWorker() {
        String allowed = response.getHeader("Service-Worker-Allowed");
        return shield().scripts().rewrites(allowed == null ? "" : allowed);
    }

    private ResponseHeaders.Kind kind() {
        if (response.getStatus() == NOT_MODIFIED) {
            return ResponseHeaders.Kind.NOT_MODIFIED;
        }
        boolean other = MediaType.of(response.getContentType()) == MediaType.OTHER && !isWorker();
        return other ? ResponseHeaders.Kind.OTHER : ResponseHeaders.Kind.DOCUMENT;
    }

    private void rewrite(byte[] bytes, int from, int length, Sink sink) throws IOException {
        int step = oneWrite ? Math.max(length, 1) : MAX_SLICE_BYTES;
        int end = from + length;
        for (int at = from; at < end; at += step) {
            int count = Math.min(step, end - at);
            feed(bytes, at, count);
            gather.drain(mode == Mode.WITHHOLD ? ResponseBody::drop : sink, oneWrite);
        }
    }

    private void feed(byte[] bytes, int from, int count) throws IOException {
        if (mode != Mode.REWRITE) {
            gather.write(bytes, from, count);
        } else if (decoder == null) {
            scan(bytes, from, count);
        } else {
            decode(decoder, bytes, from, count);
        }
    }

    private void decode(BodyDecoder reader, byte[] bytes, int from, int count) throws IOException {
        try {
            reader.decode(bytes, from, count, this::scan);
        } catch (BodyDecoder.Malformed e) {
            finish();
            fail(e);
            mode = Mode.WITHHOLD; // The header that named the encoding is gone: the rest could not be read by anybody.
        }
    }

    private void scan(byte[] bytes, int from, int count) throws IOException {
        if (decoder == null) {
            gather.begin(bytes);
        }
        int mark = gather.mark();
        try {
            open().write(bytes, from, count);
        } catch (RuntimeException | StackOverflowError e) {
            PageRewriter failed = rewriter;
            fail(e);
            if (shield().failure() == Shield.Unscanned.PASS) {
                abandon(failed, mark, bytes, from, count);
            } else {
                gather.rollBack(mark);
                mode = Mode.WITHHOLD;
            }
        }
    }

    /** What the failed rewriter still held goes out as it came, and this slice with it. */
    private void abandon(@Nullable PageRewriter failed, int mark, byte[] bytes, int from, int count)
            throws IOException {
        try {
            if (failed != null) {
                failed.abandon(bytes, from, count);
                return;
            }
        } catch (RuntimeException | StackOverflowError e) {
            gather.rollBack(mark); // It cannot even say what it held: this slice at least is sent.
        }
        gather.write(bytes, from, count);
    }

    private PageRewriter open() {
        PageRewriter open = rewriter;
        if (open == null) {
            String named = charset.isEmpty() ? MediaType.charset(response.getContentType()) : charset;
            open = response.exchange().open(named, media == MediaType.XML, gather);
            rewriter = open;
        }
        return open;
    }

    private void fail(Throwable e) {
        rewriter = null;
        outcome = Outcome.FAILED;
        LOG.log(
                Level.WARNING,
                "Rewriting a page of route {0} failed with {1}; the rest is {2}",
                shield().route(),
                e.getClass().getName(),
                shield().failure() == Shield.Unscanned.PASS ? "sent under the policies" : "withheld");
    }

    private static void drop(byte[] bytes, int from, int length) {
        // Withheld.
    }

    private Shield shield() {
        return response.exchange().shield();
    }

    /**
     * The type, the status or the encoding has changed: what was decided may have to be decided anew, if that can still
     * be told to the browser.
     */
    void reconsider() throws IOException {
        if (mode == Mode.UNDECIDED || mode == Mode.WITHHOLD || response.isCommitted()) {
            return;
        }
        MediaType now = MediaType.of(response.getContentType());
        if (now == MediaType.NONE || now == media) {
            return;
        }
        finish();
        media = now;
        decoder = null;
        choose();
    }

    /** Before the headers may leave without a byte of the body: they are made what the status and the type ask for. */
    void settle() throws IOException {
        response.leave();
        if (mode != Mode.UNDECIDED) {
            return;
        }
        MediaType type = MediaType.of(response.getContentType());
        boolean rewritten = (type.isDocument() || isWorker()) && response.getStatus() != NOT_MODIFIED;
        headers.settle(kind(), !rewritten);
    }

    /** The document ends here; what was held goes out. What is written later begins another. */
    void finish() throws IOException {
        PageRewriter open = rewriter;
        rewriter = null;
        if (open == null) {
            return;
        }
        try {
            open.finish();
        } catch (RuntimeException | StackOverflowError e) {
            fail(e);
            if (shield().failure() == Shield.Unscanned.PASS) {
                abandon(open, gather.mark(), NOTHING, 0, 0);
            }
        }
        Sink sink = lastSink;
        if (mode != Mode.REWRITE || sink == null) {
            gather.discard();
        } else {
            gather.drain(sink, oneWrite);
        }
    }

    /** Another body stands in for the application's, which is dropped from here on. */
    void withhold() {
        mode = Mode.WITHHOLD;
        outcome = Outcome.EXIT;
        headers.settle(ResponseHeaders.Kind.DOCUMENT, false);
    }

    /** Whether something is still held. */
    boolean isOpen() {
        return rewriter != null;
    }

    /** The buffer was reset: the next byte is the first. */
    void discard() {
        mode = Mode.UNDECIDED;
        outcome = Outcome.EMPTY;
        rewriter = null;
        decoder = null;
        taken = 0;
        gather.discard();
    }
}
