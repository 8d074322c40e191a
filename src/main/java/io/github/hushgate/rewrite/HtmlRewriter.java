package io.github.hushgate.rewrite;

import io.github.hushgate.html.Encoding;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Copies one HTML document, or one of XHTML or SVG, to a stream, leaving out what a tracker would have loaded. What
 * goes out is a subsequence of what came in, apart from surrogates. One thread, one document at a time; reusable by
 * {@link #reset}.
 *
 * <p>Malformed input passes through: nothing that a page holds makes it throw. Only an unfinished tag, and an element
 * that awaits its verdict, are held back.
 */
public final class HtmlRewriter {
    /**
     * What a rewriter is told of the page.
     *
     * @param url the page's address, as its visitor's browser sees it
     * @param charset the encoding's name as the Content-Type header has it; empty where it names none. A byte order
     *     mark outranks it, and what the page declares counts where it is empty or no browser knows it
     * @param nonce for inline scripts of ours; empty where the policy has none
     * @param surrogates whether removed snippets' globals get stand-ins
     * @param strip false to tell of everything and remove nothing
     * @param allowed the addresses that the page may connect to although they are another host's
     * @param exits what the page may hand on to those after it
     * @param xml whether an XML parser reads it, as it does XHTML and SVG: it stays well-formed then
     */
    public record Page(
            BrowserUrl url,
            String charset,
            String nonce,
            boolean surrogates,
            boolean strip,
            Predicate<BrowserUrl> allowed,
            Exits exits,
            boolean xml) {
        static final Page NONE = new Page(new BrowserUrl(), "UTF-8", "", false, true);

        /** A page that may connect to no other host. */
        public Page(BrowserUrl url, String charset, String nonce, boolean surrogates, boolean strip) {
            this(url, charset, nonce, surrogates, strip, each -> false);
        }

        /** A page that may hand on what it likes. */
        public Page(
                BrowserUrl url,
                String charset,
                String nonce,
                boolean surrogates,
                boolean strip,
                Predicate<BrowserUrl> allowed) {
            this(url, charset, nonce, surrogates, strip, allowed, Exits.OPEN, false);
        }

        /** This page, guarded so. */
        public Page withExits(Exits guard) {
            return new Page(url, charset, nonce, surrogates, strip, allowed, guard, xml);
        }

        /** This page, as an XML parser reads it. Stand-ins for globals are scripts of HTML: there are none in it. */
        public Page asXml() {
            return new Page(url, charset, nonce, false, strip, allowed, exits, true);
        }

        /** As a document inside this one is read. */
        Page inner() {
            return new Page(url, charset, "", false, true, allowed);
        }
    }

    private static final byte[] NOTHING = {};

    private final Edits edits;
    private final PageSink sink;
    private final StreamOutput narrow;
    private final Unswitched unswitched;
    private final Opening opening = new Opening();
    private Output out;
    private Optional<TranscodedOutput> transcoded = Optional.empty();
    private boolean opened;
    private boolean xml;
    /** How much of the document earlier writes brought, and how much of it the tokenizer took as it is. */
    private long came;

    private long taken;

    /**
     * Writes to {@code out}; tells {@code removals} of each thing left out (or, with strip off, that would have been).
     */
    public HtmlRewriter(TrackerDetector detector, Page page, OutputStream out, Consumer<Removal> removals) {
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(removals, "removals");
        this.edits = new Edits(each ->
                removals.accept(transcoded.isEmpty() ? each : transcoded.get().inDocument(each)));
        this.sink = new PageSink(detector, edits, new NestedPages(detector, 0, true), this::drain, true);
        this.narrow = new StreamOutput(out);
        this.unswitched = new Unswitched(narrow, edits);
        this.out = narrow;
        reset(page, out);
    }

    /** Begins another document. */
    public void reset(Page page, OutputStream next) {
        Objects.requireNonNull(page, "page");
        narrow.reset(Objects.requireNonNull(next, "out"));
        unswitched.reset();
        xml = page.xml();
        out = narrow;
        transcoded = Optional.empty();
        opening.reset(page.charset());
        opened = false;
        came = 0;
        taken = 0;
        sink.reset(page, Encoding.UTF_8, 0);
    }

    /** Lets go of a document that was finished, and of its stream; the next begins with {@link #reset}. */
    public void release() {
        reset(Page.NONE, OutputStream.nullOutputStream());
        sink.release();
    }

    /** Bytes of the buffers that it keeps for the next document. */
    public int heldBytes() {
        return sink.heldBytes() + narrow.heldBytes();
    }

    private void drain(byte[] window, long base, long upTo) {
        try {
            if (edits.flushed < upTo) {
                edits.flushed = edits.cuts.write(window, base, edits.flushed, upTo, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes the next bytes of the document; what is decided is written at once, in few writes: long stretches as they
     * lie, the rest gathered.
     */
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        try {
            if (opened) {
                feed(bytes, from, length);
            } else {
                open(bytes, from, length);
            }
            came += length;
            out.flushGathered();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void feed(byte[] bytes, int from, int length) {
        if (transcoded.isPresent()) {
            byte[] view = transcoded.get().read(bytes, from, length, edits.flushed);
            sink.tokenizer().write(view, 0, transcoded.get().viewLength());
        } else {
            sink.tokenizer().write(bytes, from, length);
            taken += length;
        }
    }

    private void open(byte[] bytes, int from, int length) {
        Optional<Encoding> encoding = opening.add(bytes, from, length);
        if (encoding.isEmpty()) {
            feed(opening.head(), (int) taken, opening.plain() - (int) taken);
            return;
        }
        int waited = (int) (came - taken);
        begin(encoding.get());
        if (waited == 0) {
            feed(bytes, from, length);
        } else {
            byte[] all = Arrays.copyOfRange(opening.head(), (int) taken, (int) taken + waited + length);
            System.arraycopy(bytes, from, all, waited, length);
            feed(all, 0, all.length);
        }
    }

    private void begin(Encoding encoding) {
        opened = true;
        if (TranscodedOutput.isNeededFor(encoding)) {
            var wide = new TranscodedOutput(narrow, encoding, taken);
            transcoded = Optional.of(wide);
            out = wide;
            edits.of(wide);
        } else {
            sink.reads(encoding);
            out = opening.isSure() || xml ? narrow : unswitched;
        }
    }

    /** The document ends here: everything still held goes or is left out. */
    public void finish() throws IOException {
        finish(NOTHING);
    }

    /** As {@link #finish()}, and {@code last} (ASCII, in the document's own encoding) behind it. */
    public void finish(byte[] last) throws IOException {
        try {
            if (!opened) {
                begin(opening.atEnd());
                feed(opening.head(), (int) taken, opening.length() - (int) taken);
            }
            sink.finish();
            if (transcoded.isPresent()) {
                transcoded.get().keepRest(edits.flushed);
            }
            unswitched.finish();
            if (last.length > 0) {
                out.insert(last);
            }
            out.flushGathered();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Gives the document up after a write, or {@link #finish}, that threw: all that is still held goes out as it came,
     * that write's own bytes (which are handed over once more; none for {@code finish}) with it. Nothing may follow.
     */
    public void abandon(byte[] bytes, int from, int length) throws IOException {
        keepHeld();
        if (transcoded.isPresent()) {
            transcoded.get().keepRest(Math.max(edits.flushed, taken));
        } else {
            keepWaiting();
            int done = (int) Math.min(length, Math.max(0, edits.flushed - came));
            out.keep(bytes, from + done, from + length, came + done);
        }
        unswitched.finish();
        out.flushGathered();
    }

    private void keepHeld() throws IOException {
        if (edits.flushed < taken) {
            byte[] window = sink.tokenizer().window();
            long base = sink.tokenizer().base();
            out.keep(window, (int) (edits.flushed - base), (int) (taken - base), edits.flushed);
        }
    }

    /** What waited for the encoding to be known. */
    private void keepWaiting() throws IOException {
        int start = (int) Math.min(came, Math.max(edits.flushed, taken));
        if (!opened || start < came) {
            out.keep(opening.head(), start, (int) Math.min(came, opening.length()), start);
        }
    }
}
