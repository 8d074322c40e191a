package io.github.hushgate;

import java.util.Objects;

/** The version of this library, as its jar says. */
final class Version {
    private Version() {}

    /** The jar's version; {@code unreleased} where the classes lie in a folder. */
    static String text() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "unreleased");
    }
}
