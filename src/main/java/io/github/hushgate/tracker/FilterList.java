package io.github.hushgate.tracker;

import io.github.hushgate.url.BrowserUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One of the owner's lists, read: its rules, its exceptions, and what of it was not understood. Immutable. */
public final class FilterList {
    /** Bytes of a list, at most. */
    public static final int MAX_BYTES = 64 << 20;

    private final String name;
    private final byte[] text;
    private final UrlIndex rules;
    private final UrlIndex exceptions;
    private final Map<String, Integer> ignored;
    private final int ruleCount;

    FilterList(
            String name,
            byte[] text,
            UrlIndex rules,
            UrlIndex exceptions,
            Map<String, Integer> ignored,
            int ruleCount) {
        this.name = name;
        this.text = text;
        this.rules = rules;
        this.exceptions = exceptions;
        this.ignored = new TreeMap<>(ignored);
        this.ruleCount = ruleCount;
    }

    /**
     * Reads a list of any known form: Adblock Plus syntax, hosts file, plain domains, Disconnect's services,
     * DuckDuckGo's tracker data. Refuses one without a single rule.
     */
    static FilterList read(String name, byte[] content, OwnHosts site) throws IOException {
        if (content.length > MAX_BYTES) {
            throw new IOException("list " + name + ": " + content.length + " bytes, the limit is " + MAX_BYTES);
        }
        boolean json = firstByte(content) == '{';
        FilterList list = json ? JsonLists.read(name, content, site) : new ListReader(name, content, site).read();
        if (list.ruleCount == 0) {
            throw new IOException("list " + name + ": no rule in it is understood: " + list.ignored);
        }
        return list;
    }

    private static int firstByte(byte[] content) {
        int at = content.length >= 3 && (content[0] & 0xFF) == 0xEF ? 3 : 0;
        while (at < content.length && Literal.isSpace(content[at])) {
            at++;
        }
        return at < content.length ? content[at] : -1;
    }

    /** Its file's name without the ending. */
    public String name() {
        return name;
    }

    /** How many of its rules and exceptions are in use. */
    public int ruleCount() {
        return ruleCount;
    }

    /** How many of its lines are not, by reason. */
    public Map<String, Integer> ignored() {
        return Map.copyOf(ignored);
    }

    @Nullable
    UrlRule match(BrowserUrl url, int types, boolean all, boolean own) {
        return rules.match(url, types, all, own);
    }

    /** As {@link #match}, of the rules that name a host, for whatever it is loaded as. */
    @Nullable
    UrlRule matchHost(BrowserUrl url, boolean own) {
        return rules.matchHost(url, ResourceType.ALL, true, own);
    }

    @Nullable
    UrlRule exception(BrowserUrl url, int types, boolean all, boolean own) {
        return exceptions.match(url, types, all, own);
    }

    /** The rule as the list has it. */
    String text(UrlRule rule) {
        return new String(text, rule.textFrom, rule.textTo - rule.textFrom, StandardCharsets.UTF_8);
    }
}
