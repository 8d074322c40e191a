package io.github.hushgate.tracker;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Reads the catalog's files: {@code catalog.json} names the others, each of one category. Strict: what it does not
 * know, or misses, fails with an {@link IllegalArgumentException} that names the file and the entry.
 */
final class CatalogReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .build();

    /** Opens one file of the catalog by its name. */
    @FunctionalInterface
    interface Source {
        InputStream open(String file) throws IOException;
    }

    private final Source source;

    CatalogReader(Source source) {
        this.source = source;
    }

    /** The catalog in this artifact. */
    static CatalogReader bundled() {
        return new CatalogReader(file -> Objects.requireNonNull(
                CatalogReader.class.getResourceAsStream(file), () -> "catalog: no resource " + file));
    }

    TrackerCatalog read() {
        CatalogObject index = object("catalog.json");
        index.allow(Set.of("version", "date", "files", "sources"));
        CatalogObject sources = index.object("sources");
        List<Tracker> trackers = new ArrayList<>();
        for (String file : index.strings("files")) {
            readFile("catalog/" + file, sources.names(), trackers);
        }
        return new TrackerCatalog(index.text("version"), index.text("date"), trackers);
    }

    private void readFile(String name, Set<String> sources, List<Tracker> into) {
        CatalogObject file = object(name);
        file.allow(Set.of("category", "trackers"));
        Category category = file.constant("category", Category.class);
        for (CatalogObject entry : file.objects("trackers")) {
            CatalogObject named = entry.named(entry.text("id"));
            into.add(new CatalogEntry(named, sources).tracker(category));
        }
    }

    private CatalogObject object(String file) {
        try (InputStream in = source.open(file)) {
            JsonNode root = MAPPER.readTree(in);
            return new CatalogObject(file, root);
        } catch (IOException e) {
            throw new UncheckedIOException(String.format(Locale.ROOT, "catalog: %s cannot be read", file), e);
        }
    }
}
