package io.github.hushgate.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of report bodies that are read at all, under the names that the formats give them; all others are skipped
 * unread.
 */
enum ReportField {
    DOCUMENT,
    BLOCKED,
    EFFECTIVE_DIRECTIVE,
    VIOLATED_DIRECTIVE,
    DISPOSITION,
    SOURCE_FILE,
    LINE,
    COLUMN,
    STATUS,
    SAMPLE,
    POLICY_ID,
    DESTINATION,
    REPORT_ONLY;

    private static final Map<String, ReportField> BY_NAME = Map.ofEntries(
            Map.entry("document-uri", DOCUMENT),
            Map.entry("documentURL", DOCUMENT),
            Map.entry("documentURI", DOCUMENT),
            Map.entry("url", DOCUMENT),
            Map.entry("blocked-uri", BLOCKED),
            Map.entry("blockedURL", BLOCKED),
            Map.entry("blockedURI", BLOCKED),
            Map.entry("subresourceURL", BLOCKED),
            Map.entry("connection", BLOCKED),
            Map.entry("effective-directive", EFFECTIVE_DIRECTIVE),
            Map.entry("effectiveDirective", EFFECTIVE_DIRECTIVE),
            Map.entry("violated-directive", VIOLATED_DIRECTIVE),
            Map.entry("violatedDirective", VIOLATED_DIRECTIVE),
            Map.entry("disposition", DISPOSITION),
            Map.entry("source-file", SOURCE_FILE),
            Map.entry("sourceFile", SOURCE_FILE),
            Map.entry("line-number", LINE),
            Map.entry("lineNumber", LINE),
            Map.entry("column-number", COLUMN),
            Map.entry("columnNumber", COLUMN),
            Map.entry("status-code", STATUS),
            Map.entry("statusCode", STATUS),
            Map.entry("script-sample", SAMPLE),
            Map.entry("sample", SAMPLE),
            Map.entry("policyId", POLICY_ID),
            Map.entry("featureId", POLICY_ID),
            Map.entry("destination", DESTINATION),
            Map.entry("reportOnly", REPORT_ONLY));

    /** The field of this name; null for one that is not read. */
    static @Nullable ReportField named(String name) {
        return BY_NAME.get(name);
    }
}
