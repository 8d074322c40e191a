package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Makes up a list in Adblock Plus syntax with EasyPrivacy's proportions of kinds of rule and options. Every name in it
 * is invented: words of one's own put together by chance.
 */
final class ListShape {
    /** Rules in EasyPrivacy's network part, August 2026. */
    static final int RULES = 56_000;

    private static final String[] WORDS = {
        "analytics",
        "track",
        "pixel",
        "beacon",
        "event",
        "stat",
        "collect",
        "visit",
        "count",
        "log",
        "metric",
        "tag",
        "audit",
        "click",
        "hit",
        "impress",
        "insight",
        "monitor",
        "page",
        "view",
        "user",
        "session",
        "ref",
        "ping",
        "telemetry",
        "trace",
        "record",
        "funnel",
        "heat",
        "score",
        "data",
        "feed",
        "edge",
        "cdn",
        "smart",
        "bright",
        "north",
        "river",
        "cloud",
        "quant"
    };
    private static final String[] ENDS = {".com", ".net", ".io", ".de", ".co.uk", ".ru", ".jp", ".fr", ".org", ".ai"};
    private static final String[] FILES = {
        ".js", ".gif?", ".php?", "/", ".min.js", "?", ".aspx?", ".png?", "-v2.js", "_"
    };

    private final Random random;

    private ListShape(long seed) {
        random = new Random(seed);
    }

    /** A list of so many rules, always the same one. */
    static String list(int rules) {
        ListShape shape = new ListShape(7);
        StringBuilder text = new StringBuilder("[Adblock Plus 2.0]\n! made up for measuring\n");
        for (int each = 0; each < rules; each++) {
            text.append(shape.rule(each * 10_000L / rules)).append('\n');
        }
        return text.toString();
    }

    /** Kinds by ten thousandths, in the order of the list. */
    private String rule(long share) {
        if (share < 8_410) {
            return "||" + host() + "^" + option(900);
        }
        if (share < 9_150) {
            return "||" + host() + path() + option(3_000);
        }
        if (share < 9_740) {
            return pattern() + option(3_000);
        }
        if (share < 9_820) {
            return "||" + host() + "/*" + path() + option(2_000);
        }
        return share < 9_850 ? pattern() + "^" + word() + "=" : "@@||" + host() + path() + option(5_000);
    }

    private String option(int tenThousandths) {
        if (random.nextInt(10_000) >= tenThousandths) {
            return "";
        }
        String[] options = {
            "third-party", "third-party", "third-party", "script", "image", "~third-party", "xmlhttprequest"
        };
        String option = "$" + options[random.nextInt(options.length)];
        return random.nextInt(8) == 0 ? option + ",domain=" + host() + "|" + host() : option;
    }

    private String pattern() {
        String lead = random.nextInt(3) == 0 ? "-" : random.nextInt(8) == 0 ? "&" : "/";
        return lead + word() + (random.nextInt(2) == 0 ? "-" : "_") + word() + FILES[random.nextInt(FILES.length)];
    }

    private String path() {
        String folder = random.nextInt(2) == 0 ? "/" : "/" + word() + "/";
        return folder + word() + FILES[random.nextInt(FILES.length)];
    }

    /** Two thirds of EasyPrivacy's hosts are other sites' own sub-hosts. */
    private String host() {
        String domain =
                word() + word() + Integer.toString(random.nextInt(1_296), 36) + ENDS[random.nextInt(ENDS.length)];
        return random.nextInt(3) == 0 ? domain : word() + "." + domain;
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    /** Writes the list and the addresses to a folder, for peers that run elsewhere. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Files.writeString(folder.resolve("list.txt"), list(RULES));
        StringBuilder urls = new StringBuilder();
        for (var url : Corpus.addresses(UrlBenchmark.ADDRESSES)) {
            urls.append(url).append('\n');
        }
        Files.writeString(folder.resolve("urls.txt"), urls, StandardCharsets.UTF_8);
    }
}
