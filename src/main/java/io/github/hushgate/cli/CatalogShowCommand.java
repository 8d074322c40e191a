package io.github.hushgate.cli;

import io.github.hushgate.tracker.Signature;
import io.github.hushgate.tracker.Signature.ClickId;
import io.github.hushgate.tracker.Signature.CloakTarget;
import io.github.hushgate.tracker.Signature.CookieRule;
import io.github.hushgate.tracker.Signature.FirstPartyRule;
import io.github.hushgate.tracker.Signature.Global;
import io.github.hushgate.tracker.Signature.HostRule;
import io.github.hushgate.tracker.Signature.InlineRule;
import io.github.hushgate.tracker.Signature.SampleHead;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All that the catalog says of one tracker. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows what one tracker is known by, and where the facts come from.",
        footerHeading = "%nExamples:%n",
        footer = {"  hushgate catalog show meta-pixel"})
final class CatalogShowCommand implements Callable<Integer> {
    private static final int MAX_SUGGESTED = 5;

    private final Console console;

    @Parameters(paramLabel = "ID", description = "As \"catalog list\" names it.")
    private String id = "";

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    CatalogShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrackerCatalog catalog = TrackerCatalog.bundled();
        Tracker tracker = catalog.byId(id).orElseThrow(() -> unknown(catalog));
        if (json) {
            console.json(map(tracker));
            return Exit.CLEAN;
        }
        console.out().println(tracker.id() + "\t" + tracker.name() + " of " + tracker.entity());
        line("category", Spelling.of(tracker.category()));
        line("risk", Spelling.of(tracker.risk()));
        line("on a sensitive page", fate(tracker));
        tracker.signatures().forEach(each -> line(kind(each), told(each)));
        line("evidence", tracker.evidence());
        return Exit.CLEAN;
    }

    private static String fate(Tracker tracker) {
        return tracker.category().isRemoved() ? "removed" : "named in reports, left to the policy";
    }

    private static Map<String, Object> map(Tracker tracker) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", tracker.id());
        map.put("name", tracker.name());
        map.put("entity", tracker.entity());
        map.put("category", Spelling.of(tracker.category()));
        map.put("risk", Spelling.of(tracker.risk()));
        map.put("onSensitivePages", fate(tracker));
        map.put(
                "signatures",
                tracker.signatures().stream().map(CatalogShowCommand::map).toList());
        map.put("evidence", tracker.evidence());
        return map;
    }

    private static Map<String, Object> map(Signature signature) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind(signature));
        map.put("value", told(signature));
        return map;
    }

    private void line(String what, String value) {
        console.out().println("  " + what + ": " + value);
    }

    private IllegalArgumentException unknown(TrackerCatalog catalog) {
        String part = id.toLowerCase(Locale.ROOT);
        List<String> near = catalog.trackers().stream()
                .filter(each -> each.id().contains(part)
                        || each.name().toLowerCase(Locale.ROOT).contains(part))
                .map(Tracker::id)
                .limit(MAX_SUGGESTED)
                .toList();
        return new IllegalArgumentException("ID: \"" + id + "\" is not in the catalog; "
                + (near.isEmpty() ? "\"catalog list\" names all" : "did you mean " + String.join(", ", near) + "?"));
    }

    private static String kind(Signature signature) {
        if (signature instanceof HostRule) {
            return "address";
        } else if (signature instanceof InlineRule) {
            return "inline script";
        } else if (signature instanceof CookieRule) {
            return "cookie";
        } else if (signature instanceof ClickId) {
            return "click id";
        } else if (signature instanceof FirstPartyRule) {
            return "first-party address";
        } else if (signature instanceof Global) {
            return "global";
        }
        return signature instanceof CloakTarget ? "CNAME target" : "report sample";
    }

    private static String told(Signature signature) {
        if (signature instanceof HostRule rule) {
            String host = rule.host().isEmpty() ? "(any host)" : (rule.exact() ? "" : "*.") + rule.host();
            return host + rule.path() + " (" + Spelling.of(rule.role()) + ", " + Spelling.of(rule.confidence()) + ")";
        } else if (signature instanceof InlineRule rule) {
            String none = rule.none().isEmpty() ? "" : " without " + quoted(rule.none());
            return quoted(rule.all()) + none + " (" + Spelling.of(rule.role()) + ")";
        } else if (signature instanceof CookieRule rule) {
            return rule.name();
        } else if (signature instanceof ClickId rule) {
            return rule.name();
        } else if (signature instanceof FirstPartyRule rule) {
            return rule.path() + (rule.query().isEmpty() ? " (only reported)" : " with " + rule.query());
        } else if (signature instanceof Global rule) {
            return rule.name();
        } else if (signature instanceof CloakTarget rule) {
            return "*." + rule.host();
        }
        return ((SampleHead) signature).head();
    }

    private static String quoted(List<String> literals) {
        return literals.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(" and "));
    }
}
