package io.github.hushgate.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * The inline scripts that the owner read and approved: a text file with one script a line, {@code sha256-<base64> who
 * when why}, where {@code when} is a date such as {@code 2026-11-24} and {@code why} is the rest of the line. Empty
 * lines and lines that begin with {@code #} are passed over.
 *
 * @param entries in the order of the file
 */
public record ApprovedScripts(List<Entry> entries) {
    /** Bytes of a file, at most. */
    static final int MAX_BYTES = 256 * 1024;

    private static final String START = "sha256-";
    private static final int SHA256_BYTES = 32;

    /** Copies the list. */
    public ApprovedScripts {
        entries = List.copyOf(entries);
    }

    /**
     * One approved script.
     *
     * @param hash of the script's text, in UTF-8, between its tags
     * @param who approved it, one word
     * @param when it was approved
     * @param why it is needed
     */
    public record Entry(SourceExpression.Hash hash, String who, LocalDate when, String why) {
        /** Refuses a missing reason. */
        public Entry {
            Objects.requireNonNull(hash, "hash");
            Objects.requireNonNull(when, "when");
            if (who.isBlank() || Tokens.splitOnWhitespace(who).size() != 1) {
                throw new IllegalArgumentException(
                        "who: \"" + Tokens.printable(who) + "\" must be one word, such as \"j.doe\"");
            }
            if (why.isBlank() || why.indexOf('\n') >= 0 || why.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("why: one line must say what the script is for");
            }
        }

        /** As in the file. */
        @Override
        public String toString() {
            return START + hash.value() + " " + who + " " + when + " " + why.strip();
        }
    }

    /** Reads the file; throws IllegalArgumentException that names file, line and what would do. */
    public static ApprovedScripts read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IllegalArgumentException(file + ": more than " + MAX_BYTES + " bytes");
        }
        return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    }

    /** As {@link #read}, from a text; {@code name} stands in the messages. */
    public static ApprovedScripts parse(String name, String text) {
        var entries = new ArrayList<Entry>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(entry(name + ":" + (i + 1), line));
            }
        }
        return new ApprovedScripts(entries);
    }

    private static Entry entry(String place, String line) {
        String[] parts = line.split("\\s+", 4);
        try {
            if (parts.length == 4 && isSha256(parts[0])) {
                var hash = new SourceExpression.Hash(
                        SourceExpression.Hash.Algorithm.SHA256, parts[0].substring(START.length()));
                return new Entry(hash, parts[1], LocalDate.parse(parts[2]), parts[3]);
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    place + ": \"" + Tokens.printable(parts[2]) + "\" is no date; one is \"2026-11-24\"", e);
        }
        throw new IllegalArgumentException(
                place + ": \"" + Tokens.printable(line) + "\" must read \"sha256-<base64> who 2026-11-24 why\"");
    }

    private static boolean isSha256(String text) {
        try {
            return text.startsWith(START)
                    && Base64.getDecoder().decode(text.substring(START.length())).length == SHA256_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The hash of an inline script's text, as browsers take it. */
    public static SourceExpression.Hash hashOf(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return new SourceExpression.Hash(
                    SourceExpression.Hash.Algorithm.SHA256, Base64.getEncoder().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The hashes, each once. */
    public List<SourceExpression.Hash> hashes() {
        return entries.stream().map(Entry::hash).distinct().toList();
    }
}
