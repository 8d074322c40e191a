package io.github.hushgate.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A table in {@code src/docs/POLICY.md} that a test measures: between two comments that carry its name. With
 * {@code -Dpolicy.tables=write} what was measured takes the place of what stands there.
 */
final class DocumentTable {
    private static final Path DOCUMENT = Path.of("src/docs/POLICY.md");

    private DocumentTable() {}

    /** Prints the table and, if asked to, writes it. */
    static void measured(String name, String table) throws IOException {
        System.out.println(name + "\n" + table);
        if (System.getProperty("policy.tables", "").equals("write")) {
            String text = Files.readString(DOCUMENT);
            int[] place = place(text, name);
            Files.writeString(DOCUMENT, text.substring(0, place[0]) + table + text.substring(place[1]));
        }
    }

    /** What stands there. */
    static String documented(String name) throws IOException {
        String text = Files.readString(DOCUMENT);
        int[] place = place(text, name);
        return text.substring(place[0], place[1]);
    }

    private static int[] place(String text, String name) throws IOException {
        String open = "<!-- " + name + " -->\n";
        int from = text.indexOf(open);
        int to = text.indexOf("<!-- end of " + name + " -->");
        if (from < 0 || to < from) {
            throw new IOException(DOCUMENT + " has no place for " + name);
        }
        return new int[] {from + open.length(), to};
    }
}
