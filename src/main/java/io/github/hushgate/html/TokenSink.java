package io.github.hushgate.html;

/** Is told of each token, in the document's order. What it is handed is reused: valid only during the call. */
public interface TokenSink {
    /** A start tag. */
    void startTag(StartTag tag);

    /** An end tag; inside raw text only the appropriate one. */
    void endTag(EndTag tag);

    /** A start tag so long that it is handed over in parts: all of it so far, its last value perhaps unfinished. */
    default void startTagPart(StartTag tag) {}

    /** Text as it stands in the document, in as many pieces as it happens to come in. */
    default void text(byte[] bytes, int from, int to, TextMode mode) {}

    /** The data of a comment, in pieces; {@code last} with the piece (perhaps an empty one) that ends it. */
    default void comment(byte[] bytes, int from, int to, boolean last) {}

    /** A CDATA section begins at this offset in the document; its content comes as text. */
    default void cdataStart(long start) {}

    /** The CDATA section ends, before this offset in the document. */
    default void cdataEnd(long end) {}

    /** The document type. */
    default void doctype(Doctype doctype) {}

    /**
     * The bytes before {@code settled} are read for good, and {@code window} is about to change.
     *
     * @param window bytes of the document
     * @param base the document's offset of the window's first element
     * @param settled offset in the document
     * @return the offset from which the bytes are still needed: {@code settled}, or an earlier one that the window
     *     holds
     */
    default long settled(byte[] window, long base, long settled) {
        return settled;
    }
}
