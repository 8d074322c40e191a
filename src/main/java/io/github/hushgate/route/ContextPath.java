package io.github.hushgate.route;

/** A context path, normalised once: as {@link NormalPath} would read it. */
final class ContextPath {
    static final ContextPath ROOT = new ContextPath("", new char[0]);

    private final String raw;
    private final char[] folded;

    private ContextPath(String raw, char[] folded) {
        this.raw = raw;
        this.folded = folded;
    }

    static ContextPath of(String raw) {
        return raw.isEmpty() ? ROOT : new ContextPath(raw, NormalPath.read(raw));
    }

    /** Whether the container would tell it in these words. */
    boolean is(String contextPath) {
        return raw.equals(contextPath);
    }

    /** How many characters of a normalised path are the context's; none when the path is not below it. */
    int lengthIn(char[] path, int length) {
        int size = folded.length;
        if (size == 0 || length < size || (length > size && path[size] != '/')) {
            return 0;
        }
        for (int i = 0; i < size; i++) {
            if (path[i] != folded[i]) {
                return 0;
            }
        }
        return size;
    }
}
