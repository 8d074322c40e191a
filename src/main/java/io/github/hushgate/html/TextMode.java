package io.github.hushgate.html;

/** How the bytes between two tags are read; the names of the tokenizer's five text states, and CDATA sections. */
public enum TextMode {
    /** Ordinary content: tags, comments and character references count. */
    DATA,
    /** {@code title} and {@code textarea}: character references count, and only their own end tag. */
    RCDATA,
    /**
     * {@code style}, {@code xmp}, {@code iframe}, {@code noembed}, {@code noframes}, {@code noscript}: only the own end
     * tag.
     */
    RAWTEXT,
    /** {@code script}, with its escaped states. */
    SCRIPT_DATA,
    /** Everything to the end of the document. */
    PLAINTEXT,
    /** A CDATA section in foreign content. */
    CDATA
}
