package io.github.hushgate.cli;

import io.github.hushgate.html.Element;
import io.github.hushgate.html.EndTag;
import io.github.hushgate.html.HtmlTokenizer;
import io.github.hushgate.html.StartTag;
import io.github.hushgate.html.TextMode;
import io.github.hushgate.html.TokenSink;
import io.github.hushgate.policy.ApprovedScripts;
import io.github.hushgate.policy.SourceExpression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The inline scripts of one page, as a browser would hash them. A page in another encoding than UTF-8 is misread. */
final class InlineScripts implements TokenSink {
    /** Bytes of a script, at most; a longer one is not listed. */
    static final int MAX_SCRIPT_BYTES = 4 * 1024 * 1024;

    private static final int CHUNK_BYTES = 65_536;
    private static final Set<String> RUN = Set.of("", "module", "importmap", "speculationrules");

    private final List<Script> scripts = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private boolean open;
    private boolean nonce;
    private int handlers;

    private InlineScripts() {}

    /**
     * One script.
     *
     * @param hash as a policy names it
     * @param nonce whether the element carries a nonce: it then needs no approval
     * @param text between its tags
     */
    record Script(SourceExpression.Hash hash, boolean nonce, String text) {
        /** What a person knows it by, without control characters, 100 characters at most. */
        String firstLine() {
            String line = text.lines()
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .findFirst()
                    .orElse("");
            String shown = line.replaceAll("\\p{Cntrl}", " ");
            return shown.length() <= 100 ? shown : shown.substring(0, 100) + "…";
        }
    }

    /**
     * What a page holds.
     *
     * @param scripts in the page's order
     * @param handlers attributes like {@code onclick}, which no hash of ours can approve
     */
    record Page(List<Script> scripts, int handlers) {}

    static Page of(InputStream in) throws IOException {
        var sink = new InlineScripts();
        var tokenizer = new HtmlTokenizer(sink);
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            tokenizer.write(chunk, 0, read);
        }
        tokenizer.end();
        return new Page(List.copyOf(sink.scripts), sink.handlers);
    }

    @Override
    public void startTag(StartTag tag) {
        open = tag.element() == Element.SCRIPT && tag.indexOf("src") < 0 && runs(tag);
        nonce = tag.indexOf("nonce") >= 0;
        text.reset();
        tag.attributes().stream().filter(each -> each.name().startsWith("on")).forEach(each -> handlers++);
    }

    private static boolean runs(StartTag tag) {
        int at = tag.indexOf("type");
        String type = at < 0 ? "" : tag.value(at).strip().toLowerCase(Locale.ROOT);
        return RUN.contains(type) || type.endsWith("javascript") || type.endsWith("ecmascript");
    }

    @Override
    public void text(byte[] bytes, int from, int to, TextMode mode) {
        if (open && mode == TextMode.SCRIPT_DATA && text.size() <= MAX_SCRIPT_BYTES) {
            text.write(bytes, from, to - from);
        }
    }

    @Override
    public void endTag(EndTag tag) {
        if (open && text.size() > 0 && text.size() <= MAX_SCRIPT_BYTES) {
            String script = normal(text.toString(StandardCharsets.UTF_8));
            scripts.add(new Script(ApprovedScripts.hashOf(script), nonce, script));
        }
        open = false;
    }

    /** As the parser hands it on: https://html.spec.whatwg.org/#preprocessing-the-input-stream */
    private static String normal(String script) {
        return script.replace("\r\n", "\n").replace('\r', '\n').replace('\0', '\uFFFD');
    }
}
