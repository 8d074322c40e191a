package io.github.hushgate.rewrite;

import io.github.hushgate.html.Encoding;
import io.github.hushgate.html.TreeFeedback;
import io.github.hushgate.tracker.TrackerDetector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents inside the document, and parts of it in their other reading, with sinks of their own that only
 * collect cuts.
 */
final class NestedPages implements Nested {
    private static final int MAX_DEPTH = 4;

    private final TrackerDetector detector;
    private final int depth;
    private final boolean scripting;
    private final List<Removal> told = new ArrayList<>();
    private @Nullable PageSink fragments;
    private @Nullable PageSink documents;
    private HtmlRewriter.Page page = HtmlRewriter.Page.NONE;
    private HtmlRewriter.Page inner = page;
    private Encoding encoding = Encoding.UTF_8;
    private long needed;

    NestedPages(TrackerDetector detector, int depth, boolean scripting) {
        this.detector = detector;
        this.depth = depth;
        this.scripting = scripting;
    }

    void reset(HtmlRewriter.Page next, Encoding pageEncoding) {
        if (!page.equals(next)) {
            page = next;
            inner = next.inner();
        }
        encoding = pageEncoding;
    }

    /** The document that this belongs to goes on in this encoding. */
    void reads(Encoding pageEncoding) {
        encoding = pageEncoding;
    }

    void release() {
        reset(HtmlRewriter.Page.NONE, Encoding.UTF_8);
        told.clear();
        if (fragments != null) {
            fragments.release();
        }
        if (documents != null) {
            documents.release();
        }
    }

    int heldBytes() {
        return (fragments == null ? 0 : fragments.heldBytes()) + (documents == null ? 0 : documents.heldBytes());
    }

    /** Whether the document that this belongs to is read as a browser with scripting reads it. */
    boolean scripting() {
        return scripting;
    }

    @Override
    public boolean isTooDeep() {
        return depth >= MAX_DEPTH;
    }

    private PageSink make(boolean withScripting) {
        var inner = new NestedPages(detector, depth + 1, withScripting);
        return new PageSink(
                detector, new Edits(told::add), inner, (window, base, upTo) -> needed = upTo, withScripting);
    }

    @Override
    public String document(byte[] bytes, int from, int to) {
        PageSink sink = documents == null ? make(true) : documents;
        documents = sink;
        told.clear();
        sink.reset(inner, Encoding.UTF_8, 0);
        sink.tokenizer().write(bytes, from, to - from);
        sink.finish();
        return firstTracker();
    }

    @Override
    public List<Removal> found() {
        return told;
    }

    @Override
    public Cuts cuts() {
        return documents == null ? new Cuts() : documents.edits().cuts;
    }

    /** Reads a part of the document as markup; {@code goesOn} where an earlier part of it was read before. */
    PageSink fragment(
            byte[] window,
            int from,
            int to,
            long base,
            TreeFeedback outer,
            boolean ignored,
            boolean last,
            boolean goesOn) {
        PageSink sink = fragments == null ? make(false) : fragments;
        fragments = sink;
        told.clear();
        if (!goesOn) {
            sink.reset(inner, encoding, base + from);
            sink.tokenizer().tree().assumeInside(outer, ignored);
        }
        sink.tokenizer().write(window, from, to - from);
        if (last) {
            sink.finishPart();
        }
        return sink;
    }

    /** From where on the last fragment still needs the document's bytes. */
    long needed() {
        return needed;
    }

    boolean foundAnything() {
        return !firstTracker().isEmpty();
    }

    String firstTracker() {
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).start() < told.get(i).end()) {
                return told.get(i).tracker();
            }
        }
        return ElementRules.NONE;
    }

    /** The fragment's cuts become the document's. */
    void adopt(PageSink child, Edits edits) {
        for (int i = 0; i < told.size(); i++) {
            Removal each = told.get(i);
            edits.tell(each.tracker(), each.element(), each.start(), each.end());
        }
        Cuts cuts = child.edits().cuts;
        for (int i = 0; edits.strips() && i < cuts.count(); i++) {
            edits.cuts.add(cuts.start(i), cuts.end(i));
        }
        cuts.clear();
        told.clear();
    }
}
