package io.github.hushgate.tracker;

/** The options behind a list rule's dollar sign: which kinds of element, whose addresses, on which sites. */
record ListOptions(int types, UrlRule.Party party) {
    static final ListOptions NONE = new ListOptions(ResourceType.ALL, UrlRule.Party.ANY);

    static ListOptions read(String text, OwnHosts site) throws ListRule.Ignored {
        int included = 0;
        int excluded = 0;
        UrlRule.Party party = UrlRule.Party.ANY;
        for (String option : text.split(",", -1)) {
            String name = option.strip();
            if (name.startsWith("domain=") || name.startsWith("from=")) {
                checkSite(name.substring(name.indexOf('=') + 1), site);
            } else if (name.startsWith("~") && type(name.substring(1)) != 0) {
                excluded |= type(name.substring(1));
            } else if (type(name) != 0) {
                included |= type(name);
            } else {
                party = party(name, party);
            }
        }
        int types = included == 0 ? ResourceType.ALL & ~excluded : included;
        return new ListOptions(types, party);
    }

    /** A rule for other sites only never applies to this one: it is left out once and for all. */
    private static void checkSite(String domains, OwnHosts site) throws ListRule.Ignored {
        boolean named = false;
        boolean met = false;
        for (String domain : domains.split("\\|", -1)) {
            if (domain.startsWith("~")) {
                if (site.meets(domain.substring(1))) {
                    throw new ListRule.Ignored("other sites");
                }
            } else {
                named = true;
                met |= site.meets(domain);
            }
        }
        if (named && !met) {
            throw new ListRule.Ignored("other sites");
        }
    }

    private static UrlRule.Party party(String name, UrlRule.Party before) throws ListRule.Ignored {
        return switch (name) {
            case "third-party", "3p", "~first-party", "~1p" -> UrlRule.Party.THIRD;
            case "~third-party", "~3p", "first-party", "1p" -> UrlRule.Party.FIRST;
            case "important", "match-case", "all", "_" -> before;
            default -> {
                if (name.startsWith("redirect=")) {
                    yield before;
                }
                int value = name.indexOf('=');
                throw new ListRule.Ignored("option " + (value < 0 ? name : name.substring(0, value)));
            }
        };
    }

    private static int type(String name) {
        return switch (name) {
            case "script" -> ResourceType.SCRIPT.bit();
            case "image" -> ResourceType.IMAGE.bit();
            case "stylesheet", "css" -> ResourceType.STYLESHEET.bit();
            case "font" -> ResourceType.FONT.bit();
            case "media" -> ResourceType.MEDIA.bit();
            case "subdocument", "frame" -> ResourceType.SUBDOCUMENT.bit();
            case "object" -> ResourceType.OBJECT.bit();
            case "xmlhttprequest", "xhr" -> ResourceType.FETCH.bit();
            case "ping", "beacon" -> ResourceType.PING.bit();
            case "websocket" -> ResourceType.WEBSOCKET.bit();
            case "other" -> ResourceType.OTHER.bit();
            default -> 0;
        };
    }
}
