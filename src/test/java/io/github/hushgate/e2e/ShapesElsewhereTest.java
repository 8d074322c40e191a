package io.github.hushgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.html.CharacterReferences;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A page in another one's {@code srcdoc}, or of an encoding that nothing names, loses what it loses else, and no more.
 */
final class ShapesElsewhereTest {
    private static final String BEFORE = "<p>own<iframe srcdoc=\"";
    private static final String BEHIND = "\"></iframe>own";

    @Test
    void whatAPageLosesAloneItLosesInsideOfAFrame() throws IOException {
        List<String> others = new ArrayList<>();
        for (PageShape shape : PageShape.all()) {
            String label = "k" + shape.number();
            byte[] page = shape.bytes(label);
            if (shape.charset().equals("utf-8") && isText(page)) {
                String alone = text(Rewriting.withoutSurrogates(shape, label, page));
                String whole = BEFORE + quoted(text(page)) + BEHIND;
                String frame = text(Rewriting.withoutSurrogates(shape, label, whole.getBytes(StandardCharsets.UTF_8)));
                if (!frame.startsWith(BEFORE) || !frame.endsWith(BEHIND) || !alone.equals(held(frame))) {
                    others.add("\n" + shape.name() + "\n   alone:  " + alone + "\n   inside: " + frame);
                }
            }
        }
        assertEquals(List.of(), others);
    }

    @Test
    void whatAPageInUtf8LosesItLosesWhereNothingSaysThatItIs() throws IOException {
        List<String> others = new ArrayList<>();
        for (PageShape shape : PageShape.all()) {
            String label = "k" + shape.number();
            byte[] page = shape.bytes(label);
            if (shape.charset().equals("utf-8") && isText(page)) {
                String named = text(Rewriting.of(shape, label, page));
                String undeclared = text(Rewriting.undeclared(shape, label, page));
                if (!named.equals(undeclared)) {
                    others.add("\n" + shape.name() + "\n   named:      " + named + "\n   undeclared: " + undeclared);
                }
            }
        }
        assertEquals(List.of(), others);
    }

    private static boolean isText(byte[] page) {
        return Arrays.equals(page, text(page).getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String page) {
        return page.replace("&", "&amp;").replace("\"", "&quot;");
    }

    private static String held(String frame) {
        byte[] value = frame.substring(BEFORE.length(), frame.length() - BEHIND.length())
                .getBytes(StandardCharsets.UTF_8);
        return text(CharacterReferences.decode(value, 0, value.length, true));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
