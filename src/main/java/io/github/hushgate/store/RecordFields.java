package io.github.hushgate.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one record's JSON object. Reusable; one thread. */
final class RecordFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Different values that are kept to be used again: most are the same from line to line. */
    private static final int KNOWN = 1_024;

    /** Letters of a moment up to its seconds. */
    private static final int SECONDS = 19;

    private static final int NANO_DIGITS = 9;

    /** Fields of a record, at most; others are passed over. */
    private static final int MOST = 64;

    /** What only the writer and the chain of lines ask for. */
    private static final Set<String> PASSED_OVER = Set.of("batch", "prev", "seq");

    private final String[] names = new String[MOST];
    /**
     * Those behind {@code count} are of earlier lines: most lines have the same fields, and many of the same values.
     */
    private final String[] values = new String[MOST];

    private int count;
    private final Map<String, Map<String, String>> objects = new HashMap<>();
    private final String[] known = new String[KNOWN];

    static RecordFields of(JsonNode object) throws IOException {
        RecordFields fields = new RecordFields();
        try (JsonParser parser = JSON.treeAsTokens(object)) {
            fields.read(parser);
        }
        return fields;
    }

    /** Reads the object that the parser comes to next; of anything else there are no fields. */
    void read(JsonParser parser) throws IOException {
        count = 0;
        objects.clear();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                objects.put(name, object(parser));
            } else if (value == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (value != JsonToken.VALUE_NULL && count < MOST && !PASSED_OVER.contains(name)) {
                names[count] = name;
                values[count] = text(parser, values[count]);
                count++;
            }
        }
    }

    private static Map<String, String> object(JsonParser parser) throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken().isStructStart()) {
                parser.skipChildren();
                map.put(name, "");
            } else {
                map.put(name, parser.getText());
            }
        }
        return map;
    }

    private String text(JsonParser parser, @Nullable String likely) throws IOException {
        char[] letters = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int length = parser.getTextLength();
        if (likely != null && isEqual(likely, letters, from, length)) {
            return likely;
        }
        int hash = 0;
        for (int at = from; at < from + length; at++) {
            hash = 31 * hash + letters[at];
        }
        int slot = (hash ^ hash >>> 16) & KNOWN - 1;
        String same = known[slot];
        if (same == null || !isEqual(same, letters, from, length)) {
            same = new String(letters, from, length);
            known[slot] = same;
        }
        return same;
    }

    private static boolean isEqual(String text, char[] letters, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            if (text.charAt(at) != letters[from + at]) {
                return false;
            }
        }
        return true;
    }

    /** Empty where there is none. */
    String text(String name) {
        for (int each = count - 1; each >= 0; each--) {
            if (name.equals(names[each])) {
                return values[each];
            }
        }
        return "";
    }

    /** Zero where there is none. */
    long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    boolean isTrue(String name) {
        return text(name).equals("true");
    }

    /** Empty where there is none. */
    Map<String, String> object(String name) {
        return objects.getOrDefault(name, Map.of());
    }

    /** Throws {@link DateTimeException} where there is none. */
    Instant instant(String name) {
        String text = text(name);
        return isPlain(text) ? plain(text) : Instant.parse(text);
    }

    /** Whether it is written as {@link Instant#toString} writes a moment of our millennium. */
    private static boolean isPlain(String text) {
        int last = text.length() - 1;
        return last >= SECONDS
                && last <= SECONDS + 1 + NANO_DIGITS
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(last) == 'Z'
                && (last == SECONDS || text.charAt(SECONDS) == '.');
    }

    private static Instant plain(String text) {
        LocalDate day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
        LocalTime time = LocalTime.of(digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19));
        int last = text.length() - 1;
        long nanos = 0;
        if (last > SECONDS) {
            nanos = digits(text, SECONDS + 1, last);
            for (int digit = last - SECONDS - 1; digit < NANO_DIGITS; digit++) {
                nanos *= 10;
            }
        }
        return day.atTime(time).toInstant(ZoneOffset.UTC).plusNanos(nanos);
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no moment: a digit is missing");
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
