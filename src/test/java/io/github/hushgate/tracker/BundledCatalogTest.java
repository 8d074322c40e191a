package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.tracker.Signature.ClickId;
import io.github.hushgate.tracker.Signature.CookieRule;
import io.github.hushgate.tracker.Signature.Global;
import io.github.hushgate.tracker.Signature.HostRule;
import io.github.hushgate.tracker.Signature.InlineRule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What must hold of the data in the artifact; that its files have the right form, reading them has shown. */
class BundledCatalogTest {
    private static final TrackerCatalog CATALOG = TrackerCatalog.bundled();

    @Test
    void itHasAVersionThatIsItsDate() {
        LocalDate date = LocalDate.parse(CATALOG.date());
        assertEquals(CATALOG.version(), date.toString().replace('-', '.'));
    }

    @Test
    void itIsAsLargeAsPromised() {
        long suffixes = CATALOG.trackers().stream()
                .flatMap(each -> each.signatures(HostRule.class))
                .filter(rule -> !rule.exact() && !rule.host().isEmpty())
                .count();
        assertTrue(suffixes >= 500, suffixes + " suffix rules");
        assertTrue(CATALOG.trackers().size() >= 250, CATALOG.trackers().size() + " trackers");
    }

    @Test
    void noTwoTrackersClaimTheSameThing() {
        List<String> twice = new ArrayList<>();
        twice.addAll(claimedTwice(tracker -> tracker.signatures(HostRule.class)
                .map(rule -> (rule.exact() ? "" : "*.") + rule.host() + rule.path())
                .toList()));
        twice.addAll(claimedTwice(tracker -> tracker.signatures(InlineRule.class)
                .map(rule -> rule.all().stream().sorted().toList() + " not " + rule.none())
                .toList()));
        twice.addAll(claimedTwice(tracker ->
                tracker.signatures(CookieRule.class).map(CookieRule::name).toList()));
        twice.addAll(claimedTwice(
                tracker -> tracker.signatures(ClickId.class).map(ClickId::name).toList()));
        assertEquals(List.of(), twice);
    }

    private static List<String> claimedTwice(Function<Tracker, List<String>> claims) {
        Map<String, String> owners = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (Tracker tracker : CATALOG.trackers()) {
            for (String claim : claims.apply(tracker)) {
                String other = owners.putIfAbsent(claim, tracker.id());
                if (other != null) {
                    twice.add(claim + ": " + other + ", " + tracker.id());
                }
            }
        }
        return twice;
    }

    @Test
    void noRuleIsCoveredByAWiderOneOfItsTracker() {
        List<String> covered = new ArrayList<>();
        for (Tracker tracker : CATALOG.trackers()) {
            List<HostRule> rules = tracker.signatures(HostRule.class).toList();
            for (HostRule rule : rules) {
                rules.stream()
                        .filter(wider -> !wider.equals(rule) && covers(wider, rule))
                        .forEach(wider -> covered.add(tracker.id() + ": " + rule + " by " + wider));
            }
        }
        assertEquals(List.of(), covered);
    }

    private static boolean covers(HostRule wider, HostRule rule) {
        boolean whole =
                !wider.exact() && wider.path().isEmpty() && !wider.host().isEmpty();
        return whole && (rule.host().equals(wider.host()) || rule.host().endsWith("." + wider.host()));
    }

    @Test
    void noSuffixRuleTakesAPublicSuffix() {
        List<String> shared = List.of(
                "cloudfront.net",
                "amazonaws.com",
                "azureedge.net",
                "windows.net",
                "akamaihd.net",
                "cdn77.org",
                "co.uk",
                "google.com",
                "facebook.com",
                "microsoft.com",
                "yahoo.com",
                "yandex.ru",
                "mail.ru",
                "vk.com",
                "youtube.com",
                "twitter.com",
                "linkedin.com",
                "reddit.com",
                "pinterest.com",
                "shopify.com",
                "wordpress.com",
                "jsdelivr.net");
        List<String> bad = CATALOG.trackers().stream()
                .flatMap(each -> each.signatures(HostRule.class))
                .filter(rule -> !rule.exact() && rule.path().isEmpty() && shared.contains(rule.host()))
                .map(HostRule::host)
                .toList();
        assertEquals(List.of(), bad);
    }

    @Test
    void shortLiteralsComeInCompany() {
        List<String> bare = CATALOG.trackers().stream()
                .flatMap(each -> each.signatures(InlineRule.class))
                .filter(rule -> rule.all().size() == 1 && rule.all().get(0).length() < 5)
                .map(rule -> rule.all().get(0))
                .toList();
        assertEquals(List.of(), bare);
    }

    @Test
    void evidenceSpeaksOfWhatTheEntryHas() {
        List<String> wrong = new ArrayList<>();
        for (Tracker tracker : CATALOG.trackers()) {
            for (String source : tracker.evidence().split("; ", -1)) {
                for (String fact : source.substring(source.indexOf(": ") + 2).split(", ", -1)) {
                    if (!isOf(tracker, fact)) {
                        wrong.add(tracker.id() + ": " + fact);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static boolean isOf(Tracker tracker, String fact) {
        List<String> words = List.of(fact.split(" ", -1));
        if (words.size() == 4 && words.get(1).equals("of") && words.get(3).equals("inline")) {
            // One with a quotation mark is read as two.
            long rules = tracker.signatures(InlineRule.class)
                    .filter(rule -> rule.all().stream().noneMatch(each -> each.indexOf('"') >= 0))
                    .count();
            return Long.parseLong(words.get(2)) == rules && Long.parseLong(words.get(0)) < rules;
        }
        Set<String> named = Set.copyOf(words.subList(1, words.size()));
        return switch (words.get(0)) {
            case "cookies" -> names(tracker, CookieRule.class, CookieRule::name).containsAll(named);
            case "globals" -> names(tracker, Global.class, Global::name).containsAll(named);
            default -> true;
        };
    }

    private static <S extends Signature> Set<String> names(Tracker tracker, Class<S> kind, Function<S, String> name) {
        return tracker.signatures(kind).map(name).collect(Collectors.toSet());
    }
}
