package io.github.hushgate.cli;

/** The exit codes, the same for every command, so that a script can tell a finding from a mistake. */
final class Exit {
    /** Done, and nothing was found. */
    static final int CLEAN = 0;

    /** Done, and what was asked for was found. */
    static final int FOUND = 1;

    /** The command line or the settings are wrong. */
    static final int USAGE = 2;

    /** Something could not be read or written. */
    static final int UNREADABLE = 3;

    private Exit() {}
}
