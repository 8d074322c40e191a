package io.github.hushgate.report;

import java.time.Instant;

/** One thing worth keeping, already redacted: the unit that sinks append and stores keep. */
public sealed interface ReportRecord
        permits ViolationReport, OtherReport, RemovalCount, CoverageCount, UnrecordedCount, SelfTest, JournalEntry {
    /** When it was last seen, to the minute: on a quiet site a second would name the visitor. */
    Instant time();
}
