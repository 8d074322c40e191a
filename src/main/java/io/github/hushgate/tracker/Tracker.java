package io.github.hushgate.tracker;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One catalogued service.
 *
 * @param id lower-case words joined by hyphens: {@code meta-pixel}
 * @param name as its owner calls it
 * @param entity the company that receives the data
 * @param category its kind
 * @param risk what it can learn
 * @param signatures what it is known by
 * @param evidence where the facts come from
 */
public record Tracker(
        String id,
        String name,
        String entity,
        Category category,
        Risk risk,
        List<Signature> signatures,
        String evidence) {
    /** Keeps its own copy of the signatures. */
    public Tracker {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(risk, "risk");
        Objects.requireNonNull(evidence, "evidence");
        signatures = List.copyOf(signatures);
    }

    /** One that nothing more is known of than its name. */
    public Tracker(String id, String name, String entity, Category category) {
        this(id, name, entity, category, Risk.VISIT_DISCLOSURE, List.of(), "");
    }

    /** Tells the names of the globals that its snippets define, in the catalog's order. Allocates nothing. */
    public void forEachGlobal(Consumer<String> name) {
        for (int i = 0; i < signatures.size(); i++) {
            if (signatures.get(i) instanceof Signature.Global global) {
                name.accept(global.name());
            }
        }
    }

    /** Its signatures of one kind. */
    public <T extends Signature> Stream<T> signatures(Class<T> kind) {
        return signatures.stream().filter(kind::isInstance).map(kind::cast);
    }
}
