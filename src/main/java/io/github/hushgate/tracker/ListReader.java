package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads lines: Adblock Plus syntax, hosts files, plain domains. What it does not understand it counts. */
final class ListReader {
    private final String name;
    private final byte[] text;
    private final OwnHosts site;
    private final boolean adblock;
    private final GramChoice choice;
    private final UrlIndex rules;
    private final UrlIndex exceptions;
    private final Map<String, Integer> ignored = new HashMap<>();
    private final Optional<Tracker> listed;
    private int count;

    ListReader(String name, byte[] text, OwnHosts site) {
        this.name = name;
        this.text = text;
        this.site = site;
        this.choice = new GramChoice(text);
        this.rules = UrlIndex.ofAddresses(lines(text));
        this.exceptions = UrlIndex.ofAddresses(64);
        this.adblock = isAdblock(new String(text, 0, Math.min(text.length, 65_536), StandardCharsets.ISO_8859_1));
        this.listed = Optional.of(new Tracker("list:" + name, name, "", Category.LISTED));
    }

    private static int lines(byte[] text) {
        int lines = 1;
        for (byte b : text) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static boolean isAdblock(String head) {
        return head.startsWith("[Adblock") || head.contains("||") || head.contains("@@") || head.contains("##");
    }

    FilterList read() {
        int from = 0;
        for (int at = 0; at <= text.length; at++) {
            if (at == text.length || text[at] == '\n') {
                readLine(from, at, listed);
                from = at + 1;
            }
        }
        return finish();
    }

    FilterList finish() {
        rules.trim();
        exceptions.trim();
        return new FilterList(name, text, rules, exceptions, ignored, count);
    }

    void ignore(String reason) {
        ignored.merge(reason, 1, Integer::sum);
    }

    void readLine(int start, int stop, Optional<Tracker> tracker) {
        int from = start;
        int to = stop;
        while (from < to && Literal.isSpace(text[from])) {
            from++;
        }
        while (to > from && Literal.isSpace(text[to - 1])) {
            to--;
        }
        if (from == to || text[from] == '!' || text[from] == '[') {
            return;
        }
        String line = new String(text, from, to - from, StandardCharsets.UTF_8);
        try {
            if (adblock) {
                readRule(line, from, to, tracker);
            } else {
                readHosts(line, from, to);
            }
        } catch (ListRule.Ignored e) {
            ignore(String.valueOf(e.getMessage()));
        }
    }

    private void readRule(String line, int from, int to, Optional<Tracker> tracker) throws ListRule.Ignored {
        if (isCosmetic(line)) {
            throw new ListRule.Ignored("cosmetic");
        }
        if (line.startsWith("#")) {
            return;
        }
        ListRule rule = ListRule.read(line, site);
        UrlRule compiled = new UrlRule(
                tracker, UrlRule.Verdict.REMOVE, rule.pattern(), false, rule.types(), rule.party(), from, to);
        add(rule.exception() ? exceptions : rules, rule.host(), compiled);
    }

    private static boolean isCosmetic(String line) {
        int hash = line.indexOf('#');
        while (hash >= 0 && hash + 1 < line.length()) {
            char next = line.charAt(hash + 1);
            if (next == '#' || next == '@' || next == '?' || next == '$' || next == '%') {
                return true;
            }
            hash = line.indexOf('#', hash + 1);
        }
        return false;
    }

    private void add(UrlIndex index, String host, UrlRule rule) throws ListRule.Ignored {
        if (!host.isEmpty()) {
            index.addHost(host, rule);
        } else if (!index.addPattern(rule, choice)) {
            throw new ListRule.Ignored("too short a pattern");
        }
        count++;
    }

    /** {@code 0.0.0.0 host host # comment}, or a host by itself. */
    private void readHosts(String line, int from, int to) throws ListRule.Ignored {
        int comment = line.indexOf('#');
        String[] words =
                (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+", -1);
        boolean addressed = words.length > 1;
        for (int at = addressed ? 1 : 0; at < words.length; at++) {
            String host = words[at].toLowerCase(Locale.ROOT);
            if (host.isEmpty() || host.equals("0.0.0.0")) {
                continue;
            }
            String plain = host.startsWith("*.") ? host.substring(2) : host;
            if (!isDomain(plain)) {
                throw new ListRule.Ignored("no host name");
            }
            UrlRule rule = new UrlRule(
                    listed,
                    UrlRule.Verdict.REMOVE,
                    UrlPattern.ANY,
                    false,
                    ResourceType.ALL,
                    UrlRule.Party.ANY,
                    from,
                    to);
            add(rules, plain, rule);
        }
    }

    private static boolean isDomain(String text) {
        return text.indexOf('.') > 0
                && text.chars()
                        .allMatch(c ->
                                (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_');
    }
}
