package io.github.hushgate.journey;

import io.github.hushgate.html.Element;
import io.github.hushgate.html.EndTag;
import io.github.hushgate.html.HtmlTokenizer;
import io.github.hushgate.html.StartTag;
import io.github.hushgate.html.TextMode;
import io.github.hushgate.html.TokenSink;
import io.github.hushgate.url.BrowserUrl;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads one page for the ways by which it leads to a sensitive route. A script is searched for the words that sensitive
 * paths begin with; a script file is not read. One page, one thread; malformed input passes through.
 */
public final class DoorwayScan implements TokenSink {
    /** How a page leads to a sensitive one. */
    public enum Lead {
        /** A link to click. */
        LINK,
        /** A form that is sent there. */
        FORM,
        /** A frame that shows it. */
        FRAME,
        /** A hint to fetch, or to render, it ahead. */
        PREFETCH,
        /** A script that names it. */
        SCRIPT;

        /** As it stands in counts. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final HtmlTokenizer tokenizer = new HtmlTokenizer(this);
    private final Predicate<BrowserUrl> sensitive;
    private final List<String> prefixes;
    private final List<byte[]> names;
    private final BrowserUrl page;
    private final BrowserUrl target = new BrowserUrl();
    private final Set<Lead> leads = EnumSet.noneOf(Lead.class);
    private final int longest;
    private String tail = "";

    /**
     * A scan of the page at this address.
     *
     * @param sensitive whether an address of any host is one of the site's sensitive ones
     * @param prefixes what sensitive paths begin with, with the context path
     */
    public DoorwayScan(BrowserUrl page, Predicate<BrowserUrl> sensitive, List<String> prefixes) {
        this.page = page;
        this.sensitive = sensitive;
        this.prefixes = prefixes.stream().filter(each -> each.length() > 1).toList();
        names = prefixes.stream().map(DoorwayScan::lastName).toList();
        longest = this.prefixes.stream().mapToInt(String::length).max().orElse(0);
    }

    /** What every address of such a path must hold, written out: however relative, its last fixed segment. */
    private static byte[] lastName(String prefix) {
        return prefix.substring(prefix.lastIndexOf('/') + 1).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The page's next bytes. */
    public void write(byte[] bytes, int from, int length) {
        tokenizer.write(bytes, from, length);
    }

    /** The page ends. */
    public Set<Lead> finish() {
        tokenizer.end();
        return Set.copyOf(leads);
    }

    @Override
    public void startTag(StartTag tag) {
        tail = "";
        switch (tag.element()) {
            case A, AREA -> lead(tag, "href", Lead.LINK);
            case FORM -> lead(tag, "action", Lead.FORM);
            case BUTTON, INPUT -> lead(tag, "formaction", Lead.FORM);
            case IFRAME, FRAME -> lead(tag, "src", Lead.FRAME);
            case LINK -> link(tag);
            default -> {}
        }
        for (int i = 0; i < tag.attributeCount(); i++) {
            if (tag.nameEnd(i) - tag.nameStart(i) > 2
                    && (tag.window()[tag.nameStart(i)] | 0x20) == 'o'
                    && (tag.window()[tag.nameStart(i) + 1] | 0x20) == 'n') {
                script(tag.value(i));
            }
        }
    }

    private void link(StartTag tag) {
        int rel = tag.indexOf("rel");
        if (rel >= 0
                && tag.value(rel).toLowerCase(Locale.ROOT).matches(".*\\b(prefetch|prerender|preload|next)\\b.*")) {
            lead(tag, "href", Lead.PREFETCH);
        }
    }

    private void lead(StartTag tag, String attribute, Lead lead) {
        int at = leads.contains(lead) ? -1 : tag.indexOf(attribute);
        if (at >= 0
                && mayName(tag.window(), tag.valueStart(at), tag.valueEnd(at))
                && target.read(tag.value(at), page)
                && sensitive.test(target)) {
            leads.add(lead);
        }
    }

    /** Most links name nothing sensitive in any spelling: they are not read as addresses. */
    private boolean mayName(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '%' || b[i] == '&' || b[i] < 0) {
                return true;
            }
            for (byte[] name : names) {
                if (stands(name, b, i, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean stands(byte[] name, byte[] b, int at, int to) {
        if (to - at < name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            byte c = b[at + i];
            if (name[i] != (c >= 'A' && c <= 'Z' ? c | 0x20 : c)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void text(byte[] bytes, int from, int to, TextMode mode) {
        if (mode != TextMode.SCRIPT_DATA) {
            return;
        }
        // A word may stand across two pieces.
        String text = tail + new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        script(text);
        tail = text.substring(Math.max(0, text.length() - longest));
    }

    private void script(String text) {
        String plain = text.replace("\\/", "/").toLowerCase(Locale.ROOT);
        if (prefixes.stream().anyMatch(plain::contains)) {
            leads.add(Lead.SCRIPT);
        }
    }

    @Override
    public void endTag(EndTag tag) {
        if (tag.element() == Element.SCRIPT) {
            tail = "";
        }
    }
}
