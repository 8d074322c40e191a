package io.github.hushgate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What Cache-Control becomes on a sensitive response. */
final class CacheControl {
    static final String NO_STORE = "no-store";

    /** On a page whose bytes are this visitor's alone. */
    static final String NEIGHBOUR = "private, no-store";

    private CacheControl() {}

    /** Whether the media type, if any is told, may be a document's. */
    static boolean mayBeDocument(String mediaType) {
        String type = essence(mediaType);
        return type.isEmpty() || type.contains("html") || type.endsWith("xml");
    }

    /**
     * Whether the media type is a script, a style sheet, an image or a font: the same for every visitor, so that it may
     * be kept.
     */
    static boolean isAsset(String mediaType) {
        String type = essence(mediaType);
        return type.startsWith("image/")
                || type.startsWith("font/")
                || type.equals("text/css")
                || type.endsWith("/javascript")
                || type.endsWith("/x-javascript")
                || type.endsWith("/ecmascript")
                || type.equals("application/wasm")
                || type.startsWith("application/font-")
                || type.startsWith("application/x-font-")
                || type.equals("application/vnd.ms-fontobject");
    }

    private static String essence(String mediaType) {
        int end = mediaType.indexOf(';');
        return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The application's value, made private: nothing between the site and the visitor keeps it. Empty stands for none.
     */
    static String makePrivate(String value) {
        var directives = new ArrayList<String>(List.of("private"));
        for (String part : Tokens.split(value, ',')) {
            String directive = part.strip();
            String name = directive.toLowerCase(Locale.ROOT);
            boolean shared = name.isEmpty()
                    || name.equals("public")
                    || name.equals("private")
                    || name.startsWith("private=")
                    || name.startsWith("s-maxage");
            if (!shared) {
                directives.add(directive);
            }
        }
        return String.join(", ", directives);
    }
}
