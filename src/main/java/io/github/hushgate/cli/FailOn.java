package io.github.hushgate.cli;

/** What makes a command end with {@link Exit#FOUND}. */
enum FailOn {
    /** Whatever is found. */
    ANY,
    /** Only what was not there before. */
    NEW,
    /** Only what was really sent. */
    SENT,
    /** Nothing. */
    NEVER
}
