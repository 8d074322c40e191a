package io.github.hushgate.rewrite;

import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import net.htmlparser.jericho.EndTag;
import net.htmlparser.jericho.Segment;
import net.htmlparser.jericho.StartTag;
import net.htmlparser.jericho.StreamedSource;
import org.attoparser.AbstractMarkupHandler;
import org.attoparser.MarkupParser;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The least that can be called the rewriter's job, done with other parsers: bytes in, bytes out, without the scripts,
 * frames, images and links whose address the same catalog knows. No inline script, style, {@code srcset}, nested
 * document or stand-in is looked at, so each of them does less than the rewriter.
 */
final class Peers {
    private static final Map<String, String> ADDRESSES =
            Map.of("script", "src", "iframe", "src", "img", "src", "link", "href");

    private final TrackerDetector detector;
    private final BrowserUrl page;
    private final OutputStream out;
    private final BrowserUrl url = new BrowserUrl();
    private final MarkupParser atto = new MarkupParser(attoConfiguration());

    /** How many elements were left out. */
    long removals;

    private int[] cuts = new int[64];
    private int cutEnds;

    Peers(TrackerDetector detector, BrowserUrl page, OutputStream out) {
        this.detector = detector;
        this.page = page;
        this.out = out;
    }

    private static ParseConfiguration attoConfiguration() {
        var configuration = ParseConfiguration.htmlConfiguration();
        configuration.setElementBalancing(ParseConfiguration.ElementBalancing.NO_BALANCING);
        configuration.setUniqueAttributesInElementRequired(false);
        configuration.setNoUnmatchedCloseElementsRequired(false);
        return configuration;
    }

    private boolean isTracker(String address) {
        return url.read(address, page) && detector.ofUrl(url).isPresent();
    }

    private void cut(int from, int to) {
        if (cutEnds + 2 > cuts.length) {
            cuts = Arrays.copyOf(cuts, cuts.length * 2);
        }
        cuts[cutEnds++] = from;
        cuts[cutEnds++] = to;
        removals++;
    }

    private void write(String text) throws IOException {
        int at = 0;
        for (int i = 0; i < cutEnds; i += 2) {
            out.write(text.substring(at, Math.max(at, cuts[i])).getBytes(StandardCharsets.UTF_8));
            at = Math.max(at, cuts[i + 1]);
        }
        out.write(text.substring(at).getBytes(StandardCharsets.UTF_8));
        cutEnds = 0;
    }

    /** The tree, and its text again. */
    void jsoup(byte[] whole) throws IOException {
        Document document = Jsoup.parse(new ByteArrayInputStream(whole), "UTF-8", "https://police.example/");
        for (Element each : document.select("script[src],iframe[src],img[src],link[href]")) {
            if (isTracker(each.attr(ADDRESSES.get(each.normalName())))) {
                each.remove();
                removals++;
            }
        }
        out.write(document.outerHtml().getBytes(StandardCharsets.UTF_8));
    }

    /** Segments as they come. */
    void jericho(byte[] whole) throws IOException {
        String text = new String(whole, StandardCharsets.UTF_8);
        int open = -1;
        String until = "";
        try (var source = new StreamedSource(text)) {
            for (Segment segment : source) {
                if (segment instanceof StartTag tag && open < 0 && isTracker(tag)) {
                    if (tag.getName().equals("script") || tag.getName().equals("iframe")) {
                        open = tag.getBegin();
                        until = tag.getName();
                    } else {
                        cut(tag.getBegin(), tag.getEnd());
                    }
                } else if (segment instanceof EndTag tag
                        && open >= 0
                        && tag.getName().equals(until)) {
                    cut(open, tag.getEnd());
                    open = -1;
                }
            }
        }
        write(text);
    }

    private boolean isTracker(StartTag tag) {
        String name = ADDRESSES.get(tag.getName());
        String address = name == null ? null : tag.getAttributeValue(name);
        return address != null && isTracker(address);
    }

    /** Events, over an array of characters. */
    void attoparser(byte[] whole) throws IOException {
        String text = new String(whole, StandardCharsets.UTF_8);
        try {
            atto.parse(text.toCharArray(), new Events());
        } catch (ParseException e) {
            throw new IOException(e);
        }
        write(text);
    }

    private final class Events extends AbstractMarkupHandler {
        private int start;
        private int behind;
        private String attribute = "";
        private String name = "";
        private boolean bad;
        private int open = -1;
        private String until = "";

        private void begin(char[] buffer, int nameOffset, int nameLength) {
            start = nameOffset - 1;
            behind = nameOffset + nameLength;
            name = name(buffer, nameOffset, nameLength);
            attribute = ADDRESSES.getOrDefault(name, "");
            bad = false;
        }

        private static String name(char[] buffer, int offset, int length) {
            return new String(buffer, offset, length).toLowerCase(Locale.ROOT);
        }

        @Override
        public void handleOpenElementStart(char[] buffer, int nameOffset, int nameLength, int line, int column) {
            begin(buffer, nameOffset, nameLength);
        }

        @Override
        public void handleStandaloneElementStart(
                char[] buffer, int nameOffset, int nameLength, boolean minimized, int line, int column) {
            begin(buffer, nameOffset, nameLength);
        }

        @Override
        public void handleAttribute(
                char[] buffer,
                int nameOffset,
                int nameLength,
                int nameLine,
                int nameColumn,
                int operatorOffset,
                int operatorLength,
                int operatorLine,
                int operatorColumn,
                int valueOffset,
                int valueLength,
                int outerOffset,
                int outerLength,
                int valueLine,
                int valueColumn) {
            behind = Math.max(behind, outerOffset + outerLength);
            if (nameLength == attribute.length()
                    && name(buffer, nameOffset, nameLength).equals(attribute)) {
                bad |= isTracker(new String(buffer, valueOffset, valueLength));
            }
        }

        @Override
        public void handleOpenElementEnd(char[] buffer, int nameOffset, int nameLength, int line, int column) {
            if (bad && open < 0 && (name.equals("script") || name.equals("iframe"))) {
                open = start;
                until = name;
            } else {
                end(buffer);
            }
        }

        @Override
        public void handleStandaloneElementEnd(
                char[] buffer, int nameOffset, int nameLength, boolean minimized, int line, int column) {
            end(buffer);
        }

        private void end(char[] buffer) {
            if (bad && open < 0) {
                int end = behind;
                while (end < buffer.length && buffer[end] != '>') {
                    end++;
                }
                cut(start, Math.min(buffer.length, end + 1));
            }
        }

        @Override
        public void handleCloseElementEnd(char[] buffer, int nameOffset, int nameLength, int line, int column) {
            if (open >= 0 && name(buffer, nameOffset, nameLength).equals(until)) {
                cut(open, nameOffset + nameLength + 1);
                open = -1;
            }
        }

        @Override
        public void handleUnmatchedCloseElementEnd(
                char[] buffer, int nameOffset, int nameLength, int line, int column) {
            handleCloseElementEnd(buffer, nameOffset, nameLength, line, column);
        }
    }
}
