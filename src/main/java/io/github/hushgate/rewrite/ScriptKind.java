package io.github.hushgate.rewrite;

import io.github.hushgate.html.StartTag;

/** What a script element's text is, by its {@code type}. */
enum ScriptKind {
    /** A browser runs it, or another script does later, when the visitor has consented or the page is idle. */
    SCRIPT,
    /** A browser runs it as a module. */
    MODULE,
    /** A browser loads what its addresses name. */
    ADDRESSES,
    /** Data and templates. */
    DATA;

    private static final String[] SCRIPTS = {
        "",
        "text/javascript",
        "application/javascript",
        "text/ecmascript",
        "application/ecmascript",
        "application/x-javascript",
        "application/x-ecmascript",
        "text/javascript1.0",
        "text/javascript1.1",
        "text/javascript1.2",
        "text/javascript1.3",
        "text/javascript1.4",
        "text/javascript1.5",
        "text/jscript",
        "text/livescript",
        "text/x-ecmascript",
        "text/x-javascript",
        "text/plain",
        "text/partytown"
    };

    /**
     * What stands in types that keep a script from running until another one takes it up: of consent managers
     * ({@code didomi/javascript}, {@code text/tc_privacy}) and of what delays scripts ({@code rocketlazyloadscript},
     * {@code litespeed/javascript}, Cloudflare's {@code ...-text/javascript}).
     */
    private static final String[] DELAYED = {"script", "consent", "cookie", "privacy", "lazy", "delay", "psajs"};

    static ScriptKind of(StartTag tag) {
        int type = tag.indexOf("type");
        if (type < 0) {
            return SCRIPT;
        }
        int from = tag.valueStart(type);
        int to = tag.valueEnd(type);
        if (Bytes.indexOf(tag.window(), from, to, '&') < 0) {
            return of(tag.window(), from, to);
        }
        byte[] decoded = tag.decoded(type);
        return of(decoded, 0, decoded.length);
    }

    private static ScriptKind of(byte[] b, int start, int end) {
        int from = Bytes.skipSpace(b, start, end);
        int to = end;
        while (to > from && Bytes.isSpace(b[to - 1])) {
            to--;
        }
        if (Bytes.isWord(b, from, to, "importmap")
                || Bytes.isWord(b, from, to, "speculationrules")
                || Bytes.isWord(b, from, to, "webbundle")) {
            return ADDRESSES;
        }
        if (Bytes.isWord(b, from, to, "module")) {
            return MODULE;
        }
        for (String each : SCRIPTS) {
            if (Bytes.isWord(b, from, to, each)) {
                return SCRIPT;
            }
        }
        for (String each : DELAYED) {
            if (Bytes.indexOf(b, from, to, each) >= 0) {
                return SCRIPT;
            }
        }
        return DATA;
    }
}
