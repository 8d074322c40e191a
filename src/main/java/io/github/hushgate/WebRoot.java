package io.github.hushgate;

import java.io.IOException;
import java.nio.file.Path;

/** The folder whose files the container hands to whoever asks. */
record WebRoot(Path folder) {
    WebRoot {
        folder = resolved(folder);
    }

    /** Stops the start-up when reports would be kept where visitors could fetch them. */
    void mustNotHold(Path reports) {
        if (resolved(reports).startsWith(folder)) {
            throw new IllegalArgumentException(
                    "reports.directory: \"" + reports + "\" is inside the web root, which the container serves; a"
                            + " directory outside \"" + folder + "\", like \"/var/lib/hushgate\", would do");
        }
    }

    /** The path with its symbolic links followed as far as it exists. */
    private static Path resolved(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            Path parent = absolute.getParent();
            return parent == null ? absolute : resolved(parent).resolve(absolute.getFileName());
        }
    }
}
