package io.github.hushgate.cli;

import io.github.hushgate.tracker.Signature.CloakTarget;
import io.github.hushgate.tracker.Signature.Confidence;
import io.github.hushgate.tracker.Signature.HostRule;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerCatalog;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.naming.NamingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks up the owner's own hosts, and tells which of them is a tracker's under another name. */
@Command(
        name = "cloaks",
        mixinStandardHelpOptions = true,
        description =
                "Looks hosts up in the DNS and tells which are an alias (CNAME) of a tracker's. Exit code 1 when any"
                        + " is. The filter itself never looks a name up: put what is found under trackers.alias.",
        footerHeading = "%nExamples:%n",
        footer = {"  hushgate catalog cloaks metrics.example.org"})
final class CatalogCloaksCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "HOST", arity = "1..*", description = "The site's own hosts: metrics.example.org")
    private List<String> hosts = List.of();

    @Option(
            names = "--dns",
            paramLabel = "HOST[:PORT]",
            description = "The name server to ask (default: the system's).")
    private String server = "";

    private int exit = Exit.CLEAN;

    CatalogCloaksCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Tracker> trackers = TrackerCatalog.bundled().trackers();
        var aliases = new DnsAliases(server);
        hosts.forEach(host -> look(host.toLowerCase(Locale.ROOT), aliases, trackers));
        return exit;
    }

    private void look(String host, DnsAliases aliases, List<Tracker> trackers) {
        try {
            List<String> chain = aliases.of(host);
            chain.stream()
                    .skip(1)
                    .flatMap(target -> owner(target, trackers).stream())
                    .findFirst()
                    .ifPresent(tracker -> tell(host, tracker, chain));
        } catch (NamingException e) {
            console.err().println("hushgate: cannot look up: " + host);
            exit = Exit.UNREADABLE;
        }
    }

    private void tell(String host, Tracker tracker, List<String> chain) {
        console.out().println(host + "\t" + tracker.id() + "\t" + String.join(" -> ", chain));
        exit = exit == Exit.UNREADABLE ? exit : Exit.FOUND;
    }

    private static Optional<Tracker> owner(String target, List<Tracker> trackers) {
        return trackers.stream()
                .filter(tracker -> tracker.category().isRemoved() && owns(tracker, target))
                .findFirst();
    }

    private static boolean owns(Tracker tracker, String target) {
        return tracker.signatures(CloakTarget.class).anyMatch(cloak -> isUnder(target, cloak.host()))
                || tracker.signatures(HostRule.class)
                        .anyMatch(rule -> rule.confidence() == Confidence.SOLE_PURPOSE && rule.covers(target));
    }

    private static boolean isUnder(String host, String suffix) {
        return host.equals(suffix) || host.endsWith("." + suffix);
    }
}
