package io.github.hushgate;

import io.github.hushgate.SettingPlaces.Found;
import jakarta.servlet.FilterConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one configuration of all the places that settings stand in. Whatever is wrong fails the start, all of it in one
 * message: each line names the key, the value, the place and what would do.
 */
final class SettingsReader {
    private static final int MAX_TOLD = 120;

    /** The settings in force, and where one place overrode another, in the order of the keys. */
    record Result(HushgateConfig config, List<Overriding> overrides) {}

    /**
     * One place that had its way over another.
     *
     * @param text names the key, both values and both places
     * @param weakens whether less is protected, or more let in, than the overridden place said
     */
    record Overriding(String text, boolean weakens) {}

    private final ConfigBuilder builder = HushgateConfig.builder();
    private final Map<SettingKey<?>, Found> places = new LinkedHashMap<>();
    private final Map<SettingKey<?>, Object> values = new LinkedHashMap<>();
    private final List<Overriding> overrides = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private SettingsReader() {}

    /** The settings of a filter, and of the application's own code where it built some. */
    static Result read(FilterConfig filter, Optional<HushgateConfig> code) {
        Result result = read(SettingPlaces.of(filter, code));
        HushgateConfig config = result.config();
        Optional.ofNullable(filter.getServletContext().getRealPath("/"))
                .map(root -> new WebRoot(Path.of(root)))
                .ifPresent(root -> config.reports().directory().ifPresent(root::mustNotHold));
        return result;
    }

    static Result read(SettingPlaces places) {
        var reader = new SettingsReader();
        HushgateConfig config = reader.merge(places.found());
        return new Result(config, List.copyOf(reader.overrides));
    }

    static HushgateConfig ofFile(Path file) {
        String name = file.toString();
        return new SettingsReader().merge(SettingPlaces.ofText(SettingPlaces.fileText(name, "the command"), name));
    }

    static HushgateConfig ofKeys(Map<String, ?> keys, String place) {
        List<Found> found = new ArrayList<>();
        List<String> known =
                SettingKeys.names().stream().map(name -> "hushgate." + name).toList();
        keys.forEach((key, value) -> found.add(new Found(key, value, place + " \"hushgate." + key + "\"", known)));
        return new SettingsReader().merge(found);
    }

    private HushgateConfig merge(List<Found> found) {
        found.forEach(this::take);
        if (problems.isEmpty()) {
            try {
                return builder.build();
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage() + ", in " + placeOf(SettingKeys.ROUTES));
            }
        }
        throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }

    private String placeOf(SettingKey<?> key) {
        Found found = places.get(key);
        return found == null ? SettingPlaces.CODE : found.place();
    }

    private void take(Found found) {
        SettingKeys.named(found.key()).ifPresentOrElse(key -> take(key, found), () -> problems.add(unknown(found)));
    }

    private void take(SettingKey<?> key, Found found) {
        try {
            Object value = found.place().equals(SettingPlaces.CODE)
                    ? found.value()
                    : key.reader().apply(raw(found.value()));
            Found before = places.put(key, found);
            Object known = values.put(key, value);
            builder.putRead(key, value);
            if (before != null && known != null && !same(known, value)) {
                overrides.add(new Overriding(overriding(before, found), Weaker.is(key, known, value)));
            }
        } catch (IllegalArgumentException e) {
            problems.add(key.name() + ": " + e.getMessage() + ", in " + found.place());
        }
    }

    /** Text that begins as JSON is JSON; so lists of objects fit into an init parameter too. */
    private static Object raw(Object value) {
        if (value instanceof String text
                && (text.strip().startsWith("[") || text.strip().startsWith("{"))) {
            return SettingsFile.value(text);
        }
        return value;
    }

    private static boolean same(Object one, Object other) {
        if (one instanceof Collection<?> some && other instanceof Collection<?> more) {
            return new HashSet<>(some).equals(new HashSet<>(more));
        }
        return other.equals(one);
    }

    private static String unknown(Found found) {
        String place = found.place();
        return found.key() + ": is not a key, with the value " + told(found.value()) + " in " + place
                + Words.hint(place.contains("\"hushgate.") ? "hushgate." + found.key() : found.key(), found.known());
    }

    private static String overriding(Found before, Found after) {
        return after.key() + ": " + told(after.value()) + " in " + after.place() + " overrides " + told(before.value())
                + " in " + before.place();
    }

    private static String told(Object value) {
        String text = String.valueOf(value);
        return "\"" + (text.length() > MAX_TOLD ? text.substring(0, MAX_TOLD) + "…" : text) + "\"";
    }
}
