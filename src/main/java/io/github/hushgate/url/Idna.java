package io.github.hushgate.url;

import java.text.Normalizer;

/**
 * A domain's ASCII form, by the mapping of UTS 46 without its transitional part. It is lenient: a domain that a browser
 * might still accept is accepted, because a refused address is one that nobody looks at again.
 */
final class Idna {
    /** Labels longer than this in Unicode have no place in the DNS; encoding one takes quadratic time. */
    static final int MAX_LABEL = 255;

    private Idna() {}

    /** The ASCII form, or the empty string where there is none. */
    static String toAscii(String domain) {
        String mapped = map(map(domain));
        StringBuilder out = new StringBuilder(mapped.length());
        for (int from = 0; from <= mapped.length(); ) {
            int dot = mapped.indexOf('.', from);
            int to = dot < 0 ? mapped.length() : dot;
            String label = mapped.substring(from, to);
            if (label.length() > MAX_LABEL && !isAscii(label)) {
                return "";
            }
            out.append(isAscii(label) ? label : Punycode.encode(label));
            if (dot >= 0) {
                out.append('.');
            }
            from = to + 1;
        }
        return out.indexOf("\uFFFD") >= 0 ? "" : out.toString();
    }

    /** Once before and once after, as a compatibility form can decompose into capitals. */
    private static String map(String domain) {
        StringBuilder out = new StringBuilder(domain.length());
        domain.codePoints().forEach(point -> mapPoint(point, out));
        return Normalizer.normalize(out, Normalizer.Form.NFKC);
    }

    private static void mapPoint(int point, StringBuilder out) {
        if (isIgnored(point)) {
            return;
        }
        if (point == 0x3002 || point == 0xFF0E || point == 0xFF61) {
            out.append('.');
        } else {
            out.appendCodePoint(Character.toLowerCase(point));
        }
    }

    /** The code points that UTS 46 drops. */
    private static boolean isIgnored(int point) {
        return point == 0xAD
                || point == 0x34F
                || (point >= 0x180B && point <= 0x180D)
                || point == 0x180F
                || point == 0x200B
                || point == 0x2060
                || point == 0x2064
                || point == 0xFEFF
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0x1BCA0 && point <= 0x1BCA3)
                || (point >= 0xE0100 && point <= 0xE01EF);
    }

    private static boolean isAscii(String label) {
        return label.chars().allMatch(c -> c < 0x80);
    }
}
