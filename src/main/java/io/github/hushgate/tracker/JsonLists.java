package io.github.hushgate.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads Disconnect's {@code services.json} and DuckDuckGo's tracker data, as lines of the syntax that other lists have.
 */
final class JsonLists {
    /** Categories of Disconnect that hold what pages are made of. */
    private static final Set<String> NOT_TRACKING = Set.of("Content", "ConsentManagers", "Anti-fraud");

    private record Line(String text, Optional<Tracker> tracker) {}

    private final String name;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Optional<Tracker>> trackers = new HashMap<>();
    private final Map<String, Integer> ignored = new HashMap<>();

    private JsonLists(String name) {
        this.name = name;
    }

    static FilterList read(String name, byte[] content, OwnHosts site) throws IOException {
        JsonNode root = new ObjectMapper().readTree(content);
        JsonLists lists = new JsonLists(name);
        if (root.path("categories").isObject()) {
            lists.readDisconnect(root.path("categories"));
        } else if (root.path("trackers").isObject()) {
            lists.readTrackerData(root.path("trackers"));
        } else {
            throw new IOException("list " + name + ": neither \"categories\" nor \"trackers\" is an object in it");
        }
        return lists.compile(site);
    }

    private FilterList compile(OwnHosts site) {
        StringBuilder text = new StringBuilder("[Adblock]\n");
        lines.forEach(line -> text.append(line.text()).append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        ListReader reader = new ListReader(name, bytes, site);
        int from = "[Adblock]\n".length();
        for (Line line : lines) {
            int to = from + line.text().getBytes(StandardCharsets.UTF_8).length;
            reader.readLine(from, to, line.tracker());
            from = to + 1;
        }
        ignored.forEach((reason, times) -> {
            for (int each = 0; each < times; each++) {
                reader.ignore(reason);
            }
        });
        return reader.finish();
    }

    private Optional<Tracker> tracker(String entity, Category category) {
        String id = "list:" + name + ":" + entity;
        return trackers.computeIfAbsent(id + category, key -> Optional.of(new Tracker(id, entity, entity, category)));
    }

    private void readDisconnect(JsonNode categories) {
        for (Map.Entry<String, JsonNode> category : categories.properties()) {
            for (JsonNode services : category.getValue()) {
                for (Map.Entry<String, JsonNode> service : services.properties()) {
                    readService(category.getKey(), service.getKey(), service.getValue());
                }
            }
        }
    }

    private void readService(String category, String entity, JsonNode service) {
        for (JsonNode domains : service) {
            for (JsonNode domain : domains) {
                if (NOT_TRACKING.contains(category)) {
                    ignored.merge(category, 1, Integer::sum);
                } else {
                    lines.add(new Line("||" + domain.asText() + "^", tracker(entity, category(category))));
                }
            }
        }
    }

    private static Category category(String disconnect) {
        return switch (disconnect) {
            case "Advertising" -> Category.ADVERTISING;
            case "Analytics" -> Category.ANALYTICS;
            case "Social" -> Category.SOCIAL;
            case "Email", "EmailAggressive" -> Category.MARKETING_AUTOMATION;
            case "FingerprintingInvasive", "FingerprintingGeneral" -> Category.IDENTITY;
            default -> Category.LISTED;
        };
    }

    private void readTrackerData(JsonNode domains) {
        for (Map.Entry<String, JsonNode> each : domains.properties()) {
            JsonNode owner = each.getValue().path("owner");
            String entity = owner.path("displayName").asText(owner.path("name").asText(""));
            Optional<Tracker> tracker = tracker(entity, Category.LISTED);
            if (each.getValue().path("default").asText().equals("block")) {
                lines.add(new Line("||" + each.getKey() + "^", tracker));
            }
            for (JsonNode rule : each.getValue().path("rules")) {
                readDataRule(rule, tracker);
            }
        }
    }

    private void readDataRule(JsonNode rule, Optional<Tracker> tracker) {
        String pattern = literal(rule.path("rule").asText());
        if (pattern.isEmpty() || rule.has("options")) {
            ignored.merge(pattern.isEmpty() ? "regular expression" : "options", 1, Integer::sum);
            return;
        }
        boolean spares = rule.path("action").asText().equals("ignore");
        lines.add(new Line((spares ? "@@||" : "||") + pattern, tracker));
    }

    /** The wildcards of this syntax for those of a simple regular expression; empty for one that is not simple. */
    private static String literal(String expression) {
        String plain = expression.replace(".*", "*").replace("\\.", "\0").replace("\\/", "/");
        boolean simple = plain.chars().noneMatch(c -> "\\[](){}+?|^$.".indexOf(c) >= 0);
        return simple ? plain.replace('\0', '.') : "";
    }
}
