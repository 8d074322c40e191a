package io.github.hushgate.url;

import java.util.ArrayList;
import java.util.List;

/** IP addresses as hosts, in the forms that browsers still read. */
final class IpAddress {
    private static final long MAX = 0xFFFFFFFFL;

    private IpAddress() {}

    /** https://url.spec.whatwg.org/#ends-in-a-number-checker, on a host without its final dot. */
    static boolean endsInNumber(byte[] host, int from, int to) {
        int label = to;
        while (label > from && host[label - 1] != '.') {
            label--;
        }
        if (label == to) {
            return false;
        }
        boolean decimal = true;
        for (int at = label; at < to; at++) {
            decimal &= Ascii.isDigit(host[at]);
        }
        return decimal || (host[label] == '0' && to - label >= 2 && isHexNumber(host, label, to));
    }

    private static boolean isHexNumber(byte[] host, int label, int to) {
        boolean hex = (host[label + 1] | 0x20) == 'x';
        for (int at = label + 2; at < to; at++) {
            hex &= Ascii.hex(host[at]) >= 0;
        }
        return hex;
    }

    /**
     * The dotted form, or the empty string where a browser refuses it. https://url.spec.whatwg.org/#concept-ipv4-parser
     */
    static String v4(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return "";
        }
        long address = 0;
        for (int at = 0; at < parts.length; at++) {
            boolean last = at == parts.length - 1;
            long number = number(parts[at]);
            long limit = last ? MAX >> (8 * at) : 255;
            if (number < 0 || number > limit) {
                return "";
            }
            address |= last ? number : number << (8 * (3 - at));
        }
        return dotted(address);
    }

    private static String dotted(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    /** Decimal, octal after a zero, hexadecimal after 0x; -1 for none. */
    private static long number(String part) {
        if (part.isEmpty()) {
            return -1;
        }
        int radix = 10;
        String digits = part;
        if (part.startsWith("0x") || part.startsWith("0X")) {
            radix = 16;
            digits = part.substring(2);
        } else if (part.length() > 1 && part.charAt(0) == '0') {
            radix = 8;
            digits = part.substring(1);
        }
        long value = 0;
        for (int at = 0; at < digits.length(); at++) {
            int digit = Character.digit(digits.charAt(at), radix);
            value = value * radix + digit;
            if (digit < 0 || value > MAX) {
                return -1;
            }
        }
        return value;
    }

    /** The shortest form in brackets, or the empty string. https://url.spec.whatwg.org/#concept-ipv6-parser */
    static String v6(String inside) {
        int gap = inside.indexOf("::");
        List<Integer> head = new ArrayList<>();
        List<Integer> tail = new ArrayList<>();
        boolean read = gap < 0
                ? pieces(inside, head, true)
                : pieces(inside.substring(0, gap), head, false) && pieces(inside.substring(gap + 2), tail, true);
        int missing = 8 - head.size() - tail.size();
        if (!read || (gap < 0 ? missing != 0 : missing < 1)) {
            return "";
        }
        for (int at = 0; at < missing; at++) {
            head.add(0);
        }
        head.addAll(tail);
        return "[" + compressed(head) + "]";
    }

    private static boolean pieces(String text, List<Integer> out, boolean last) {
        if (text.isEmpty()) {
            return true;
        }
        String[] parts = text.split(":", -1);
        for (int at = 0; at < parts.length; at++) {
            boolean embedded = last && at == parts.length - 1 && parts[at].indexOf('.') >= 0;
            if (!(embedded ? embeddedV4(parts[at], out) : piece(parts[at], out))) {
                return false;
            }
        }
        return true;
    }

    private static boolean piece(String part, List<Integer> out) {
        if (part.isEmpty() || part.length() > 4) {
            return false;
        }
        int value = 0;
        for (int at = 0; at < part.length(); at++) {
            int digit = Ascii.hex((byte) part.charAt(at));
            if (digit < 0) {
                return false;
            }
            value = value << 4 | digit;
        }
        return out.add(value);
    }

    private static boolean embeddedV4(String part, List<Integer> out) {
        String[] numbers = part.split("\\.", -1);
        int[] values = new int[4];
        if (numbers.length != 4) {
            return false;
        }
        for (int at = 0; at < 4; at++) {
            String number = numbers[at];
            boolean digits = number.chars().allMatch(c -> c >= '0' && c <= '9');
            boolean sized =
                    !number.isEmpty() && number.length() <= 3 && (number.length() == 1 || number.charAt(0) != '0');
            if (!digits || !sized || Integer.parseInt(number) > 255) {
                return false;
            }
            values[at] = Integer.parseInt(number);
        }
        out.add(values[0] << 8 | values[1]);
        return out.add(values[2] << 8 | values[3]);
    }

    /** https://url.spec.whatwg.org/#concept-ipv6-serializer */
    private static String compressed(List<Integer> pieces) {
        int start = -1;
        int longest = 1;
        for (int at = 0; at < 8; at++) {
            int run = at;
            while (run < 8 && pieces.get(run) == 0) {
                run++;
            }
            if (run - at > longest) {
                longest = run - at;
                start = at;
            }
            at = Math.max(at, run - 1);
        }
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < 8; at++) {
            if (at == start) {
                out.append(at == 0 ? "::" : ":");
                at += longest - 1;
            } else {
                out.append(Integer.toHexString(pieces.get(at))).append(at < 7 ? ":" : "");
            }
        }
        return out.toString();
    }
}
