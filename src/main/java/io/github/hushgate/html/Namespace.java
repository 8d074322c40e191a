package io.github.hushgate.html;

/** The namespace that an element is created in. */
public enum Namespace {
    /** HTML. */
    HTML,
    /** {@code svg} and what it holds. */
    SVG,
    /** {@code math} and what it holds. */
    MATHML
}
