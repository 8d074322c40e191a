package io.github.hushgate.e2e;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tracker's address by chance: as a browser may read it, with one to three things changed. */
final class RandomAddress {
    private static final List<String> STARTS = List.of(
            ("https:// https:// https:// https:/ https: // http:// \\\\ /\\ /// https:\\\\ HtTpS:// https://// https:///"
                            + " wss:// https://u@")
                    .split(" "));
    private static final List<String> ENDS =
            List.of("/p", "", "/", "/p?x", "?x", "#x", "\\p", ":443/p", "./p", ":/p", "/../p");

    /** What is put in between, or in place of something: bytes, escapes of addresses, references, marks. */
    private static final List<String> BITS = List.of(
            ("{x09}|{x0A}|{x0D}|{x00}| |%09|%0a|%00|%20|%2e|%2f|%3a|%40|%5c|%74|%61|%|%c2%ad|%e3%80%82|%ef%bd%94|\\|/|//|@"
                            + "|:|:443|:0443|:80|u@|u:p@|u%40@|.|..|?|#|[|]|{xC2}{xAD}|{xE2}{x80}{x8B}|{xE2}{x80}{x8D}"
                            + "|{xE2}{x81}{xA0}|{xE3}{x80}{x82}|{xEF}{xBC}{x8E}|{xEF}{xBD}{x94}|{xEF}{xB8}{x8F}|{xC3}{x9F}"
                            + "|{xCE}{x82}|{xC4}{xB0}|{x01}|{x1F}|{x7F}|{xA0}|{xFF}|{xC2}{xA0}|{xE2}{x80}{xA8}|&Tab;|&NewLine;"
                            + "|&colon;|&sol;|&bsol;|&period;|&shy;|&#0;|&#9;|&#x2e;|&#46|&amp|&zwj;|&nbsp;|^|`|<|~|!|$|&|'|("
                            + "|)|*|+|,|;|=|_|-|https:|http:|HTTPS:|xn--|javascript:|blob:|x:|A")
                    .split("\\|"));

    private final Random random;

    RandomAddress(long number) {
        random = new Random(number);
    }

    /** Where addresses stand. */
    enum Place {
        MARKUP {
            @Override
            String with(RandomAddress by) {
                String quote = by.any("\"", "'");
                String address = quote + by.address().replace(quote, "") + quote;
                return by.any(
                                "<img src=T>",
                                "<script src=T></script>",
                                "<link rel=stylesheet href=T>",
                                "<iframe src=T></iframe>",
                                "<video poster=T></video>",
                                "<svg><image href=T /></svg>",
                                "<object data=T></object>",
                                "<audio src=T></audio>",
                                "<link rel=preload as=image href=T>",
                                "<table background=T></table>",
                                "<input type=image src=T>")
                        .replace("T", address);
            }
        },
        SET {
            @Override
            String with(RandomAddress by) {
                String quote = by.any("\"", "'");
                String before = by.any("", "/own.gif ", "/own.gif 1x,", ",", "  ", "/own.gif 1x ,", "a,b ", "(,");
                String behind = by.any(
                        "",
                        " 1x",
                        " 2x",
                        " 1.5x",
                        " 100w",
                        " 1x,/own.gif 3x",
                        ",",
                        ", /own",
                        " 1x 2x",
                        " (1x)",
                        " 1e0x",
                        " +1x",
                        " .5x",
                        " -1x",
                        "{x09}1x",
                        "{x0C}1x");
                String address = before + by.address().replace(quote, "").replace(" ", "") + behind;
                return by.any(
                                "<img srcset=T>",
                                "<picture><source srcset=T><img src=/own></picture>",
                                "<link rel=preload as=image imagesrcset=T>",
                                "<img sizes=100px srcset=T>")
                        .replace("T", quote + address + quote);
            }
        },
        SCRIPT {
            @Override
            String with(RandomAddress by) {
                String address = by.escaped(by.address().replaceAll("['\"`<]|&[^;]*;?", ""), Escapes.SCRIPT);
                return by.any(
                                "<script>new Image().src='T'</script>",
                                "<script>fetch(\"T\")</script>",
                                "<script>fetch(`T`)</script>",
                                "<script>s=document.createElement('script');s.src=`T`;document.head.append(s)</script>",
                                "<script type=module>import('T')</script>",
                                "<svg onload=\"new Image().src='T'\"></svg>",
                                "<script>navigator.sendBeacon(\"T\")</script>")
                        .replace("T", address);
            }
        },
        SHEET {
            @Override
            String with(RandomAddress by) {
                String address = by.escaped(by.address().replaceAll("['\"<]|&[^;]*;?", ""), Escapes.SHEET);
                return by.any(
                                "<style>body{background:url(\"T\")}</style>",
                                "<style>body{background:url(T)}</style>",
                                "<style>@import 'T';</style>",
                                "<style>@import url(T);</style>",
                                "<p style=\"background:url('T')\">x</p>",
                                "<style>p{background:image-set('T' 1x)}</style>",
                                "<svg><rect mask=\"url(T)\" width=9 height=9 /></svg>",
                                "<style>@font-face{font-family:x;src:url('T')}p{font-family:x}</style>")
                        .replace("T", address);
            }
        };

        /** Some piece of a page with an address of this one's making in it. */
        abstract String with(RandomAddress by);
    }

    private enum Escapes {
        SCRIPT {
            @Override
            String of(char c, int kind) {
                return switch (kind % 6) {
                    case 0 -> String.format("\\x%02x", (int) c);
                    case 1 -> String.format("\\u%04x", (int) c);
                    case 2 -> "\\u{" + Integer.toHexString(c) + "}";
                    case 3 -> "\\" + Integer.toOctalString(c);
                    case 4 -> "\\{x0A}" + c;
                    default -> "\\" + c;
                };
            }
        },
        SHEET {
            @Override
            String of(char c, int kind) {
                return switch (kind % 4) {
                    case 0 -> "\\" + Integer.toHexString(c) + " ";
                    case 1 -> String.format("\\%06x", (int) c);
                    case 2 -> "\\{x0A}" + c;
                    default -> (Character.digit(c, 16) < 0 ? "\\" : "") + c;
                };
            }
        };

        abstract String of(char c, int kind);
    }

    /** So many pieces of a page, each with another address. */
    String pieces(Place place, int count) {
        return IntStream.range(0, count).mapToObj(each -> place.with(this)).collect(Collectors.joining());
    }

    private String any(String... some) {
        return some[random.nextInt(some.length)];
    }

    private static String any(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private String address() {
        List<String> parts = new ArrayList<>(List.of(any(STARTS, random).split("")));
        parts.add("{N}");
        parts.addAll(List.of(".tracker.test".split("")));
        parts.addAll(List.of(any(ENDS, random).split("")));
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            change(parts, random.nextInt(parts.size()));
        }
        return String.join("", parts);
    }

    private void change(List<String> parts, int at) {
        String there = parts.get(at);
        boolean replaces = random.nextInt(7) < 2 && there.length() == 1;
        if (replaces) {
            parts.set(at, random.nextBoolean() ? any(BITS, random) : written(there.charAt(0)));
        } else {
            parts.add(at, any(BITS, random));
        }
    }

    private String written(char c) {
        return switch (random.nextInt(5)) {
            case 0 -> String.format("%%%02x", (int) c);
            case 1 -> "&#" + (int) c + ";";
            case 2 -> "&#x" + Integer.toHexString(c) + any("", ";");
            case 3 -> Character.isLetter(c) ? bytes((char) (Character.toUpperCase(c) - 'A' + '\uFF21')) : "" + c;
            default -> "" + Character.toUpperCase(c);
        };
    }

    private static String bytes(char c) {
        StringBuilder text = new StringBuilder();
        for (byte each : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
            text.append(String.format("{x%02X}", each));
        }
        return text.toString();
    }

    /** One character in fourteen is written otherwise; what stands in braces is left alone. */
    private String escaped(String address, Escapes escapes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < address.length(); at++) {
            char c = address.charAt(at);
            if (c == '{') {
                int end = address.indexOf('}', at);
                text.append(address, at, end + 1);
                at = end;
            } else if (c == '\\') {
                text.append("\\\\");
            } else {
                text.append(random.nextInt(14) == 0 ? escapes.of(c, random.nextInt(12)) : c);
            }
        }
        return text.toString();
    }
}
