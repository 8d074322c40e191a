package io.github.hushgate.rewrite;

import java.io.IOException;

/** Where what is kept goes. */
interface Output {
    /** Bytes of the input, unchanged; {@code offset} is where the first of them stands in it. */
    void keep(byte[] window, int from, int to, long offset) throws IOException;

    /** Bytes of ours: ASCII. */
    void insert(byte[] ascii) throws IOException;

    /** A write of the caller's is done. */
    void flushGathered() throws IOException;
}
