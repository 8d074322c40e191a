package io.github.hushgate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What a start-up has opened so far, so that one that fails leaves no thread and no lock behind. One thread. */
final class Opened implements AutoCloseable {
    private final Deque<Runnable> closers = new ArrayDeque<>();

    <T> T add(T resource, Consumer<T> closer) {
        closers.push(() -> closer.accept(resource));
        return resource;
    }

    /** The last one first. */
    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}
