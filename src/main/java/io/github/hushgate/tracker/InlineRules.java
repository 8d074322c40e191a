package io.github.hushgate.tracker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The catalog's inline rules and hosts as literals, and the grams by which a script is searched for them. Immutable
 * once made.
 */
final class InlineRules {
    /** Words that most scripts hold: what is common here is no good anchor. */
    private static final String COMMON =
            "function(){}return;var window.document.createElement('script')getElementsByTagName"
                    + "parentNode.insertBefore.setAttribute('type',"
                    + "'text/javascript').async=true;src='https://www..com/.net/.js'"
                    + "if(typeof undefined)else for(length;push(arguments)call(this,"
                    + "null)new Date().getTime()data-id class=\"\"style"
                    + "false prototype.apply(options.config.addEventListener('click',"
                    + "event.target)location.href protocol innerHTML"
                    + "http://static.cdn.analytics tracking.load script.js?id= "
                    + "name value width height color display margin padding ";

    private static final String NAME = "abcdefghijklmnopqrstuvwxyz0123456789";

    /**
     * Letters of a global by which a statement is said to be its tracker's, at least: shorter ones mean many things.
     */
    private static final int MIN_GLOBAL = 4;

    /** How a {@code data:} address with a script in it goes on to the script. */
    private static final List<String> SCRIPT_DATA =
            List.of("'data:,", "text/javascript,", "application/javascript,", "text/ecmascript,", ";charset=utf-8,");

    /** One rule: the literals that it asks for, and those that it forbids. */
    static final class Rule {
        final Optional<Tracker> tracker;
        final boolean bootstrap;
        private final int[] all;
        private final int[] none;

        Rule(Optional<Tracker> tracker, boolean bootstrap, int[] all, int[] none) {
            this.tracker = tracker;
            this.bootstrap = bootstrap;
            this.all = all;
            this.none = none;
        }

        boolean hasAll(BitSet found) {
            for (int literal : all) {
                if (!found.get(literal)) {
                    return false;
                }
            }
            return true;
        }

        boolean holds(BitSet found) {
            if (!hasAll(found)) {
                return false;
            }
            for (int literal : none) {
                if (found.get(literal)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final UrlLookup lookup;
    private final List<Literal> literals = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    /** The rules by the first literal that each asks for. */
    private int[][] byLiteral = {};

    /** All literals. */
    private final Anchors words = new Anchors();
    /** Those without one of which no rule holds and no address is known: few, and rarely met. */
    private final Anchors alarms = new Anchors();

    /** The literals that are all that some rule asks for. */
    private final BitSet sufficient = new BitSet();

    /** What snippets define. */
    private final BitSet names = new BitSet();

    /** How words of rules begin that name a variable. */
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_$][\\w$]*)(?=[.(=\\[]|$)");

    /** What begins with a variable that long is one of the same tracker's. */
    private static final int LONG_VARIABLE = 6;

    private static final Set<String> NO_VARIABLES =
            Set.of("window", "document", "function", "new", "if", "var", "typeof", "top", "parent", "location");
    /** Names of variables of trackers, in lower case, since many rules are. */
    private final Set<String> variables = new HashSet<>();

    /** The literals that rules ask for. */
    private final BitSet asked = new BitSet();

    private final BitSet forbidden = new BitSet();

    /** Whose names those are that no rule asks for. */
    private final Map<Integer, List<Tracker>> owners = new HashMap<>();

    /** The literals of which alone a bootstrap is known. */
    private final BitSet bootstraps = new BitSet();

    /** Those that stand in a tracker's own script only. */
    private final BitSet agents = new BitSet();

    InlineRules(TrackerCatalog catalog, UrlLookup lookup) {
        this.lookup = lookup;
        Making making = new Making(catalog);
        for (Tracker tracker : catalog.trackers()) {
            if (tracker.category().isRemoved() && !lookup.isKept(tracker)) {
                making.addTracker(tracker);
            }
        }
        lookup.extraHosts().forEach(host -> making.literal(Literal.Kind.HOST, host));
        making.literal(Literal.Kind.BASE64, ";base64,");
        SCRIPT_DATA.forEach(type -> making.literal(Literal.Kind.PERCENT_ENCODED, type));
        rules.forEach(making::addAlarm);
        if (lookup.hasLists()) {
            addAddresses();
        }
        byLiteral = byFirstLiteral();
    }

    private int[][] byFirstLiteral() {
        int[][] index = new int[literals.size()][0];
        for (int rule = 0; rule < rules.size(); rule++) {
            int first = rules.get(rule).all[0];
            index[first] = Arrays.copyOf(index[first], index[first].length + 1);
            index[first][index[first].length - 1] = rule;
        }
        return index;
    }

    /** An anchor that many literals share is as bad as one that scripts hold. */
    private static byte[] frequent(TrackerCatalog catalog) {
        StringBuilder text = new StringBuilder(COMMON.repeat(8));
        for (Tracker tracker : catalog.trackers()) {
            tracker.signatures(Signature.InlineRule.class).forEach(rule -> text.append(rule.all()));
            tracker.signatures(Signature.HostRule.class)
                    .forEach(rule -> text.append(rule.host()).append(' '));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What is needed only until all rules are known. */
    private final class Making {
        private final AnchorChoice choice;
        private final List<AnchorChoice.Anchored> anchored = new ArrayList<>();
        private final Map<String, Integer> numbers = new HashMap<>();

        Making(TrackerCatalog catalog) {
            this.choice = new AnchorChoice(GramChoice.ofScripts(frequent(catalog)));
        }

        void addTracker(Tracker tracker) {
            Optional<Tracker> found = Optional.of(tracker);
            tracker.forEachGlobal(this::addVariable);
            tracker.signatures(Signature.InlineRule.class)
                    .forEach(rule -> rule.all().forEach(this::addVariableOf));
            tracker.signatures(Signature.InlineRule.class)
                    .forEach(rule -> rules.add(new Rule(
                            found,
                            rule.role() == Signature.Role.BOOTSTRAP || rule.role() == Signature.Role.AGENT,
                            own(ruleLiterals(rule.all()), tracker),
                            forbidden(ruleLiterals(rule.none())))));
            tracker.signatures(Signature.InlineRule.class)
                    .filter(rule -> rule.role() == Signature.Role.AGENT)
                    .forEach(rule -> rule.all().forEach(word -> agents.set(literal(Literal.Kind.RULE, word))));
            tracker.signatures(Signature.HostRule.class)
                    .filter(rule -> rule.confidence() != Signature.Confidence.HEURISTIC
                            && !rule.host().isEmpty())
                    .forEach(rule -> literal(Literal.Kind.HOST, rule.host()));
            tracker.signatures(Signature.Global.class)
                    .filter(global -> global.name().length() >= MIN_GLOBAL)
                    .forEach(global -> addName(literal(Literal.Kind.RULE, global.name()), tracker));
        }

        private void addVariable(String name) {
            variables.add(name.toLowerCase(Locale.ROOT));
        }

        /**
         * What such words begin with is a variable of the tracker's where it is called, changed or looks like none of a
         * page's.
         */
        private void addVariableOf(String words) {
            Matcher name = VARIABLE.matcher(words);
            if (name.lookingAt()
                    && (name.end() < words.length() || words.indexOf('_') >= 0)
                    && !NO_VARIABLES.contains(name.group(1))) {
                addVariable(name.group(1));
            }
        }

        private void addName(int literal, Tracker tracker) {
            names.set(literal);
            own(new int[] {literal}, tracker);
        }

        private int[] own(int[] literals, Tracker tracker) {
            for (int literal : literals) {
                owners.computeIfAbsent(literal, number -> new ArrayList<>()).add(tracker);
            }
            return literals;
        }

        private int[] forbidden(int[] literals) {
            for (int literal : literals) {
                forbidden.set(literal);
            }
            return literals;
        }

        private int[] ruleLiterals(List<String> texts) {
            int[] numbers = texts.stream()
                    .mapToInt(text -> literal(Literal.Kind.RULE, text))
                    .toArray();
            for (int number : numbers) {
                asked.set(number);
            }
            return numbers;
        }

        int literal(Literal.Kind kind, String text) {
            return numbers.computeIfAbsent(kind + text, key -> {
                Literal literal = new Literal(kind, literals.size(), text.replaceAll("\\s", ""));
                literals.add(literal);
                anchored.add(choice.of(literal));
                anchored.get(literal.number).addTo(words, literal.number);
                if (kind != Literal.Kind.RULE) {
                    anchored.get(literal.number).addTo(alarms, literal.number);
                }
                return literal.number;
            });
        }

        /** A rule's rarest literal gives the alarm for it. */
        void addAlarm(Rule rule) {
            int rarest = rule.all[0];
            for (int each : rule.all) {
                rarest = anchored.get(each).cost < anchored.get(rarest).cost ? each : rarest;
            }
            anchored.get(rarest).addTo(alarms, rarest);
            if (rule.all.length == 1) {
                sufficient.set(rarest);
                if (rule.bootstrap) {
                    bootstraps.set(rarest);
                }
            }
        }
    }

    private void addAddresses() {
        Literal address = new Literal(Literal.Kind.ADDRESS, literals.size(), "");
        literals.add(address);
        addForms(address, "://", 0, ":", "/", "/", "");
        addForms(address, "://", -1, "ps", ":", "/", "/");
        addForms(address, "://", -2, "ptsw", "ps", ":", "/");
        addForms(address, ":\\/\\", 0, ":", "\\", "/", "\\");
        addForms(address, ":\\/\\", -1, "ps", ":", "\\", "/");
        addForms(address, ":\\/\\", 1, "\\", "/", "\\", "/");
        addForms(address, "//", 0, "/", "/", NAME, NAME + "-.");
        addForms(address, "//", -1, "\"'", "/", "/", NAME);
        addForms(address, "//", -2, "", "\"'", "/", "/");
    }

    private void addForms(Literal literal, String run, int offset, String... forms) {
        byte[] bytes = run.getBytes(StandardCharsets.ISO_8859_1);
        for (int gram : AnchorChoice.grams(forms)) {
            words.add(gram, literal.number, offset, bytes, 0);
            alarms.add(gram, literal.number, offset, bytes, 0);
        }
    }

    Anchors words() {
        return words;
    }

    Anchors alarms() {
        return alarms;
    }

    /** True where the literal alone makes some rule hold. */
    boolean isSufficient(int literal) {
        return sufficient.get(literal);
    }

    /** What the literal says where it stands, as what is called there or not, and used or not. */
    ScriptStatement.Hit hit(int literal, boolean called, boolean used) {
        if (agents.get(literal)) {
            return ScriptStatement.Hit.AGENT;
        }
        boolean snippet = bootstraps.get(literal) ? !called : names.get(literal) && !used;
        if (snippet) {
            return ScriptStatement.Hit.SNIPPET;
        }
        return bootstraps.get(literal) || names.get(literal) || sufficient.get(literal)
                ? ScriptStatement.Hit.CALL
                : ScriptStatement.Hit.WORD;
    }

    /** Whether trackers define a variable of that name. */
    boolean isVariable(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (int length = LONG_VARIABLE; length < lower.length(); length++) {
            if (variables.contains(lower.substring(0, length))) {
                return true;
            }
        }
        return variables.contains(lower);
    }

    /** Whether some rule does not hold where it stands. */
    boolean isForbidden(int literal) {
        return forbidden.get(literal);
    }

    /** Whether it is a name that no rule asks for. */
    boolean isName(int literal) {
        return names.get(literal) && !asked.get(literal);
    }

    /** Whether one of these companies' trackers defines it, or a rule for one asks for it. */
    boolean isOf(int literal, Set<String> companies) {
        return owners.getOrDefault(literal, List.of()).stream()
                .anyMatch(tracker -> companies.contains(tracker.entity()));
    }

    Literal literal(int number) {
        return literals.get(number);
    }

    UrlLookup lookup() {
        return lookup;
    }

    Rule rule(int number) {
        return rules.get(number);
    }

    /** The rules that ask for this literal before others. */
    int[] rulesOf(int literal) {
        return byLiteral[literal];
    }

    int literalCount() {
        return literals.size();
    }
}
