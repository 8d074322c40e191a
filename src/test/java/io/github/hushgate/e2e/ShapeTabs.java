package io.github.hushgate.e2e;

import java.io.IOException;
import java.util.List;

/** Tabs of one browser in which pages are opened together. */
interface ShapeTabs extends AutoCloseable {
    /** An address to open, and whether the element {@code go} is to be pressed there. */
    record Visit(String address, boolean press) {}

    /**
     * Opens the pages, no more than there are tabs, waits until they are loaded or that has taken too long, and then so
     * long; their texts, in the same order. The last of them is the one in front.
     */
    List<String> open(List<Visit> some, int millisAfterLoad);

    @Override
    void close() throws IOException;
}
