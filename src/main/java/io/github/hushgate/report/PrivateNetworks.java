package io.github.hushgate.report;

import java.util.List;
import java.util.Locale;

/** Loopback, link-local and private networks, told by how an address of theirs is written. */
final class PrivateNetworks {
    private static final String MAPPED = "::ffff:";
    private static final List<String> IPV4 = List.of("127.", "10.", "192.168.", "169.254.");
    private static final List<String> LOOPBACK = List.of("::1", "0:0:0:0:0:0:0:1");

    private PrivateNetworks() {}

    static boolean contain(String address) {
        String text = address.toLowerCase(Locale.ROOT);
        String ipv4 = text.startsWith(MAPPED) ? text.substring(MAPPED.length()) : text;
        return LOOPBACK.contains(text) || isLocal(text) || isPrivate(ipv4);
    }

    private static boolean isPrivate(String ipv4) {
        for (String network : IPV4) {
            if (ipv4.startsWith(network)) {
                return true;
            }
        }
        return ipv4.startsWith("172.") && ipv4.indexOf('.', 4) == 6 && isSixteenToThirtyOne(ipv4.substring(4, 6));
    }

    private static boolean isSixteenToThirtyOne(String octet) {
        return octet.compareTo("16") >= 0 && octet.compareTo("31") <= 0 && isDigit(octet.charAt(1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** {@code fe80::/10} and {@code fc00::/7}, whose first group is always written whole. */
    private static boolean isLocal(String text) {
        if (text.indexOf(':') != 4) {
            return false;
        }
        boolean linkLocal = text.startsWith("fe") && "89ab".indexOf(text.charAt(2)) >= 0;
        return linkLocal || text.startsWith("fc") || text.startsWith("fd");
    }
}
