package io.github.hushgate;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every place that settings may stand in. Where a key stands in several, the one that is nearer to the running system
 * wins: code, then the file, context parameters, init parameters, the environment, and last system properties.
 *
 * @param code what the application built itself
 * @param contextParameters of the web application, those that begin with {@code hushgate.}
 * @param initParameters of the filter
 * @param properties of the JVM, those that begin with {@code hushgate.}
 * @param environment the variables that begin with {@code HUSHGATE_}
 * @param resources files inside the web application
 */
record SettingPlaces(
        Optional<HushgateConfig> code,
        Map<String, String> contextParameters,
        Map<String, String> initParameters,
        Map<String, String> properties,
        Map<String, String> environment,
        Resources resources) {
    static final String DEFAULT_FILE = "/WEB-INF/hushgate.json";

    /** The place of what the application built itself. */
    static final String CODE = "code";

    private static final String CONFIG = "config";
    private static final String PROPERTY = "hushgate.";
    private static final String VARIABLE = "HUSHGATE_";

    /** Reads a file inside the web application. */
    interface Resources {
        Optional<String> text(String path) throws IOException;
    }

    /**
     * One key as it stands in one place.
     *
     * @param key its name, known or not
     * @param value text, number, flag, list or map; what the application built itself is ready made
     * @param place as the owner would call it
     * @param known the names that a key could have had there
     */
    record Found(String key, Object value, String place, List<String> known) {}

    static SettingPlaces of(FilterConfig filter, Optional<HushgateConfig> code) {
        return of(filter.getServletContext(), texts(filter.getInitParameterNames(), filter::getInitParameter), code);
    }

    /** The places of an application whose filter has, or will have, these init parameters. */
    static SettingPlaces of(ServletContext context, Map<String, String> initParameters, Optional<HushgateConfig> code) {
        return new SettingPlaces(
                code,
                texts(context.getInitParameterNames(), context::getInitParameter),
                initParameters,
                systemProperties(),
                System.getenv(),
                path -> resource(context, path));
    }

    private static Map<String, String> texts(Enumeration<String> names, Function<String, @Nullable String> value) {
        Map<String, String> texts = new TreeMap<>();
        for (String name : Collections.list(names)) {
            texts.put(name, String.valueOf(value.apply(name)));
        }
        return texts;
    }

    private static Map<String, String> systemProperties() {
        Map<String, String> properties = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            properties.put(name, System.getProperty(name, ""));
        }
        return properties;
    }

    private static Optional<String> resource(ServletContext context, String path) throws IOException {
        try (InputStream in = context.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Every key of every place, that which wins behind that which it overrides. */
    List<Found> found() {
        List<Found> outside = new ArrayList<>(dotted(contextParameters, "context parameter"));
        outside.addAll(ofInitParameters());
        outside.addAll(ofEnvironment());
        outside.addAll(dotted(properties, "system property"));
        List<Found> files =
                outside.stream().filter(each -> each.key().equals(CONFIG)).toList();
        outside.removeAll(files);
        List<Found> found = new ArrayList<>();
        code.ifPresent(config ->
                config.values().forEach((key, value) -> found.add(new Found(key.name(), value, CODE, List.of()))));
        found.addAll(ofFile(files));
        found.addAll(outside);
        return found;
    }

    private List<Found> ofInitParameters() {
        List<Found> found = new ArrayList<>();
        initParameters.forEach(
                (name, text) -> found.add(new Found(name, text, "init parameter \"" + name + "\"", withConfig(""))));
        return found;
    }

    private static List<Found> dotted(Map<String, String> texts, String place) {
        List<Found> found = new ArrayList<>();
        texts.forEach((name, text) -> {
            if (name.startsWith(PROPERTY)) {
                String key = name.substring(PROPERTY.length());
                found.add(new Found(key, text, place + " \"" + name + "\"", withConfig(PROPERTY)));
            }
        });
        return found;
    }

    private List<Found> ofEnvironment() {
        Map<String, String> keys = new HashMap<>();
        SettingKeys.list().forEach(key -> keys.put(key.variable(), key.name()));
        keys.put(VARIABLE + "CONFIG", CONFIG);
        List<Found> found = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, text) -> {
            if (name.startsWith(VARIABLE)) {
                String key = keys.getOrDefault(name, name);
                found.add(new Found(key, text, "environment variable \"" + name + "\"", List.copyOf(keys.keySet())));
            }
        });
        return found;
    }

    private static List<String> withConfig(String prefix) {
        List<String> names = new ArrayList<>();
        SettingKeys.names().forEach(name -> names.add(prefix + name));
        names.add(prefix + CONFIG);
        return names;
    }

    private List<Found> ofFile(List<Found> named) {
        if (named.isEmpty()) {
            return resourceText(DEFAULT_FILE)
                    .map(text -> ofText(text, DEFAULT_FILE))
                    .orElse(List.of());
        }
        Found last = named.get(named.size() - 1);
        return ofFile(String.valueOf(last.value()).strip(), last.place());
    }

    private List<Found> ofFile(String file, String place) {
        String text = file.startsWith("/WEB-INF/")
                ? resourceText(file).orElseThrow(() -> unreadable(file, "there is no such file", place))
                : fileText(file, place);
        return ofText(text, file);
    }

    private Optional<String> resourceText(String path) {
        try {
            return resources.text(path);
        } catch (IOException e) {
            throw new IllegalArgumentException("config: \"" + path + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    static String fileText(String file, String place) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e.getClass().getSimpleName() + ": " + e.getMessage(), place);
        }
    }

    private static IllegalArgumentException unreadable(String file, String why, String place) {
        return new IllegalArgumentException("config: \"" + file + "\" cannot be read (" + why + "), in " + place
                + "; the path of a JSON file, or " + DEFAULT_FILE + " inside the application, would do");
    }

    /** The keys of a file's text. */
    static List<Found> ofText(String text, String file) {
        try {
            List<Found> found = new ArrayList<>();
            SettingsFile.keys(text)
                    .forEach((key, value) ->
                            found.add(new Found(key, value, "file \"" + file + "\"", SettingKeys.names())));
            return found;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("config: file \"" + file + "\" " + e.getMessage(), e);
        }
    }
}
