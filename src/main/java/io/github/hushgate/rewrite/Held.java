package io.github.hushgate.rewrite;

/** What is being held back, or left out, until its end is known. */
enum Held {
    NOTHING,
    /** An inline script. */
    SCRIPT,
    /** The same, of which a browser makes a module. */
    MODULE,
    /** An import map, speculation rules. */
    ADDRESSES,
    STYLE,
    /** Its content is markup to a browser without scripting. */
    NOSCRIPT,
    /** Raw text that another reading takes for markup. */
    RAW,
    /** The text of a script or style element in {@code svg}. */
    FOREIGN_TEXT,
    CDATA,
    /** An element that goes, up to its end tag: nothing of it needs holding. */
    DOOMED,
    /** The text of a script whose tag stays without its address: nobody meant it to run. */
    EMPTIED
}
