package io.github.hushgate.url;

import java.text.Normalizer;
import java.util.Locale;

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
        } else if (point < 0x80) {
            out.append((char) Character.toLowerCase(point));
        } else {
            out.append(folded(point));
        }
    }

    /** Without regard to case; of letters that Java 17 does not know, only those are that stand for one of ASCII. */
    private static String folded(int point) {
        if (point >= 0x1CCD6 && point <= 0x1CCEF) {
            return Character.toString('a' + point - 0x1CCD6);
        }
        if (point >= 0x1CCF0 && point <= 0x1CCF9) {
            return Character.toString('0' + point - 0x1CCF0);
        }
        return switch (point) {
            case 0xA7F1 -> "s";
            case 0xA7F2 -> "c";
            case 0xA7F3 -> "f";
            case 0xA7F4, 0x107A5 -> "q";
            default -> inOneCase(Character.toString(point));
        };
    }

    /** The small letter, but of Cherokee the capital; dotless i, sharp s and final sigma stay as they are. */
    private static String inOneCase(String letter) {
        int point = letter.codePointAt(0);
        if (Character.UnicodeScript.of(point) == Character.UnicodeScript.CHEROKEE) {
            return letter.toUpperCase(Locale.ROOT);
        }
        String small = letter.toLowerCase(Locale.ROOT);
        boolean isSmall = small.equals(letter) && point != 0x131 && point != 0xDF && point != 0x3C2;
        return isSmall ? letter.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : small;
    }

    /** The code points that UTS 46 drops. */
    private static boolean isIgnored(int point) {
        return point == 0xAD
                || point == 0x34F
                || point == 0x115F
                || point == 0x1160
                || point == 0x17B4
                || point == 0x17B5
                || (point >= 0x180B && point <= 0x180F)
                || point == 0x200B
                || (point >= 0x2060 && point <= 0x2064)
                || (point >= 0x206A && point <= 0x206F)
                || point == 0x3164
                || point == 0xFEFF
                || point == 0xFFA0
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0x1BCA0 && point <= 0x1BCA3)
                || (point >= 0x1D173 && point <= 0x1D17A)
                || (point >= 0xE0100 && point <= 0xE01EF);
    }

    private static boolean isAscii(String label) {
        return label.chars().allMatch(c -> c < 0x80);
    }
}
