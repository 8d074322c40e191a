package io.github.hushgate.html;

import java.util.Optional;

/** A document type token. Reused: valid only while the sink is called. */
public final class Doctype {
    private final Machine machine;

    Doctype(Machine machine) {
        this.machine = machine;
    }

    /** The name, lower case; empty where it is missing. */
    public Optional<String> name() {
        return machine.range(Machine.NAME, true);
    }

    /** The public identifier; empty where it is missing. */
    public Optional<String> publicId() {
        return machine.range(Machine.PUBLIC, false);
    }

    /** The system identifier; empty where it is missing. */
    public Optional<String> systemId() {
        return machine.range(Machine.SYSTEM, false);
    }

    /** Whether the document is in quirks mode for its sake. */
    public boolean forceQuirks() {
        return machine.forceQuirks;
    }
}
