package io.github.hushgate.response;

import java.io.IOException;

/** Where the bytes of a body go: the container's stream, or its writer. */
@FunctionalInterface
interface Sink {
    void write(byte[] bytes, int from, int length) throws IOException;
}
