package io.github.hushgate.report;

/** Reduces a user agent to family and major version. */
final class BrowserFamily {
    /** In this order: each browser also claims to be those behind it. */
    private static final String[][] MARKS = {
        {"Firefox/", "firefox"},
        {"FxiOS/", "firefox"},
        {"Edg/", "edge"},
        {"EdgA/", "edge"},
        {"EdgiOS/", "edge"},
        {"OPR/", "opera"},
        {"SamsungBrowser/", "samsung"},
        {"HeadlessChrome/", "chromium"},
        {"Chrome/", "chromium"},
        {"CriOS/", "chromium"}
    };

    /** Characters that are looked at, at most. */
    private static final int MAX_LENGTH = 512;

    private BrowserFamily() {}

    /** {@code chromium/156}; {@code other} for what is not known; empty for an empty one. */
    static String of(String userAgent) {
        if (userAgent.isEmpty()) {
            return "";
        }
        String head = userAgent.length() <= MAX_LENGTH ? userAgent : userAgent.substring(0, MAX_LENGTH);
        for (String[] mark : MARKS) {
            int at = head.indexOf(mark[0]);
            if (at >= 0) {
                return withVersion(mark[1], head, at + mark[0].length());
            }
        }
        int version = head.indexOf("Version/");
        boolean safari = version >= 0 && head.contains("Safari/");
        return safari ? withVersion("safari", head, version + "Version/".length()) : "other";
    }

    private static String withVersion(String family, String text, int from) {
        int end = from;
        while (end < text.length() && end < from + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == from ? family : family + "/" + text.substring(from, end);
    }
}
