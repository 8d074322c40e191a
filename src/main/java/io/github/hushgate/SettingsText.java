package io.github.hushgate;

import io.github.hushgate.HushgateConfig.Add;
import io.github.hushgate.HushgateConfig.Alias;
import io.github.hushgate.HushgateConfig.Allowed;
import io.github.hushgate.HushgateConfig.Keep;
import io.github.hushgate.HushgateConfig.Route;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The effective settings as sentences for the journal: what its reader must be able to read a year later. */
final class SettingsText {
    private SettingsText() {}

    /** By key; a key whose value is empty is left out. */
    static Map<String, String> of(HushgateConfig config) {
        Map<String, String> texts = new TreeMap<>();
        SettingKeys.list().forEach(key -> {
            String text = text(config.value(key));
            if (!text.isEmpty()) {
                texts.put(key.name(), text);
            }
        });
        return texts;
    }

    static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(SettingsText::text).orElse("");
        } else if (value instanceof Collection<?> all) {
            return all.stream().map(SettingsText::text).collect(Collectors.joining(", "));
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(each -> each.getKey() + " " + text(each.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        } else if (value instanceof Boolean on) {
            return on ? "on" : "off";
        }
        return decision(value);
    }

    /** What the owner decided, with the reason that was given; a plain value as {@link SettingValues#told} has it. */
    private static String decision(Object value) {
        if (value instanceof Keep keep) {
            return keep.tracker() + " (" + keep.reason() + ")";
        } else if (value instanceof Add add) {
            return add.host() + " (" + add.reason() + ")";
        } else if (value instanceof Alias alias) {
            return alias.host() + " is " + alias.as() + " (" + alias.reason() + ")";
        } else if (value instanceof Allowed allowed) {
            return Words.of(allowed.kind()) + " from " + allowed.host() + " (" + allowed.reason() + ")";
        } else if (value instanceof Route route) {
            return Stream.of(
                            route.pattern(),
                            text(route.mode()),
                            text(route.preset()),
                            text(route.allow()),
                            text(route.cacheControl()),
                            text(route.referrerPolicy()))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" "));
        }
        return SettingValues.told(value);
    }
}
