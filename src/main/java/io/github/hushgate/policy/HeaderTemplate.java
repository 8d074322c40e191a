package io.github.hushgate.policy;

import java.util.ArrayList;
import java.util.List;

/** A header line with a place for the nonce, or with none. Immutable. */
final class HeaderTemplate {
    private final HeaderLine line;
    private final String[] parts;

    HeaderTemplate(String name, String value) {
        if (!Tokens.isFieldValue(value)) {
            throw new IllegalArgumentException(name + ": \"" + Tokens.printable(value) + "\" must be printable ASCII");
        }
        line = new HeaderLine(name, value);
        var split = new ArrayList<String>();
        int start = 0;
        for (int at = value.indexOf(PresetPolicies.NONCE_MARK);
                at >= 0;
                at = value.indexOf(PresetPolicies.NONCE_MARK, start)) {
            split.add(value.substring(start, at));
            start = at + PresetPolicies.NONCE_MARK.length();
        }
        split.add(value.substring(start));
        parts = split.toArray(String[]::new);
    }

    String name() {
        return line.name();
    }

    boolean hasNonce() {
        return parts.length > 1;
    }

    /** Bytes on the wire; a nonce is as long as its mark. */
    int bytes() {
        return line.bytes();
    }

    String value(String nonce) {
        return switch (parts.length) {
            case 1 -> line.value();
            case 2 -> parts[0] + nonce + parts[1];
            default -> String.join(nonce, parts);
        };
    }

    HeaderLine line(String nonce) {
        return hasNonce() ? new HeaderLine(line.name(), value(nonce)) : line;
    }

    static List<HeaderLine> lines(HeaderTemplate[] templates, String nonce) {
        var lines = new HeaderLine[templates.length];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = templates[i].line(nonce);
        }
        return List.of(lines);
    }
}
