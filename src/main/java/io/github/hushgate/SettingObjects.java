package io.github.hushgate;

import io.github.hushgate.HushgateConfig.Add;
import io.github.hushgate.HushgateConfig.Alias;
import io.github.hushgate.HushgateConfig.Allowed;
import io.github.hushgate.HushgateConfig.Keep;
import io.github.hushgate.HushgateConfig.Route;
import io.github.hushgate.policy.AllowKind;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.ReferrerPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the values that have parts of what a place holds: objects, as JSON spells them. */
final class SettingObjects {
    private SettingObjects() {}

    static List<Route> routes(Object value) {
        return objects(value, "{\"pattern\": \"/report/map\", \"preset\": \"sealed\"}", SettingObjects::route);
    }

    private static Route route(Map<?, ?> parts) {
        known(parts, "pattern", "mode", "preset", "allow", "cache-control", "referrer-policy");
        return new Route(
                required(parts, "pattern", SettingValues::text),
                optional(parts, "mode", SettingValues::mode),
                optional(parts, "preset", value -> SettingValues.word(value, Preset.class)),
                optional(parts, "allow", SettingObjects::allowed).orElse(List.of()),
                optional(parts, "cache-control", SettingValues::headerValue),
                optional(parts, "referrer-policy", value -> SettingValues.word(value, ReferrerPolicy.class)));
    }

    private static List<Allowed> allowed(Object value) {
        String example = "{\"kind\": \"img\", \"host\": \"https://maps.example.org\", \"reason\": \"the map\"}";
        return objects(value, example, parts -> {
            known(parts, "kind", "host", "reason");
            return new Allowed(
                    required(parts, "kind", kind -> SettingValues.word(kind, AllowKind.class)),
                    required(parts, "host", SettingValues::host),
                    required(parts, "reason", SettingValues::nonBlank));
        });
    }

    static List<Keep> keep(Object value) {
        return objects(value, "{\"tracker\": \"matomo\", \"reason\": \"runs on our own host\"}", parts -> {
            known(parts, "tracker", "reason");
            return new Keep(
                    required(parts, "tracker", SettingValues::nonBlank),
                    required(parts, "reason", SettingValues::nonBlank));
        });
    }

    static List<Add> add(Object value) {
        return objects(value, "{\"host\": \"stats.example.com\", \"reason\": \"the agency's counter\"}", parts -> {
            known(parts, "host", "reason");
            return new Add(
                    required(parts, "host", SettingValues::nonBlank),
                    required(parts, "reason", SettingValues::nonBlank));
        });
    }

    static List<Alias> alias(Object value) {
        String example = "{\"host\": \"t.example.org\", \"as\": \"matomo.cloud\", \"reason\": \"a CNAME\"}";
        return objects(value, example, parts -> {
            known(parts, "host", "as", "reason");
            return new Alias(
                    required(parts, "host", SettingValues::nonBlank),
                    required(parts, "as", SettingValues::nonBlank),
                    required(parts, "reason", SettingValues::nonBlank));
        });
    }

    /** An object of feature to {@code self} or {@code none}. */
    static Map<String, Boolean> permissions(Object value) {
        Map<?, ?> features = object(value, "{\"geolocation\": \"self\"}");
        Map<String, Boolean> allowed = new LinkedHashMap<>();
        features.forEach((feature, who) -> allowed.put(SettingValues.nonBlank(feature), isSelf(who)));
        return Map.copyOf(allowed);
    }

    private static boolean isSelf(Object who) {
        if ("self".equals(who) || "none".equals(who)) {
            return "self".equals(who);
        }
        throw SettingValues.refused(who, "is nobody that a feature can be for; \"self\" or \"none\" would do");
    }

    static String aliasHost(Object value) {
        String host = Words.lower(SettingValues.nonBlank(value));
        boolean plain = host.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0));
        if (!plain || host.startsWith(".") || host.endsWith(".")) {
            throw SettingValues.refused(
                    value, "is not a host name; \"stats.example.org\" (no scheme, no port) would do");
        }
        return host;
    }

    private static <T> List<T> objects(Object value, String example, Function<Map<?, ?>, T> reader) {
        if (!(value instanceof List<?> list)) {
            throw SettingValues.refused(value, "is not a list of objects; [" + example + "] would do");
        }
        return list.stream().map(each -> reader.apply(object(each, example))).toList();
    }

    private static Map<?, ?> object(Object value, String example) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw SettingValues.refused(value, "is not an object; " + example + " would do");
    }

    private static void known(Map<?, ?> parts, String... names) {
        for (Object name : parts.keySet()) {
            if (!List.of(names).contains(String.valueOf(name))) {
                throw SettingValues.refused(
                        name, "is no part of it" + Words.hint(String.valueOf(name), List.of(names)));
            }
        }
    }

    private static <T> T required(Map<?, ?> parts, String name, Function<Object, T> reader) {
        return optional(parts, name, reader)
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is missing in " + parts));
    }

    private static <T> Optional<T> optional(Map<?, ?> parts, String name, Function<Object, T> reader) {
        Object value = parts.get(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
