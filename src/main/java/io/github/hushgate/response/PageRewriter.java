package io.github.hushgate.response;

import io.github.hushgate.rewrite.Refresh;
import io.github.hushgate.url.BrowserUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes the bytes of one HTML document and writes what is left of them. One thread, one document. */
public interface PageRewriter {
    /** The next bytes. What is decided is written at once. */
    void write(byte[] bytes, int from, int length) throws IOException;

    /** The document ends here: what is still held is written or left out. */
    void finish() throws IOException;

    /**
     * The document is given up after a call that threw: what is still held is written as it came, and so are the bytes
     * of that call, handed over once more.
     */
    void abandon(byte[] bytes, int from, int length) throws IOException;

    /** Makes the rewriter of one document. Safe for many threads. */
    @FunctionalInterface
    interface Source {
        /** A rewriter that writes to {@code out}. */
        PageRewriter open(Page page, OutputStream out);
    }

    /**
     * What a rewriter is told of its document.
     *
     * @param address as the browser sees it
     * @param charset as the Content-Type names it; empty when it names none
     * @param xml whether an XML parser will read it
     * @param nonce the response's; empty when its policies have none
     * @param refresh what was taken off the response's headers until now, to be asked at the end
     */
    record Page(BrowserUrl address, String charset, boolean xml, String nonce, Supplier<Optional<Refresh>> refresh) {}
}
