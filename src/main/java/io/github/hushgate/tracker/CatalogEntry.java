package io.github.hushgate.tracker;

import io.github.hushgate.tracker.Signature.HostRule;
import io.github.hushgate.tracker.Signature.InlineRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One tracker of the catalog's files, and what its short forms stand for (see src/docs/CATALOG.md). */
final class CatalogEntry {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern HOST =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");
    private static final Set<String> FIELDS = Set.of(
            "id",
            "name",
            "entity",
            "risk",
            "rules",
            "inline",
            "globals",
            "cookies",
            "clickIds",
            "firstPartyPaths",
            "cloaks",
            "evidence",
            "note");

    private final CatalogObject entry;
    private final List<Signature> signatures = new ArrayList<>();

    CatalogEntry(CatalogObject entry, Set<String> sources) {
        this.entry = entry;
        entry.allow(FIELDS);
        entry.object("evidence").allow(sources);
    }

    Tracker tracker(Category category) {
        String id = entry.text("id");
        if (!ID.matcher(id).matches()) {
            throw entry.wrong("needs an id of lower-case words joined by hyphens");
        }
        entry.objects("rules").forEach(this::addRule);
        if (signatures.isEmpty()) {
            throw entry.wrong("needs \"rules\"");
        }
        entry.objects("inline").forEach(this::addInline);
        entry.strings("globals").forEach(each -> signatures.add(new Signature.Global(each)));
        entry.strings("cookies").forEach(each -> signatures.add(new Signature.CookieRule(each)));
        entry.strings("clickIds").forEach(each -> signatures.add(new Signature.ClickId(each)));
        entry.objects("firstPartyPaths").forEach(this::addFirstParty);
        entry.strings("cloaks").forEach(each -> signatures.add(new Signature.CloakTarget(checkedHost(each))));
        Risk risk = entry.constant("risk", Risk.class);
        return new Tracker(id, entry.text("name"), entry.text("entity"), category, risk, signatures, evidence());
    }

    private String evidence() {
        CatalogObject evidence = entry.object("evidence");
        if (evidence.names().isEmpty()) {
            throw entry.wrong("needs evidence");
        }
        return evidence.names().stream()
                .map(source -> source + ": " + evidence.text(source))
                .collect(Collectors.joining("; "));
    }

    /**
     * A match is a host ({@code *.} in front: its sub-hosts as well; {@code *} alone: any) and what the path begins
     * with.
     */
    private void addRule(CatalogObject rule) {
        rule.allow(Set.of("match", "role", "confidence"));
        String match = rule.text("match");
        Signature.Role role = rule.constant("role", Signature.Role.class);
        Signature.Confidence confidence = rule.constant("confidence", Signature.Confidence.class);
        int slash = match.indexOf('/');
        String host = slash < 0 ? match : match.substring(0, slash);
        String path = slash < 0 ? "" : match.substring(slash);
        boolean any = host.equals("*");
        boolean suffix = host.startsWith("*.");
        String name = any ? "" : checkedHost(suffix ? host.substring(2) : host);
        for (String end : ends(any ? "*" + path : path)) {
            signatures.add(new HostRule(name, !any && !suffix, end, role, confidence));
        }
    }

    /** A final {@code ^} says that the name ends there: the path, a segment of it, or the query begins. */
    private static List<String> ends(String path) {
        if (!path.endsWith("^")) {
            return List.of(path);
        }
        String name = path.substring(0, path.length() - 1);
        return List.of(name + "$", name + "?", name + "/");
    }

    private String checkedHost(String host) {
        if (!host.equals(host.toLowerCase(Locale.ROOT)) || !HOST.matcher(host).matches()) {
            throw entry.wrong("has the host \"" + host + "\"; a lower-case ASCII name would do");
        }
        return host;
    }

    /** A {@code '} stands for either quotation mark. */
    private void addInline(CatalogObject inline) {
        inline.allow(Set.of("all", "not", "role"));
        Signature.Role role = inline.constant("role", Signature.Role.class);
        List<String> all = inline.strings("all");
        List<String> none = inline.strings("not");
        addInline(all, none, role);
        if (all.stream().anyMatch(each -> each.indexOf('\'') >= 0)) {
            addInline(quoted(all), quoted(none), role);
        }
    }

    private void addInline(List<String> all, List<String> none, Signature.Role role) {
        try {
            signatures.add(new InlineRule(all, none, role));
        } catch (IllegalArgumentException e) {
            throw entry.wrong("has an inline rule that cannot be: " + e.getMessage());
        }
    }

    private static List<String> quoted(List<String> literals) {
        return literals.stream().map(each -> each.replace('\'', '"')).toList();
    }

    private void addFirstParty(CatalogObject rule) {
        rule.allow(Set.of("path", "query"));
        signatures.add(new Signature.FirstPartyRule(rule.text("path"), rule.textOrEmpty("query")));
    }
}
