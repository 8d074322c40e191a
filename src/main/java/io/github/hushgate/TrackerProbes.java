package io.github.hushgate;

import io.github.hushgate.policy.Channel;
import io.github.hushgate.policy.EgressCheck;
import io.github.hushgate.policy.HeaderLine;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.Probe;
import io.github.hushgate.policy.SecurityHeaders;
import io.github.hushgate.tracker.Signature.HostRule;
import io.github.hushgate.tracker.Signature.Role;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The catalogued trackers as attempts to leave a page, for {@link EgressCheck}: each known address by the channels that
 * it is used by. Immutable.
 */
public final class TrackerProbes {
    private final List<Probe> probes;
    private final TrackerCatalog catalog;

    private TrackerProbes(List<Probe> probes, TrackerCatalog catalog) {
        this.probes = List.copyOf(probes);
        this.catalog = catalog;
    }

    /** The attempts of the bundled catalog's trackers. */
    public static TrackerProbes bundled() {
        return of(TrackerCatalog.bundled());
    }

    /** The attempts of these trackers; a rule that fits any host gives none. */
    static TrackerProbes of(TrackerCatalog catalog) {
        Objects.requireNonNull(catalog, "catalog");
        return new TrackerProbes(probes(catalog, List.of()), catalog);
    }

    private static List<Probe> probes(TrackerCatalog catalog, Collection<String> others) {
        var probes = new ArrayList<Probe>();
        for (Tracker tracker : catalog.trackers()) {
            if (tracker.category().isRemoved()) {
                tracker.signatures(HostRule.class)
                        .filter(rule -> !rule.host().isEmpty())
                        .forEach(rule -> add(tracker, rule, others, probes));
            }
        }
        return probes;
    }

    private static void add(Tracker tracker, HostRule rule, Collection<String> others, List<Probe> probes) {
        for (Channel channel : channels(rule.role())) {
            probes.add(new Probe(tracker.name(), address(rule, rule.host(), channel), channel));
            others.stream()
                    .filter(host -> rule.covers(host) && !host.equals(rule.host()))
                    .forEach(host -> probes.add(new Probe(tracker.name(), address(rule, host, channel), channel)));
        }
    }

    /**
     * A tracker's host by every channel, whatever the tracker uses it for today.
     *
     * @param tracker the id of the catalog's entry
     * @param host one that its rules name, or one of a policy that they cover
     */
    public record HostProbe(String tracker, String host, Probe probe) {}

    /** Every known host of every tracker by every channel, and those of {@code hosts} that are a tracker's as well. */
    public List<HostProbe> everyWay(Collection<String> hosts) {
        var every = new ArrayList<HostProbe>();
        for (Tracker tracker : catalog.trackers()) {
            if (tracker.category().isRemoved()) {
                for (String host : hosts(tracker, hosts)) {
                    Probe.byEveryChannel(tracker.name(), "https://" + host + "/")
                            .forEach(probe -> every.add(new HostProbe(tracker.id(), host, probe)));
                }
            }
        }
        return every;
    }

    private static Set<String> hosts(Tracker tracker, Collection<String> others) {
        Set<String> hosts = new LinkedHashSet<>();
        tracker.signatures(HostRule.class).forEach(rule -> {
            if (!rule.host().isEmpty()) {
                hosts.add(rule.host());
            }
            others.stream().filter(rule::covers).forEach(hosts::add);
        });
        return hosts;
    }

    /** The attempts, in the catalog's order. */
    public List<Probe> probes() {
        return probes;
    }

    /** The attempts that get through, those on a host that only the policies name as well. */
    public List<EgressCheck.Opening> openings(EgressCheck check) {
        return check.openings(probes(catalog, check.hosts()));
    }

    /**
     * What stays open under one header set, for the start-up log: a line for each tracker, navigation left out where no
     * policy could cover it.
     */
    List<String> open(SecurityHeaders headers, Preset preset, String origin) {
        EgressCheck check = EgressCheck.ofHeaders(origin, enforced(headers));
        Map<String, Set<String>> channels = new LinkedHashMap<>();
        for (EgressCheck.Opening opening : openings(check)) {
            Probe probe = opening.probe();
            if (preset == Preset.SEALED || probe.channel() != Channel.NAVIGATION) {
                channels.computeIfAbsent(probe.name(), name -> new TreeSet<>())
                        .add(probe.channel().toString());
            }
        }
        return channels.entrySet().stream()
                .map(each -> "allow: " + each.getKey() + " gets through by " + String.join(", ", each.getValue()))
                .toList();
    }

    /** The lines as they would be if the rule did not only observe. */
    private static List<HeaderLine> enforced(SecurityHeaders headers) {
        return headers.lines("AAAAAAAAAAAAAAAAAAAAAAAA", false).stream()
                .map(line -> new HeaderLine(line.name().replace("-Report-Only", ""), line.value()))
                .toList();
    }

    /** The name of a tracker with addresses on this host, whatever their paths; empty when there is none. */
    Optional<String> nameOfHost(String host) {
        return catalog.trackers().stream()
                .filter(tracker -> tracker.category().isRemoved())
                .filter(tracker -> tracker.signatures(HostRule.class).anyMatch(rule -> rule.covers(host)))
                .map(Tracker::name)
                .findFirst();
    }

    private static List<Channel> channels(Role role) {
        return switch (role) {
            case LOADER, BOOTSTRAP, AGENT, CALL, CONFIG -> List.of(Channel.SCRIPT, Channel.NAVIGATION);
            case BEACON -> List.of(Channel.BEACON, Channel.PIXEL, Channel.FORM, Channel.WORKER, Channel.NAVIGATION);
            case PIXEL -> List.of(Channel.PIXEL, Channel.NAVIGATION);
            case FRAME -> List.of(Channel.FRAME, Channel.NAVIGATION);
            case ASSET -> List.of(Channel.STYLE, Channel.FONT, Channel.PIXEL, Channel.NAVIGATION);
            case WEBSOCKET -> List.of(Channel.BEACON);
        };
    }

    /** The rule's own address as far as it is fixed: a star ends it. */
    private static String address(HostRule rule, String host, Channel channel) {
        boolean socket = rule.role() == Role.WEBSOCKET && channel == Channel.BEACON;
        String path = rule.path().replaceFirst("[*$].*", "");
        return (socket ? "wss://" : "https://") + host + (path.startsWith("/") ? path : "/");
    }
}
