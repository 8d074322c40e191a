package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnchorsTest {
    private static final String[] SPACES = {"", " ", "\n\t", "  \r\n  "};

    private final InlineRules rules = new InlineRules(
            TrackerCatalog.bundled(), new UrlLookup(TrackerCatalog.bundled(), new OwnerRules(), false, List::of));
    private final Random random = new Random(5);

    @Test
    void everyLiteralIsMetWhereverItStandsAndHoweverItIsSpaced() {
        for (int number = 0; number < rules.literalCount(); number++) {
            Literal literal = rules.literal(number);
            for (int each = 0; each < 18; each++) {
                // At each distance from the text's first place and from its end, and with little or much around it.
                String before = ";".repeat(each % 3 + 3 * random.nextInt(6));
                String behind = ";".repeat(each / 3 % 3 + (each < 9 ? 0 : random.nextInt(20)));
                String text = before + spaced(literal) + behind;
                assertTrue(meets(rules.words(), number, text), () -> "not met: " + literal + " in " + text);
            }
        }
    }

    @Test
    void noRuleHoldsWithoutALiteralThatGivesTheAlarm() {
        for (int number = 0; number < rules.literalCount(); number++) {
            String text = ";;" + rules.literal(number) + ";;";
            if (rules.isSufficient(number) || rules.literal(number).kind == Literal.Kind.HOST) {
                assertTrue(meets(rules.alarms(), number, text), text);
            }
        }
    }

    @Test
    void whatIsReadInTwoPartsMeetsTheSamePlaces() {
        byte[] text = ("x".repeat(7) + "window.fbq('init','1');s.src='//static.hotjar.com/c/hotjar-1.js?sv=';"
                        + "y".repeat(9))
                .getBytes(StandardCharsets.ISO_8859_1);
        List<Integer> whole = places(text, text.length);
        assertTrue(whole.size() >= 2, whole.toString());
        for (int cut = 0; cut < text.length; cut += Anchors.STRIDE) {
            assertEquals(whole, places(text, cut), "cut at " + cut);
        }
    }

    private List<Integer> places(byte[] text, int cut) {
        List<Integer> places = new ArrayList<>();
        for (int at = rules.words().next(text, 0, 0, cut, text.length); at < cut; ) {
            places.add(at);
            at = rules.words().next(text, 0, at + Anchors.STRIDE, cut, text.length);
        }
        for (int at = rules.words().next(text, 0, cut, text.length, text.length); at < text.length; ) {
            places.add(at);
            at = rules.words().next(text, 0, at + Anchors.STRIDE, text.length, text.length);
        }
        return places;
    }

    /** White space where the language lets it be: between a word and what is none. */
    private String spaced(Literal literal) {
        StringBuilder text = new StringBuilder();
        String plain = literal.toString();
        for (int at = 0; at < plain.length(); at++) {
            boolean gap = at > 0 && (isBracket(plain.charAt(at)) || isBracket(plain.charAt(at - 1)));
            text.append(gap ? SPACES[random.nextInt(SPACES.length)] : "").append(plain.charAt(at));
        }
        return text.toString();
    }

    private static boolean isBracket(char c) {
        return "()[]{},=;".indexOf(c) >= 0;
    }

    private boolean meets(Anchors anchors, int literal, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int end = bytes.length;
        for (int at = anchors.next(bytes, 0, 0, end, end); at < end; ) {
            for (int entry = anchors.first(bytes, at, end); entry >= 0; entry = anchors.after(entry)) {
                int there = at + anchors.lead(entry);
                if (anchors.literal(entry) == literal
                        && there < end
                        && rules.literal(literal).matchAround(bytes, 0, there, end, anchors.offset(entry)) >= 0) {
                    return true;
                }
            }
            at = anchors.next(bytes, 0, at + Anchors.STRIDE, end, end);
        }
        return false;
    }
}
