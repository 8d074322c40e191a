package io.github.hushgate.response;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the application said of its body: true only if the body leaves unchanged. */
final class HeldHeaders {
    static final String ENCODING = "Content-Encoding";
    static final String LENGTH = "Content-Length";

    private static final Set<String> NAMES = Set.of(
            "content-encoding",
            "content-length",
            "etag",
            "accept-ranges",
            "content-md5",
            "digest",
            "content-digest",
            "repr-digest");

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private long length = -1;

    static boolean holds(String name) {
        return NAMES.contains(name) || NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    void put(String name, @Nullable String value, boolean add) {
        if (!add) {
            values.remove(name);
        }
        if (value != null) {
            values.computeIfAbsent(name, same -> new ArrayList<>(1)).add(value);
        }
        if (name.equalsIgnoreCase(LENGTH)) {
            length = parse(value);
        }
    }

    private static long parse(@Nullable String value) {
        try {
            return value == null ? -1 : Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    long length() {
        return length;
    }

    void dropLength() {
        put(LENGTH, null, false);
        put(ENCODING, null, false);
    }

    void clear() {
        values.clear();
        length = -1;
    }

    @Nullable
    String get(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.get(0);
    }

    List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    Collection<String> names() {
        return values.keySet();
    }

    void release(HttpServletResponse raw) {
        if (!values.isEmpty()) {
            List.copyOf(values.keySet()).forEach(name -> send(raw, name));
        }
    }

    /** Sends what is kept under this name in place of what was sent. */
    void send(HttpServletResponse raw, String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (name.equalsIgnoreCase(LENGTH) && length >= 0) {
            raw.setContentLengthLong(length);
            return;
        }
        if (all.isEmpty()) {
            HeaderRemoval.remove(raw, name);
            return;
        }
        raw.setHeader(name, all.get(0));
        all.stream().skip(1).forEach(value -> raw.addHeader(name, value));
    }

    /** The body is rewritten after all: what was released is no longer true. */
    void takeBack(HttpServletResponse raw) {
        for (String name : values.keySet()) {
            HeaderRemoval.remove(raw, name);
        }
    }
}
