package io.github.hushgate.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One JSON object of the catalog, and where it stands, so that whatever is wrong with it can be found. */
final class CatalogObject {
    private final String where;
    private final JsonNode node;

    CatalogObject(String where, JsonNode node) {
        this.where = where;
        this.node = node;
        if (!node.isObject()) {
            throw wrong("must be an object");
        }
    }

    CatalogObject named(String name) {
        return new CatalogObject(where + " \"" + name + "\"", node);
    }

    /** Fails when there is a field that nobody reads. */
    void allow(Set<String> fields) {
        for (String name : names()) {
            if (!fields.contains(name)) {
                throw wrong("has the unknown field \"" + name + "\"");
            }
        }
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    String text(String field) {
        return textOf(field, field(field));
    }

    /** As {@link #text}, but it may be empty. */
    String textOrEmpty(String field) {
        JsonNode value = field(field);
        return value.isTextual() && value.textValue().isEmpty() ? "" : textOf(field, value);
    }

    <E extends Enum<E>> E constant(String field, Class<E> type) {
        String text = text(field);
        try {
            if (text.equals(text.toLowerCase(Locale.ROOT))) {
                return Enum.valueOf(type, text.replace('-', '_').toUpperCase(Locale.ROOT));
            }
        } catch (IllegalArgumentException e) {
            throw wrong("has the unknown " + field + " \"" + text + "\"");
        }
        throw wrong("has a " + field + " with capitals, \"" + text + "\"");
    }

    CatalogObject object(String field) {
        return new CatalogObject(where + " " + field, field(field));
    }

    /** The strings of a list; none where the field is missing. */
    List<String> strings(String field) {
        List<String> strings = new ArrayList<>();
        for (JsonNode each : list(field)) {
            strings.add(textOf(field, each));
        }
        return strings;
    }

    /** The objects of a list; none where the field is missing. */
    List<CatalogObject> objects(String field) {
        List<CatalogObject> objects = new ArrayList<>();
        for (JsonNode each : list(field)) {
            objects.add(new CatalogObject(where + " " + field, each));
        }
        return objects;
    }

    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("catalog: " + where + " " + what);
    }

    private JsonNode list(String field) {
        JsonNode list = node.path(field);
        if (!list.isMissingNode() && (!list.isArray() || list.isEmpty())) {
            throw wrong("needs a list with something in it for \"" + field + "\"");
        }
        return list;
    }

    private JsonNode field(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            throw wrong("needs \"" + field + "\"");
        }
        return value;
    }

    private String textOf(String field, JsonNode value) {
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw wrong("needs text for \"" + field + "\", not " + value);
        }
        return value.textValue();
    }
}
