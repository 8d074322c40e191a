package io.github.hushgate.examples.crimereport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The demonstration's own files, from the class path. */
final class Resource {
    private Resource() {}

    static Optional<byte[]> bytes(String name) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name).orElseThrow(), StandardCharsets.UTF_8);
    }
}
