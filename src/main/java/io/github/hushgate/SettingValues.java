package io.github.hushgate;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.route.RoutePattern;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes plain values of what a place holds. Each method refuses with a message that names the value and one that would
 * do.
 */
final class SettingValues {
    private static final Map<String, Disposition> MODES =
            Map.of("enforce", Disposition.ENFORCE, "observe", Disposition.REPORT);

    private SettingValues() {}

    static Disposition mode(Object value) {
        String word = Words.lower(text(value));
        Disposition mode = MODES.get(word);
        if (mode == null) {
            throw refused(value, "is not a mode" + Words.hint(word, List.of("enforce", "observe")));
        }
        return mode;
    }

    /** How {@link #mode} is written. */
    static String modeWord(Disposition mode) {
        return mode == Disposition.ENFORCE ? "enforce" : "observe";
    }

    static <E extends Enum<E>> E word(Object value, Class<E> type) {
        String word = Words.lower(text(value));
        for (E constant : type.getEnumConstants()) {
            if (Words.of(constant).equals(word)) {
                return constant;
            }
        }
        List<String> known =
                Arrays.stream(type.getEnumConstants()).map(Words::of).toList();
        throw refused(value, "is not known here" + Words.hint(word, known));
    }

    static boolean flag(Object value) {
        return switch (Words.lower(String.valueOf(value))) {
            case "true", "on" -> true;
            case "false", "off" -> false;
            default -> throw refused(value, "is neither on nor off; \"on\", \"off\", true or false would do");
        };
    }

    static int number(Object value, int least, int most) {
        try {
            int number = Integer.parseInt(String.valueOf(value).strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(value, "is not a whole number from " + least + " to " + most, e);
        }
        throw refused(value, "is not from " + least + " to " + most);
    }

    static List<String> patterns(Object value) {
        return list(value, each -> RoutePattern.of(text(each)).toString());
    }

    static List<Path> paths(Object value) {
        return list(value, SettingValues::path);
    }

    static Path path(Object value) {
        String text = nonBlank(value);
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw refused(value, "is not a path: " + e.getReason(), e);
        }
    }

    static List<String> hosts(Object value) {
        return list(value, SettingValues::host);
    }

    /** A host source as the policies take it; the policy room judges it further. */
    static String host(Object value) {
        String host = nonBlank(value);
        boolean self = Words.lower(host).contains("self") && host.length() <= "'self'".length();
        if (self && !host.equalsIgnoreCase("'self'")) {
            throw refused(value, "is not a host; did you mean \"'self'\"?");
        }
        boolean odd = host.chars().anyMatch(c -> c <= ' ' || c > '~' || c == ';' || c == ',' || c == '"' || c == '\\');
        if (odd) {
            throw refused(value, "is not a host; \"https://maps.example.org\" or \"maps.example.org\" would do");
        }
        return host;
    }

    /** Rules of three words; the report room judges them further. */
    static List<String> noise(Object value) {
        return list(value, each -> {
            String rule = nonBlank(each);
            if (rule.split("\\s+", 3).length < 3) {
                throw refused(each, "is not a noise rule; \"antivirus host *.example.com\" would do");
            }
            return rule;
        });
    }

    /** Brokers to begin with, each with its port. */
    static List<String> servers(Object value) {
        return list(value, each -> {
            String server = nonBlank(each);
            if (!server.matches("[A-Za-z0-9._\\[\\]:-]+:[0-9]{1,5}")) {
                throw refused(each, "is not a server with its port; \"kafka.example.org:9092\" would do");
            }
            return server;
        });
    }

    static String topic(Object value) {
        String topic = nonBlank(value);
        if (!topic.matches("[A-Za-z0-9._-]{1,249}")) {
            throw refused(value, "is not the name of a topic; \"hushgate-reports\" would do");
        }
        return topic;
    }

    static String headerName(Object value) {
        String name = nonBlank(value);
        if (!name.chars().allMatch(c -> c == '-' || c == '_' || (c < 0x7f && Character.isLetterOrDigit(c)))) {
            throw refused(value, "is not the name of a header; \"X-Forwarded-For\" would do");
        }
        return name;
    }

    static String headerValue(Object value) {
        String text = nonBlank(value);
        if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw refused(value, "holds what no header may; \"no-store\" would do");
        }
        return text;
    }

    static List<String> origins(Object value) {
        return list(value, SettingValues::origin);
    }

    private static String origin(Object value) {
        String text = nonBlank(value);
        URI uri = uri(value, text, "https://www.example.org");
        boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        boolean more = uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null;
        if (!web
                || uri.getHost() == null
                || more
                || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
            throw refused(value, "is not an origin; \"https://www.example.org\" (scheme, host, port) would do");
        }
        return Words.lower(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    static String endpointPath(Object value) {
        String path = nonBlank(value);
        boolean odd = path.chars().anyMatch(c -> c <= ' ' || c > '~' || "?#;*%\\".indexOf(c) >= 0);
        if (!path.startsWith("/") || path.length() < 2 || path.endsWith("/") || path.contains("//") || odd) {
            throw refused(value, "is not a path below the context; \"/hushgate/reports\" would do");
        }
        return path;
    }

    static URI endpointUrl(Object value) {
        String text = nonBlank(value);
        String better = "https://www.example.org/hushgate/reports";
        URI uri = uri(value, text, better);
        boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
        boolean absolute = web && uri.getHost() != null;
        boolean pathOnly = uri.getScheme() == null && uri.getRawAuthority() == null && text.startsWith("/");
        if (!plain || !(absolute || pathOnly)) {
            throw refused(value, "is not an address without a query; \"" + better + "\" would do");
        }
        return uri;
    }

    private static URI uri(Object value, String text, String better) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw refused(value, "is not an address; \"" + better + "\" would do", e);
        }
    }

    /** The site's own name for what is deployed; it goes into the query of the report address. */
    static String build(Object value) {
        String build = String.valueOf(value).strip();
        boolean plain =
                build.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "._-+".indexOf(c) >= 0));
        if (build.isEmpty() || build.length() > 64 || !plain) {
            throw refused(
                    value, "is not 1 to 64 letters, digits, \".\", \"_\", \"-\" or \"+\"; \"2026-11-24.3\" would do");
        }
        return build;
    }

    /** A list as it stands, or text that is cut at commas and white space. */
    static <T> List<T> list(Object value, Function<Object, T> each) {
        Stream<?> parts = value instanceof List<?> list ? list.stream() : Arrays.stream(cut(text(value)));
        return parts.map(part -> each.apply((Object) part)).distinct().toList();
    }

    private static String[] cut(String text) {
        String plain = text.strip();
        return plain.isEmpty() ? new String[0] : plain.split("\\s*,\\s*|\\s+");
    }

    static String nonBlank(Object value) {
        String text = text(value).strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty value says nothing; leave the key out");
        }
        return text;
    }

    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw refused(value, "is not text");
    }

    /** A value in the words of the settings. */
    static String told(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(SettingValues::told).orElse("");
        }
        if (value instanceof Map<?, ?> map) {
            return new TreeMap<>(map).toString();
        }
        return value instanceof Disposition mode
                ? modeWord(mode)
                : value instanceof Enum<?> word ? Words.of(word) : String.valueOf(value);
    }

    static IllegalArgumentException refused(Object value, String why) {
        return new IllegalArgumentException(quoted(value) + " " + why);
    }

    private static IllegalArgumentException refused(Object value, String why, Exception cause) {
        return new IllegalArgumentException(quoted(value) + " " + why, cause);
    }

    private static String quoted(Object value) {
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }
}
