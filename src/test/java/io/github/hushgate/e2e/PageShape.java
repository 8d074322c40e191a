package io.github.hushgate.e2e;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One page of {@code page-shapes.txt}, which says what its flags and its signs in braces mean. */
record PageShape(int number, String name, Set<String> flags, String page) {
    private static final Pattern LINE = Pattern.compile("([a-z0-9-]+)(?: \\[([^]]*)])? \\| (.*)");
    private static final Pattern BYTE = Pattern.compile("\\{x([0-9A-F]{2})}");
    private static final Pattern BASE64 = Pattern.compile("\\{64([wb]?):([^}]*)}");
    private static final String BEFORE = "<!doctype html><title>shape</title>";

    /** All shapes, in the file's order. */
    static List<PageShape> all() throws IOException {
        List<PageShape> shapes = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PageShape.class.getResourceAsStream("page-shapes.txt")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    shapes.add(of(shapes.size(), line));
                }
            }
        }
        return shapes;
    }

    private static PageShape of(int number, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("page-shapes.txt: " + line);
        }
        String flags = Optional.ofNullable(matcher.group(2)).orElse("");
        return new PageShape(number, matcher.group(1), Set.of(flags.split(" ")), matcher.group(3));
    }

    boolean is(String flag) {
        return flags.contains(flag);
    }

    /** Why it may load all the same: {@code form}, {@code link}, {@code mixed}, {@code runtime}. */
    Optional<String> exempt() {
        return value("exempt=");
    }

    /** What the Content-Type header names; empty when it names none. */
    String charset() {
        String charset = value("charset=").orElse("utf-8");
        return charset.equals("none") || charset.endsWith("-bom") || is("unsaid") ? "" : charset;
    }

    /** The page's bytes, its tracker being {@code label.tracker.test}. */
    byte[] bytes(String label) {
        String text = (is("raw") ? "" : BEFORE) + page;
        text = text.replace("{T}", label + ".tracker.test").replace("{N}", label);
        text = BASE64.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(base64(match.group(1), match.group(2))));
        return encode(text);
    }

    private Optional<String> value(String key) {
        return flags.stream()
                .filter(flag -> flag.startsWith(key))
                .map(flag -> flag.substring(key.length()))
                .findFirst();
    }

    private byte[] encode(String text) {
        String name = value("charset=").orElse("utf-8");
        Charset charset = name.equals("none") ? StandardCharsets.ISO_8859_1 : Charset.forName(name.replace("-bom", ""));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (name.endsWith("-bom")) {
            out.write(0xff);
            out.write(0xfe);
        }
        Matcher bytes = BYTE.matcher(text);
        int from = 0;
        while (bytes.find()) {
            out.writeBytes(text.substring(from, bytes.start()).getBytes(charset));
            out.write(Integer.parseInt(bytes.group(1), 16));
            from = bytes.end();
        }
        out.writeBytes(text.substring(from).getBytes(charset));
        return out.toByteArray();
    }

    /** With {@code w} in UTF-16, with {@code b} also behind a byte order mark. */
    private static String base64(String kind, String text) {
        Charset charset = kind.isEmpty() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE;
        return Base64.getEncoder().encodeToString(((kind.equals("b") ? "\ufeff" : "") + text).getBytes(charset));
    }
}
