package io.github.hushgate.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the browser found sound when it last saw every shape: of each the hash of the page and of what the rewriter left
 * of it. Where either has changed since, the browser is asked again; of the others a twelfth each time, for a browser
 * that has changed.
 */
final class JudgedShapes {
    private static final String FILE = "page-shapes-judged.txt";
    private static final Path SOURCE = Path.of("src/test/resources/io/github/hushgate/e2e", FILE);
    private static final int ONE_IN = 12;

    private final Map<String, String> hashes;

    private JudgedShapes(Map<String, String> hashes) {
        this.hashes = hashes;
    }

    static JudgedShapes read() throws IOException {
        try (InputStream in = Objects.requireNonNull(JudgedShapes.class.getResourceAsStream(FILE))) {
            return new JudgedShapes(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(words -> words[0], words -> words[1])));
        }
    }

    boolean isDue(PageShape shape) {
        return Math.floorMod(shape.name().hashCode(), ONE_IN) == 0
                || !hash(shape).equals(hashes.get(shape.name()));
    }

    /** Keeps these as judged, for the next time. */
    static void write(List<PageShape> shapes) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        shapes.forEach(shape -> lines.put(shape.name(), shape.name() + " " + hash(shape) + "\n"));
        Files.writeString(SOURCE, String.join("", lines.values()));
    }

    private static String hash(PageShape shape) {
        byte[] page = shape.bytes("k0");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(shape.flags().stream().sorted().toList().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(page);
            digest.update(Rewriting.of(shape, "k0", page));
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
