package io.github.hushgate.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry as a browser sent it. Holds what nobody may keep: it lives inside one request, and has no toString that
 * would tell.
 */
// The ordinals are places in arrays that live no longer than one request, of which thousands come a second.
@SuppressWarnings("EnumOrdinal")
final class RawReport {
    private static final int FIELDS = ReportField.values().length;

    private final @Nullable String[] texts = new String[FIELDS];
    private final int[] numbers = new int[FIELDS];
    private int seen;
    private int envelopeSeen;
    private boolean legacy;
    private boolean hasBody;
    private boolean duplicate;
    private boolean tooDeep;
    private String type = "";
    private String url = "";
    private String userAgent = "";

    /** The keys around a body. */
    enum Envelope {
        CSP_REPORT,
        BODY,
        TYPE,
        URL,
        USER_AGENT
    }

    /** Marks a body's field as met; the second time the entry is a duplicate. */
    void meet(ReportField field) {
        duplicate |= (seen & 1 << field.ordinal()) != 0;
        seen |= 1 << field.ordinal();
    }

    void meet(Envelope key) {
        duplicate |= (envelopeSeen & 1 << key.ordinal()) != 0;
        envelopeSeen |= 1 << key.ordinal();
    }

    void put(ReportField field, String text) {
        texts[field.ordinal()] = text;
    }

    void put(ReportField field, int number) {
        numbers[field.ordinal()] = number;
    }

    void put(Envelope key, String text) {
        switch (key) {
            case TYPE -> type = text;
            case URL -> url = text;
            case USER_AGENT -> userAgent = text;
            case CSP_REPORT, BODY -> {}
        }
    }

    void enterBody(boolean legacyBody) {
        duplicate |= hasBody;
        hasBody = true;
        legacy = legacyBody;
    }

    void tooDeep() {
        tooDeep = true;
    }

    /** The text, empty where it was missing, null or no string. */
    String text(ReportField field) {
        return Objects.requireNonNullElse(texts[field.ordinal()], "");
    }

    /** The number, 0 where it was missing, null, negative or no whole number. */
    int number(ReportField field) {
        return Math.max(0, numbers[field.ordinal()]);
    }

    boolean isLegacy() {
        return legacy;
    }

    boolean hasBody() {
        return hasBody;
    }

    boolean isDuplicate() {
        return duplicate;
    }

    boolean isTooDeep() {
        return tooDeep;
    }

    String type() {
        return type;
    }

    String url() {
        return url;
    }

    String userAgent() {
        return userAgent;
    }
}
