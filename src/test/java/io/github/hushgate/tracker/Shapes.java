package io.github.hushgate.tracker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The scripts of a test resource: each begins after a line of {@code ////} and its title. */
record Shapes(String name, List<Shape> shapes) {
    record Shape(String title, byte[] script) {}

    static Shapes of(String resource) {
        try (InputStream in = Objects.requireNonNull(Shapes.class.getResourceAsStream(resource), resource)) {
            return read(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of a folder; a file's name, without {@code .txt}, is the id of the tracker in its scripts. */
    static List<Shapes> allIn(String folder) {
        try (Stream<Path> files = Files.list(
                Path.of(Objects.requireNonNull(Shapes.class.getResource(folder)).toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .map(file -> of(folder + "/" + file).named(file.replace(".txt", "")))
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(folder, e);
        }
    }

    private static Shapes read(String name, String text) {
        List<Shape> shapes = new ArrayList<>();
        for (String part : text.split("(?m)^//// ")) {
            int line = part.indexOf('\n');
            if (line > 0) {
                shapes.add(new Shape(
                        part.substring(0, line), part.substring(line + 1).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return new Shapes(name, shapes);
    }

    private Shapes named(String other) {
        return new Shapes(other, shapes);
    }
}
