package io.github.hushgate.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What browsers report that no page of the site caused, by class. The rules are data: the bundled ones and the owner's.
 * Immutable, safe for many threads; scheme and host rules are looked up, the few others are tried one by one, each in
 * linear time.
 */
final class NoiseRules {
    /** Characters of an address or sample that rules look at, at most. */
    private static final int MAX_TEXT = 2_048;

    private record Rule(String noise, Glob glob) {}

    private final Map<String, String> schemes = new HashMap<>();
    private final Map<String, String> hosts = new HashMap<>();
    private final Map<String, String> subHosts = new HashMap<>();
    private final Map<String, String> networks = new HashMap<>();
    private final List<Rule> urls = new ArrayList<>();
    private final List<Rule> samples = new ArrayList<>();

    /** The bundled rules, and the owner's in the same form: {@code class field pattern}. */
    NoiseRules(List<String> own) {
        Words.lines("noise.txt").forEach(this::add);
        own.forEach(this::add);
    }

    private void add(String line) {
        String[] words = line.strip().split("\\s+", 3);
        if (words.length != 3 || !words[0].matches("[a-z0-9-]{1,32}")) {
            throw bad(line);
        }
        String pattern = words[2];
        switch (words[1]) {
            case "scheme" -> schemes.put(pattern, words[0]);
            case "host" -> addHost(words[0], pattern);
            case "url" -> urls.add(new Rule(words[0], new Glob(pattern)));
            case "sample" -> samples.add(new Rule(words[0], new Glob(pattern)));
            default -> throw bad(line);
        }
    }

    private void addHost(String noise, String pattern) {
        if (pattern.endsWith(".*")) {
            networks.put(pattern.substring(0, pattern.length() - 1), noise);
            return;
        }
        boolean subHostsToo = pattern.startsWith("*.");
        if (subHostsToo) {
            subHosts.put(pattern.substring(2), noise);
        }
        hosts.put(subHostsToo ? pattern.substring(2) : pattern, noise);
    }

    private static IllegalArgumentException bad(String line) {
        return new IllegalArgumentException("reports.noise: \"" + line
                + "\" is no rule; write a class, a field (scheme, host, url,"
                + " sample) and a pattern: \"antivirus host *.example.com\"");
    }

    /** The schemes that rules name: they may be kept as words. */
    Set<String> schemes() {
        return schemes.keySet();
    }

    Optional<String> ofScheme(String scheme) {
        return Optional.ofNullable(schemes.get(scheme));
    }

    Optional<String> ofHost(String host) {
        String exact = hosts.get(host);
        if (exact != null) {
            return Optional.of(exact);
        }
        return isIpv4(host) ? ofNetwork(host) : ofSubHost(host);
    }

    private static boolean isIpv4(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    private Optional<String> ofNetwork(String address) {
        for (int dot = address.indexOf('.'); dot >= 0; dot = address.indexOf('.', dot + 1)) {
            String noise = networks.get(address.substring(0, dot + 1));
            if (noise != null) {
                return Optional.of(noise);
            }
        }
        return Optional.empty();
    }

    private Optional<String> ofSubHost(String host) {
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            String noise = subHosts.get(host.substring(dot + 1));
            if (noise != null) {
                return Optional.of(noise);
            }
        }
        return Optional.empty();
    }

    Optional<String> ofUrl(String url) {
        return first(urls, url);
    }

    Optional<String> ofSample(String sample) {
        return sample.isEmpty() ? Optional.empty() : first(samples, sample);
    }

    private static Optional<String> first(List<Rule> rules, String text) {
        String head = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
        for (Rule rule : rules) {
            if (rule.glob().matches(head)) {
                return Optional.of(rule.noise());
            }
        }
        return Optional.empty();
    }
}
