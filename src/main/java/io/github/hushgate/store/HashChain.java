package io.github.hushgate.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Each line names the SHA-256 of the line before, over the files' borders too. This shows accidents and careless edits;
 * somebody who rewrites the tail of a file can rewrite the hashes with it.
 */
final class HashChain {
    /** What the very first line names. */
    static final String START = "0".repeat(64);

    /**
     * A file in four facts.
     *
     * @param lines how many
     * @param before the hash that its first line names
     * @param head the hash of its last line
     */
    record Summary(long lines, String before, String head) {}

    private HashChain() {}

    static String hash(byte[] line) {
        return HexFormat.of().formatHex(digest().digest(line));
    }

    /** For one thread that hashes many lines. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What a file begins and ends with. */
    static Summary summary(Path file) throws IOException {
        long lines = 0;
        String before = START;
        String last = "";
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                before = lines == 0 ? previous(line) : before;
                last = line;
                lines++;
            }
        }
        return new Summary(lines, before, lines == 0 ? START : hash(last.getBytes(StandardCharsets.UTF_8)));
    }

    /** The hash that a line names. */
    static String previous(String line) {
        int at = line.indexOf("\"prev\":\"");
        int from = at + 8;
        return at < 0 || line.length() < from + 64 ? START : line.substring(from, from + 64);
    }

    /** The number of the first line of a file whose named hash is not its predecessor's; 0 when the chain holds. */
    static long firstBreak(Path file) throws IOException {
        String expected = "";
        long number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (number > 1 && !previous(line).equals(expected)) {
                    return number;
                }
                expected = hash(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return 0;
    }
}
