package io.github.hushgate.html;

/** An end tag token. Reused: valid only while the sink is called. */
public final class EndTag {
    private final StartTag tag;

    EndTag(StartTag tag) {
        this.tag = tag;
    }

    /** Its element. */
    public Element element() {
        return tag.element();
    }

    /** Its name, lower case. */
    public String name() {
        return tag.name();
    }

    /** Offset of its {@code <} in the document. */
    public long start() {
        return tag.start();
    }

    /** Offset behind its {@code >} in the document. */
    public long end() {
        return tag.end();
    }
}
