package io.github.hushgate.html;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Collects tokens in the form that the html5lib vectors have them in. */
final class TokenList implements TokenSink {
    private final List<List<Object>> tokens = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final ByteArrayOutputStream comment = new ByteArrayOutputStream();
    private TextMode mode = TextMode.DATA;

    List<List<Object>> tokens() {
        flush();
        return tokens;
    }

    @Override
    public void startTag(StartTag tag) {
        flush();
        var attributes = new LinkedHashMap<String, Object>();
        tag.attributes().forEach(each -> attributes.put(each.name(), each.value()));
        tokens.add(
                tag.selfClosing()
                        ? List.of("StartTag", tag.name(), attributes, true)
                        : List.of("StartTag", tag.name(), attributes));
    }

    @Override
    public void endTag(EndTag tag) {
        flush();
        tokens.add(List.of("EndTag", tag.name()));
    }

    @Override
    public void text(byte[] bytes, int from, int to, TextMode now) {
        if (now != mode) {
            flush();
        }
        mode = now;
        text.write(bytes, from, to - from);
    }

    @Override
    public void comment(byte[] bytes, int from, int to, boolean last) {
        flush();
        comment.write(bytes, from, to - from);
        if (last) {
            byte[] all = comment.toByteArray();
            byte[] data = Text.normalize(all, 0, all.length);
            tokens.add(List.of("Comment", new String(data, StandardCharsets.UTF_8)));
            comment.reset();
        }
    }

    @Override
    public void doctype(Doctype doctype) {
        flush();
        var token = new ArrayList<Object>();
        token.add("DOCTYPE");
        token.add(doctype.name().orElse(null));
        token.add(doctype.publicId().orElse(null));
        token.add(doctype.systemId().orElse(null));
        token.add(!doctype.forceQuirks());
        tokens.add(token);
    }

    private void flush() {
        if (text.size() == 0) {
            return;
        }
        String raw = text.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").replace('\r', '\n');
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        boolean references = mode == TextMode.DATA || mode == TextMode.RCDATA;
        String decoded = references
                ? new String(CharacterReferences.decode(bytes, 0, bytes.length, false), StandardCharsets.UTF_8)
                : raw;
        boolean keepsNul = mode == TextMode.DATA || mode == TextMode.CDATA;
        add(keepsNul ? decoded : decoded.replace('\0', '\uFFFD'));
        text.reset();
    }

    private void add(String characters) {
        int last = tokens.size() - 1;
        if (last >= 0 && tokens.get(last).get(0).equals("Character")) {
            tokens.set(last, List.of("Character", tokens.get(last).get(1) + characters));
        } else {
            tokens.add(List.of("Character", characters));
        }
    }
}
