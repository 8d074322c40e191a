package io.github.hushgate.examples.crimereport;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the stand-in for the companies has received from one view. In memory, bounded, for many threads. */
final class Ledger {
    /** Messages that are kept, at most; older ones are dropped. */
    private static final int MAX_MESSAGES = 200;

    private final Deque<Message> meta = new ArrayDeque<>();
    private final Map<Vendor, Integer> requests = new EnumMap<>(Vendor.class);
    private final Map<Vendor, String> last = new EnumMap<>(Vendor.class);

    /** One message to Facebook, its parts by the name under which the panel shows them. */
    private record Message(Map<String, String> parts) {}

    synchronized void clear() {
        meta.clear();
        requests.clear();
        last.clear();
    }

    /** Notes a request; {@code facts} is all that it carried. */
    synchronized void note(Vendor vendor, String path, Map<String, String> facts) {
        String time = LocalTime.now().truncatedTo(ChronoUnit.SECONDS).toString();
        requests.merge(vendor, 1, Integer::sum);
        last.put(vendor, time);
        if (vendor == Vendor.META) {
            boolean message = path.startsWith("/tr");
            meta.addFirst(new Message(Map.of(
                    "time", time,
                    "event", message ? facts.getOrDefault("ev", "?") : "Script fetched: " + path,
                    "page",
                            facts.getOrDefault(
                                    "dl", facts.containsKey("noscript") ? "(a browser without JavaScript)" : ""),
                    "title", facts.getOrDefault("cd[pageFeatures]", ""),
                    "referrer", facts.getOrDefault("rl", message ? "" : facts.getOrDefault("Referer", "")),
                    "button", facts.getOrDefault("cd[buttonText]", ""),
                    "fields", facts.getOrDefault("cd[formFeatures]", ""),
                    "cookies", facts.containsKey("fbp") ? "_fbp=" + facts.get("fbp") : "")));
            while (meta.size() > MAX_MESSAGES) {
                meta.removeLast();
            }
        }
    }

    /** As the panel reads it. */
    synchronized String json() {
        String messages =
                meta.stream().map(message -> object(message.parts())).collect(Collectors.joining(",", "[", "]"));
        String others = Stream.of(Vendor.values())
                .filter(vendor -> vendor != Vendor.META)
                .map(this::line)
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"gist\":" + quoted(gist()) + ",\"meta\":" + messages + ",\"others\":" + others + "}";
    }

    private String line(Vendor vendor) {
        return "{\"name\":" + quoted(vendor.title()) + ",\"requests\":" + requests.getOrDefault(vendor, 0)
                + ",\"last\":" + quoted(last.getOrDefault(vendor, "")) + "}";
    }

    /** What the messages add up to, said in one sentence. */
    private String gist() {
        Optional<Offence> offence = meta.stream()
                .map(message -> message.parts().getOrDefault("page", ""))
                .flatMap(page -> Stream.of(Offence.values()).filter(each -> page.contains("offence=" + each.word())))
                .findFirst();
        boolean sent = meta.stream()
                .anyMatch(each -> each.parts().getOrDefault("page", "").contains("/thank-you"));
        String pressed = meta.stream()
                .map(message -> message.parts().getOrDefault("button", ""))
                .filter(button -> !button.isEmpty())
                .findFirst()
                .map(button -> " and pressed \u201c" + button + "\u201d")
                .orElse("");
        return offence.map(what -> "Facebook now knows: this visitor " + (sent ? "reported" : "is reporting")
                        + " \u201c" + what.label() + "\u201d" + pressed)
                .orElse("");
    }

    private static String object(Map<String, String> parts) {
        Iterator<String> names = List.of("time", "event", "page", "title", "referrer", "button", "fields", "cookies")
                .iterator();
        var json = new StringBuilder("{");
        while (names.hasNext()) {
            String name = names.next();
            json.append(quoted(name)).append(':').append(quoted(parts.getOrDefault(name, "")));
            json.append(names.hasNext() ? "," : "}");
        }
        return json.toString();
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().limit(500).forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ' || c == '<' || c > '~') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
