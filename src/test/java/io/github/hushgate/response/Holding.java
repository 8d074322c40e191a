package io.github.hushgate.response;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** A rewriter that changes nothing and always keeps the last eight bytes of the page. */
final class Holding implements PageRewriter {
    private static final int HELD = 8;

    private final OutputStream out;
    private final Deque<Byte> held = new ArrayDeque<>();

    Holding(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            held.add(bytes[i]);
            if (held.size() > HELD) {
                out.write(held.remove());
            }
        }
    }

    @Override
    public void abandon(byte[] bytes, int from, int length) throws IOException {
        finish();
    }

    @Override
    public void finish() throws IOException {
        while (!held.isEmpty()) {
            out.write(held.remove());
        }
    }
}
