package io.github.hushgate.html;

/** The namespace that an element is created in. */
public enum Namespace {
    /** HTML. */
    HTML,
    /** {@code svg} and what it holds. */
    SVG,
    /** {@code math} and what it holds. */
    MATHML,
    /** Any, in a document that an XML parser reads: its elements may be those of HTML and of SVG alike. */
    XML
}
