package io.github.hushgate.tracker;

/** Says of whole scripts whose they are; those that a page before had are not read again. Reusable; one thread. */
public final class ScriptReader {
    private final InlineScan scan;
    private final ScriptMemory memory;

    ScriptReader(InlineScan scan, ScriptMemory memory) {
        this.scan = scan;
        this.memory = memory;
    }

    /** Reads a script where it lies. */
    public ScriptVerdict read(byte[] bytes, int from, int to) {
        if (!memory.remembers()) {
            return readAnew(bytes, from, to);
        }
        ScriptMemory.Verdicts known = memory.verdicts();
        long fingerprint = memory.fingerprint(bytes, from, to);
        ScriptVerdict before = known.of(fingerprint);
        if (before != null) {
            return before;
        }
        ScriptVerdict verdict = readAnew(bytes, from, to);
        known.add(fingerprint, verdict);
        return verdict;
    }

    private ScriptVerdict readAnew(byte[] bytes, int from, int to) {
        scan.readWhole(bytes, from, to);
        ScriptVerdict verdict = scan.tracker().isEmpty()
                ? ScriptVerdict.NOTHING
                : new ScriptVerdict(scan.tracker(), scan.mixed(), scan.globals());
        scan.reset();
        return verdict;
    }
}
