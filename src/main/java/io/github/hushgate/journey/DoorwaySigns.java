package io.github.hushgate.journey;

import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks for the two signs of a doorway, an address that may be a sensitive one and an address of a tracker, without
 * reading the page as HTML: many times cheaper, so that it can be done to one page in a hundred. A page where it finds
 * no address that may be sensitive holds none in any usual spelling; one whose letters are escaped it does not see.
 * Immutable, safe for many threads.
 */
public final class DoorwaySigns {
    /** Of a page, at most so many hosts are judged; each by the first of its addresses. */
    static final int MAX_HOSTS = 64;

    /** Of an address, at most so many characters are read. */
    private static final int MAX_ADDRESS = 300;

    private final List<String> names;
    private final TrackerDetector detector;

    /**
     * Looks for these.
     *
     * @param prefixes what sensitive paths begin with; an empty one may be anywhere
     */
    public DoorwaySigns(List<String> prefixes, TrackerDetector detector) {
        names = prefixes.stream()
                .map(prefix -> prefix.substring(prefix.lastIndexOf('/') + 1))
                .flatMap(DoorwaySigns::spellings)
                .distinct()
                .toList();
        this.detector = detector;
    }

    /** As people write it: a search that knows no case at all costs several times as much. */
    private static Stream<String> spellings(String name) {
        return name.isEmpty()
                ? Stream.of(name)
                : Stream.of(
                        name,
                        name.toUpperCase(Locale.ROOT),
                        name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }

    /** Whether an address on the page may be a sensitive one. Each of the page's bytes is one character. */
    public boolean mayLead(String page) {
        for (String name : names) {
            int at = page.indexOf(name);
            while (at >= 0) {
                if (isInAddress(page, at) || name.isEmpty()) {
                    return true;
                }
                at = page.indexOf(name, at + 1);
            }
        }
        return false;
    }

    /**
     * In prose a word follows a space, a line's end, a tag's end or another word's beginning; in an address it does
     * not.
     */
    private static boolean isInAddress(String page, int at) {
        if (at == 0) {
            return false;
        }
        char before = page.charAt(at - 1);
        boolean escapedSlash = at > 2 && page.regionMatches(true, at - 3, "%2f", 0, 3);
        boolean word = isOfHost(before) && before != '.';
        return escapedSlash || !(word || before == ' ' || before == '>' || before == '\n');
    }

    /**
     * The trackers that addresses of other hosts belong to, by their ids.
     *
     * @param address the page's own
     */
    public Set<String> trackers(String page, BrowserUrl address) {
        String plain = page.contains("\\/\\/") ? page.replace("\\/", "/") : page;
        Set<String> found = new TreeSet<>();
        Set<String> hosts = new HashSet<>();
        String last = address.host();
        var url = new BrowserUrl();
        for (int at = plain.indexOf("//"); at >= 0 && hosts.size() < MAX_HOSTS; at = plain.indexOf("//", at + 2)) {
            int end = hostEnd(plain, at + 2);
            if (end == at + 2 || isSame(last, plain, at + 2, end) || isSame(address.host(), plain, at + 2, end)) {
                continue; // Most addresses name the site's own host, or the one before.
            }
            last = plain.substring(at + 2, end);
            if (hosts.add(last) && url.read("https:" + plain.substring(at, addressEnd(plain, end)), address)) {
                detector.ofUrl(url).map(Tracker::id).ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean isSame(String host, String text, int from, int to) {
        return host.length() == to - from && text.startsWith(host, from);
    }

    private static int hostEnd(String text, int from) {
        int at = from;
        while (at < text.length() && isOfHost(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isOfHost(char c) {
        char small = (char) (c | 0x20);
        return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }

    private static int addressEnd(String text, int from) {
        int last = Math.min(text.length(), from + MAX_ADDRESS);
        int at = from;
        while (at < last && "\"'<> \t\r\n\\)".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
