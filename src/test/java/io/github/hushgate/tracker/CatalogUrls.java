package io.github.hushgate.tracker;

import io.github.hushgate.tracker.Signature.HostRule;

/** For a rule, an address that it must match, and some that it must not. */
public final class CatalogUrls {
    private CatalogUrls() {}

    /** An address that the rule must name. */
    public static String positive(HostRule rule) {
        String host = rule.host().isEmpty() ? "files.site.example" : rule.host();
        return "https://" + host + path(rule.path());
    }

    /** On a sub-host where the rule takes those as well. */
    static String positiveOnSubHost(HostRule rule) {
        boolean wide = !rule.exact() && !rule.host().isEmpty();
        return positive(rule).replace("https://", wide ? "https://sub-7." : "https://");
    }

    private static String path(String pattern) {
        if (pattern.isEmpty()) {
            return "/";
        }
        String path = pattern.replace("*", "aB1");
        boolean ends = path.endsWith("$");
        path = ends ? path.substring(0, path.length() - 1) : path;
        path = path.endsWith("^") ? path.substring(0, path.length() - 1) + "?v=1" : path;
        return path.startsWith("/") ? path : "/" + path.substring(path.indexOf('/') + 1);
    }

    /** The same name as the end of a longer one: another company's. */
    static String otherHost(HostRule rule) {
        return "https://not" + rule.host() + path(rule.path());
    }

    /** The same name with another company's behind it. */
    static String longerHost(HostRule rule) {
        return "https://" + rule.host() + ".example" + path(rule.path());
    }

    /** The host's other pages, which a rule with a path leaves alone. */
    static String otherPath(HostRule rule) {
        return "https://" + (rule.host().isEmpty() ? "files.site.example" : rule.host()) + "/zz-own-page/";
    }
}
