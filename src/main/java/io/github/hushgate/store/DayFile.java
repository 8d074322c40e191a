package io.github.hushgate.store;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * The names of the daily files: {@code reports-2026-11-24.jsonl}, and {@code reports-2026-11-24.2.jsonl} of a second
 * writer.
 */
final class DayFile {
    private static final String HEAD = "reports-";
    private static final String TAIL = ".jsonl";
    private static final int DATE = 10;

    private DayFile() {}

    static String name(LocalDate day, int writer) {
        return HEAD + day + (writer == 1 ? "" : "." + writer) + TAIL;
    }

    static boolean isOne(String name) {
        return name.startsWith(HEAD) && name.endsWith(TAIL) && !day(name).equals(LocalDate.MAX);
    }

    static boolean isOf(String name, int writer) {
        return isOne(name) && name.equals(name(day(name), writer));
    }

    /** The day; {@link LocalDate#MAX} for a name that has none. */
    static LocalDate day(String name) {
        try {
            int end = Math.min(name.length(), HEAD.length() + DATE);
            return LocalDate.parse(name.substring(HEAD.length(), end));
        } catch (DateTimeException e) {
            return LocalDate.MAX;
        }
    }
}
