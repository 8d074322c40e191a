package io.github.hushgate.spring;

import io.github.hushgate.HushgateConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The properties under {@code hushgate}, read by the same readers as every other place, so that a misspelt one is found
 * here too. What the environment and the system properties say is left to the filter, which asks them itself.
 */
final class HushgateProperties {
    private static final String PREFIX = "hushgate";

    private HushgateProperties() {}

    /**
     * The settings.
     *
     * @throws HushgateSettingsException when one is wrong
     */
    static HushgateConfig config(ConfigurableEnvironment environment) {
        List<PropertySource<?>> sources = StreamSupport.stream(
                        environment.getPropertySources().spliterator(), false)
                .filter(HushgateProperties::isTheApplications)
                .toList();
        var binder = new Binder(
                ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(environment));
        Map<String, String> flat =
                binder.bind(PREFIX, Bindable.mapOf(String.class, String.class)).orElseGet(Map::of);
        try {
            return HushgateConfig.ofKeys(nested(flat), "the application's property")
                    .checked();
        } catch (IllegalArgumentException e) {
            throw new HushgateSettingsException(String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isTheApplications(PropertySource<?> source) {
        return !source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                && !source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
                && !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source);
    }

    /** The known keys; what follows one becomes a list or an object. */
    static Map<String, Object> nested(Map<String, String> flat) {
        Map<String, Node> roots = new TreeMap<>();
        flat.forEach((name, value) -> {
            String key = key(name);
            roots.computeIfAbsent(key, unused -> new Node()).put(name.substring(key.length()), value);
        });
        Map<String, Object> keys = new LinkedHashMap<>();
        roots.forEach((key, node) -> keys.put(key, node.value()));
        return keys;
    }

    /** The known key that the name begins with, or the whole name. */
    private static String key(String name) {
        return HushgateConfig.keys().stream()
                .filter(key -> name.startsWith(key) && name.length() > key.length())
                .filter(key -> ".[".indexOf(name.charAt(key.length())) >= 0)
                .max(Comparator.comparingInt(String::length))
                .orElse(name);
    }

    /** A value, a list by its indexes, or an object by its names. */
    private static final class Node {
        private final Map<Integer, Node> items = new TreeMap<>();
        private final Map<String, Node> parts = new LinkedHashMap<>();
        private String text = "";

        void put(String path, String value) {
            if (path.isEmpty()) {
                text = value;
                return;
            }
            int end = 1;
            while (end < path.length() && ".[]".indexOf(path.charAt(end)) < 0) {
                end++;
            }
            String name = path.substring(1, end);
            String rest = path.substring(path.startsWith("]", end) ? end + 1 : end);
            boolean index = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
            if (index) {
                items.computeIfAbsent(Integer.valueOf(name), unused -> new Node())
                        .put(rest, value);
            } else {
                parts.computeIfAbsent(name, unused -> new Node()).put(rest, value);
            }
        }

        Object value() {
            if (!items.isEmpty()) {
                List<Object> list = new ArrayList<>();
                items.values().forEach(item -> list.add(item.value()));
                return list;
            }
            if (parts.isEmpty()) {
                return text;
            }
            Map<String, Object> object = new LinkedHashMap<>();
            parts.forEach((name, part) -> object.put(name, part.value()));
            return object;
        }
    }
}
