package io.github.hushgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three standard streams, handed in so that a test can hold them.
 *
 * @param in what is piped in
 * @param out results only, so that they can be piped on
 * @param err everything said to a person
 * @param terminal whether a person watches, who likes to see that it goes on
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ERASE = "\r\033[K";

    /** The program's own. JDK 22 to 24 have a console in pipes as well: there {@code TERM} alone tells. */
    @SuppressWarnings("SystemConsoleNull")
    static Console ofProcess() {
        boolean watched = System.console() != null && System.getenv("TERM") != null;
        return new Console(System.in, System.out, System.err, watched);
    }

    /** One line of JSON, for programs. */
    void json(Map<String, ? extends @Nullable Object> line) {
        try {
            out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers can always be written", e);
        }
    }

    /** Shows how far it is, in place of what was shown before. */
    void progress(String words) {
        if (terminal) {
            err.print(ERASE + words);
            err.flush();
        }
    }

    /** Takes away what {@link #progress} shows. */
    void clear() {
        progress("");
    }
}
