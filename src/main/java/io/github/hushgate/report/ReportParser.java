package io.github.hushgate.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of one upload: the legacy object, the Reporting API's array, and the bare object of Safari. Each
 * entry is judged for itself; what follows a place that is no JSON is lost, what came before it is not. Immutable, safe
 * for many threads.
 */
final class ReportParser {
    /** Levels beyond the allowed depth at which the whole rest of the body is given up, instead of one entry. */
    private static final int HOPELESS = 48;

    /** Digits of a line, column or status, at most. */
    private static final int MAX_DIGITS = 9;

    private final JsonFactory json;
    private final int maxEntries;
    private final int maxDepth;

    ReportParser(ReportLimits limits) {
        this.maxEntries = limits.entries();
        this.maxDepth = limits.depth();
        this.json = JsonFactory.builder()
                // Names are the sender's to choose: none of them is interned for good.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth + HOPELESS)
                        .maxStringLength(limits.bodyBytes())
                        .build())
                .build();
    }

    /**
     * The sound entries of {@code body} (which has an array); each unsound one is told to {@code refused}. Never
     * throws.
     */
    List<RawReport> parse(ByteBuffer body, Consumer<Refusal> refused) {
        List<RawReport> entries = new ArrayList<>(1);
        try (JsonParser parser =
                json.createParser(body.array(), body.arrayOffset() + body.position(), body.remaining())) {
            document(parser, entries, refused);
        } catch (IOException | RuntimeException e) {
            // Jackson's message quotes the body: it must not get any further.
            refused.accept(Refusal.MALFORMED);
        }
        return entries;
    }

    private void document(JsonParser parser, List<RawReport> entries, Consumer<Refusal> refused) throws IOException {
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null; i++) {
                judge(parser, i, entries, refused);
            }
        } else {
            judge(parser, 0, entries, refused);
        }
        if (!endsHere(parser)) {
            // Two readers could disagree about where this body ends: nothing of it is believed.
            entries.forEach(entry -> refused.accept(Refusal.TRAILING));
            entries.clear();
        }
    }

    private static boolean endsHere(JsonParser parser) throws IOException {
        try {
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private void judge(JsonParser parser, int index, List<RawReport> entries, Consumer<Refusal> refused)
            throws IOException {
        RawReport entry = new RawReport();
        boolean object = parser.currentToken() == JsonToken.START_OBJECT;
        if (object && index < maxEntries) {
            entry(parser, entry);
        } else {
            skip(parser, entry);
        }
        Refusal refusal = index >= maxEntries ? Refusal.ENTRIES : verdict(entry, object);
        if (refusal == null) {
            entries.add(entry);
        } else {
            refused.accept(refusal);
        }
    }

    private static @Nullable Refusal verdict(RawReport entry, boolean object) {
        if (entry.isTooDeep()) {
            return Refusal.DEPTH;
        }
        if (entry.isDuplicate()) {
            return Refusal.DUPLICATE_KEY;
        }
        boolean shaped = entry.isLegacy() || !entry.type().isEmpty();
        return object && shaped ? null : Refusal.SHAPE;
    }

    private void entry(JsonParser parser, RawReport entry) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            RawReport.Envelope key = envelope(parser.currentName());
            JsonToken value = parser.nextToken();
            if (key == null) {
                skip(parser, entry);
            } else {
                entry.meet(key);
                envelopeValue(parser, entry, key, value);
            }
        }
    }

    private static RawReport.@Nullable Envelope envelope(String name) {
        return switch (name) {
            case "csp-report" -> RawReport.Envelope.CSP_REPORT;
            case "body" -> RawReport.Envelope.BODY;
            case "type" -> RawReport.Envelope.TYPE;
            case "url" -> RawReport.Envelope.URL;
            case "user_agent" -> RawReport.Envelope.USER_AGENT;
            default -> null;
        };
    }

    private void envelopeValue(JsonParser parser, RawReport entry, RawReport.Envelope key, JsonToken value)
            throws IOException {
        boolean body = key == RawReport.Envelope.CSP_REPORT || key == RawReport.Envelope.BODY;
        if (body && value == JsonToken.START_OBJECT) {
            entry.enterBody(key == RawReport.Envelope.CSP_REPORT);
            body(parser, entry);
        } else if (!body && value == JsonToken.VALUE_STRING) {
            entry.put(key, parser.getText());
        } else {
            skip(parser, entry);
        }
    }

    private void body(JsonParser parser, RawReport entry) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            ReportField field = ReportField.named(parser.currentName());
            JsonToken value = parser.nextToken();
            if (field == null) {
                skip(parser, entry);
            } else {
                entry.meet(field);
                bodyValue(parser, entry, field, value);
            }
        }
    }

    private void bodyValue(JsonParser parser, RawReport entry, ReportField field, JsonToken value) throws IOException {
        switch (value) {
            case VALUE_STRING -> entry.put(field, parser.getText());
            case VALUE_TRUE -> entry.put(field, 1);
            case VALUE_NUMBER_INT -> {
                if (parser.getTextLength() <= MAX_DIGITS) {
                    entry.put(field, parser.getIntValue());
                }
            }
            default -> skip(parser, entry);
        }
    }

    private void skip(JsonParser parser, RawReport entry) throws IOException {
        if (parser.currentToken() == null || !parser.currentToken().isStructStart()) {
            return;
        }
        for (int open = 1; open > 0; ) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            if (token.isStructStart()) {
                open++;
                if (parser.getParsingContext().getNestingDepth() > maxDepth) {
                    entry.tooDeep();
                }
            } else if (token.isStructEnd()) {
                open--;
            }
        }
    }
}
