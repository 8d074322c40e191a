package io.github.hushgate.response;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a Content-Type means for the rewriter. */
enum MediaType {
    HTML,
    /** A document all the same: XHTML, SVG and other XML. */
    XML,
    OTHER,
    /** Not told. */
    NONE;

    boolean isDocument() {
        return this == HTML || this == XML;
    }

    static MediaType of(@Nullable String contentType) {
        String essence = contentType == null ? "" : essence(contentType);
        if (essence.isEmpty()) {
            return NONE;
        }
        if (essence.equals("text/html")) {
            return HTML;
        }
        boolean xml = essence.endsWith("+xml") || essence.equals("text/xml") || essence.equals("application/xml");
        return xml ? XML : OTHER;
    }

    private static String essence(String contentType) {
        int end = contentType.indexOf(';');
        // A comma: two values joined by a careless setter; browsers take the last valid one, so either may count.
        String essence = (end < 0 ? contentType : contentType.substring(0, end)).strip();
        return essence.toLowerCase(Locale.ROOT).contains("text/html") ? "text/html" : essence.toLowerCase(Locale.ROOT);
    }

    /** The charset parameter; empty when there is none. */
    static String charset(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return "";
        }
        String value = contentType.substring(at + "charset=".length());
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end))
                .replace("\"", "")
                .replace("'", "")
                .strip();
    }

    /**
     * Reads the first bytes of a body without a type as browsers would: HTML when the first byte that is no white space
     * opens a tag. {@link #NONE} while there is nothing but white space.
     */
    static MediaType sniff(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        if (length >= 3 && bytes[at] == (byte) 0xEF && bytes[at + 1] == (byte) 0xBB && bytes[at + 2] == (byte) 0xBF) {
            at += 3;
        }
        while (at < end && isWhiteSpace(bytes[at])) {
            at++;
        }
        if (at == end) {
            return NONE;
        }
        return bytes[at] == '<' ? HTML : OTHER;
    }

    private static boolean isWhiteSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f';
    }
}
