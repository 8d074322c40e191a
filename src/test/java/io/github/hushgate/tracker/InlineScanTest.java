package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineScanTest {
    private static final String GTM =
            "(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':\nnew Date().getTime(),event:'gtm.js'});"
                    + "var f=d.getElementsByTagName(s)[0],j=d.createElement(s),"
                    + "dl=l!='dataLayer'?'&l='+l:'';j.async=true;"
                    + "j.src='https://www.googletagmanager.com/gtm.js?id='+i+dl;f.parentNode.insertBefore(j,f);"
                    + "})(window,document,'script','dataLayer','GTM-AB12CD');";

    private final TrackerDetector detector = TrackerDetector.of(Fixtures.catalog());

    private String of(String script) {
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        String whole =
                detector.ofInlineScript(bytes, 0, bytes.length).map(Tracker::id).orElse("none");
        for (int size : new int[] {1, 3, 17}) {
            assertEquals(whole, inPieces(bytes, size), "in pieces of " + size);
        }
        return whole;
    }

    private String inPieces(byte[] bytes, int size) {
        InlineScan scan = detector.inlineScan();
        for (int at = 0; at < bytes.length; at += size) {
            scan.feed(bytes, at, Math.min(bytes.length, at + size));
        }
        return scan.tracker().map(Tracker::id).orElse("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s.src='https://static.hotjar.com/c/hotjar-1.js'",
                "s.src=\"//static.hotjar.com/c/\"",
                "var u = 'static.hotjar.com' + '/c/'",
                "load({\"src\":\"https:\\/\\/static.hotjar.com\\/c\\/\"})",
                "u='https://static\\u002ehotjar.com/'",
                "load({\"src\":\"https:\\u002F\\u002Fhotjar.com\\u002Fc\\u002F\"})",
                "load({\"src\":\"https:\\x2f\\x2fhotjar.com\\x2fc\"})",
                "u='https://\\x73tatic.\\x68otjar.com/'",
                "u='https://static.h\\u{6f}tjar.com/'",
                "u='https://static\\56hotjar.com/'",
                "u='https:\\57\\057static.\\150otjar.com/'",
                "u='\\57\\57hotjar.com'",
                "u='https://static%2ehotjar%2Ecom/c'",
                "u='https:\\/\\/%68otjar.com'",
                "u='//static.hotjar。com/c'",
                "u='https://static.ｈｏｔｊａｒ.com/c' + 'й'",
                "u='http:/\\u005Cstatic.hot\u00adjar.com/'",
                "u='\\u{5c}/static.hot\u00adjar.com/'",
                "u='\\x5c/static.hot%6aar.com/'",
                "u='https:\\u005c\\u005cstatic.ｈotjar.com'",
                "u='\\\\\\\\static%2ehotjar.com'",
                "u='https:static.%68otjar.com'",
                "u='https:/static.%68otjar.com'",
                "u='h\\u{74}tps:/\\u0009/static.h\\u006f%74jar.com'",
                "u='HTTPS://STATIC.HOTJAR.COM/'",
                "u=`https://static.hotjar.com/`",
                "u='https://static.hot\\jar.com/'",
                "u='https:\\/\\/static.hot\\jar.com\\/'",
                "u='https://static.hot\\tjar.c\\nom/'",
                "u='https://static.hot\\\njar.com/'",
                "u='https://static.hot\\\r\njar.com/'",
                "u='https://static.hot\\u00adjar.com/'",
                "u='https://static.hot\\xadjar.com/'",
                "u='https://static\\u3002hotjar.com/'",
                "u='https://static.\\ud835\\udc21otjar.com/'",
                "u='https://static.\\u{1d421}otjar.com/'",
                "u='https://static.\\x2568otjar.com/'",
                "// don't\u2028u='//hotjar.com/x'",
                "// don't\u2029u='//hotjar.com/x'",
                "if (a) /'/.test(b); u = '//hotjar.com/x'",
                "while (a(b)) /'/.test(b); u = '//hotjar.com/x'",
                "{}/'/.test(b); u = '//hotjar.com/x'",
                "function a() { return /'/ } u = '//hotjar.com/x'",
                "a(typeof /[/']/); u = '//hotjar.com/x'",
                "a = (b) / 2; u = '//hotjar.com/x'; c = d() / 3",
                "a = b.in / 2; u = '//hotjar.com/x'; c = d / 3",
                "h._hjSettings={hjid:1}",
                "/* ours */ u='//hotjar.com'",
                "var a = '/*'; u = '//hotjar.com/x'; // */",
                "var a = \"//\"; u = '//hotjar.com/x'",
                "var r = /[/*]/; u = '//hotjar.com/x'",
                "var r = x.match(/'/); u = '//hotjar.com/x'",
                "var t = `\n// ${u}`; u = '//hotjar.com/x'",
                "// a comment\nu='//hotjar.com/x'",
                "<!-- a comment\nu='//hotjar.com/x'",
                "a <! --b; u='//hotjar.com/x'",
                "a = 1 / 2; u = '//hotjar.com'; b = 3 / 4",
                "u='https://static.hot\tjar.com/'",
                "u='https://\tst\tatic.hot\tjar.com/'",
                "u='https://static.hot\t\tjar.com/'",
                "w('<img src=https://static.hot\t&#106;ar.com/>')",
                "u='https://static.hotj\\u0061\tr.com/'",
                "u='https://static.%68otja\tr.com/'",
                "u=`https://static.hot\njar.com/`",
                "u=`https://static.hot\r\njar.com/`",
                "u=`https://static\r.hot\\\njar.com/`",
                "w('<img src=https://static.hot&#106;ar.com/>')",
                "w('<img src=https://static.hot&#x6A;ar.com/>')",
                "w('<img src=https://static.hot&#106ar.com/>')",
                "w('<img src=https://&#115;tatic.hot&shy;jar.com/>')",
                "w('<img src=https://static&period;hotjar&NoBreak;.com/>')",
                "w('<img src=https://sta&Tab;tic.hotja&#114;\n.com/>')"
            })
    void aHostInAScriptNamesItsTrackerHoweverItIsWritten(String script) {
        assertEquals("hotjar", of(script));
    }

    @Test
    void whatInterruptsAHostIsFoundWhereverItStands() {
        for (String between : new String[] {"\t", "\r\n", "\t\t", "&shy;"}) {
            for (int before = 0; before < 17; before++) {
                String host = "static.hot" + between + "jar.com";
                assertEquals("hotjar", of(" ".repeat(before) + "u=`https://" + host + "`"), between + before);
                assertEquals("hotjar", of(" ".repeat(before) + "u=`//" + host + "/c/hotjar-1.js`"), between + before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// u='https://static.hotjar.com/'",
                "/* https://static.hotjar.com/ */ go()",
                "/* fbq('init', 1)\n _hjSettings */",
                "x(); // _hjSettings",
                "x(); <!-- _hjSettings\ny()",
                "u='https://hotjar.com.example/'",
                "u='https://nothotjar.com/'",
                "u='https://не.example/' + '%68otjar.com'",
                "u='https://example.org/%2ehotjar.com'",
                "//static.hotjar。com",
                "u='https://example.org\\nhotjar'",
                "//static.hot\njar.com/",
                "u='https://example.org/?a&hot\tjar.com'",
                "w('https://static.hot&amp;jar.com/')",
                "w('https://static.hot&#99999999999;jar.com/')",
                "w('https://static.hot&#;jar.com/')",
                "w('https://static.hot&#x;jar.com/')",
                "w('https://static.hot&periodjar.com/')",
                "u='https://static\\u4e00hotjar\\u4e00com/'",
                "location.href='https://www.facebook.com/police'",
                "xfbq('init')",
                "var symym(1)",
                ""
            })
    void whatOnlyMentionsATrackerIsLeftAlone(String script) {
        assertEquals("none", of(script));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00a0fbq('init', '1')",
                "go();\u00a0\u00a0fbq('init', '1')",
                "\ufefffbq('init', '1')",
                "fbq('init','1')",
                "fbq( \"init\" , '1')",
                "window.fbq (\n\t'track', 'PageView')",
                "n.src='https://connect.facebook.net/en_US/fbevents.js'",
                "n.src='https:\\/\\/connect.facebook.net\\/en_US\\/fbevents.js'",
                "n.src='\\u002f\\u002fwww.facebook.com\\u002ftr?id=1'",
                "t.src=v;}(w,d,'script','//connect.facebook.net/de_DE/' + 'fbevents.js')",
                "document.write('<img src=https://www.facebook.com/tr?id=1&ev=PageView>')"
            })
    void metasPixelIsKnownInItsShapes(String script) {
        assertEquals("meta-pixel", of(script));
    }

    @Test
    void whatADataAddressHoldsIsSearchedUnlessItIsAPicture() {
        String loads = "new Image().src='https://static.hotjar.com/" + "x".repeat(40) + "?'";
        String base64 = Base64.getEncoder().encodeToString(loads.getBytes(StandardCharsets.UTF_8));
        assertEquals("hotjar", of("import('data:text/javascript;base64," + base64 + "')"));
        assertEquals("hotjar", of("s.src='data:;base64," + base64.replace("=", "") + "'"));
        assertEquals(
                "hotjar", of("{\"s\":\"data:text\\/html;charset=utf-8;base64," + base64.replace("/", "\\/") + "\"}"));
        assertEquals("none", of("s.src='data:image/png;base64," + base64 + "'"));
        assertEquals("none", of("// data:text/html;base64," + base64));
        assertEquals("none", of("s.src='data:text/html;base64,'"));
        assertEquals("none", of("s.src='data:text/html;base64,A"));
    }

    @Test
    void aConjunctionAsksForAllItsWords() {
        assertEquals("google-gtag", of("function  gtag ( ) { dataLayer.push (arguments) }"));
        assertEquals("google-gtag", of("function gtag(){dataLayer.push(arguments)}"));
        assertEquals("none", of("function gtag() {}"));
    }

    @Test
    void aWordThatARuleForbidsSpares() {
        assertEquals("guarded", of("guardedQueue.push(1)"));
        assertEquals("none", of("guardedQueue.push(1); selfHosted = true"));
    }

    @Test
    void aShortCallIsFound() {
        assertEquals("short-call", of("ym(123, 'init')"));
        assertEquals("short-call", of("x;ym (123)"));
    }

    @Test
    void aBootstrapIsNamedBeforeWhatItsScriptAlsoCalls() {
        assertEquals("google-tag-manager", of(GTM + "fbq('track','x')"));
    }

    @Test
    void theBootstrapAloneIsNotMixedAndALongPageScriptAroundItIs() {
        assertFalse(mixed(GTM));
        assertFalse(mixed("/* " + "our own words ".repeat(200) + " */\n" + GTM));
        assertFalse(mixed("dataLayer = [];\n" + GTM));
        String own = "function validate(form) { return form.name.value.length > 0 && form.checkValidity(); }\n";
        assertTrue(mixed(GTM + own.repeat(4)));
        assertTrue(mixed(own.repeat(200) + "fbq('track', 'Lead');"));
        assertFalse(mixed(own));
    }

    private boolean mixed(String script) {
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        InlineScan scan = detector.inlineScan();
        scan.readWhole(bytes, 0, bytes.length);
        return scan.mixed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window.__STATE__ = {\"ads\":{\"url\":\"https://static.hotjar.com/c/hotjar-1.js\"}}",
                "App = App || {};\nApp.config = {gtm: 'https://www.googletagmanager.com/gtm.js?id=GTM-1', ga: false};",
                "var a = 1,\n  b = ['//static.hotjar.com/a', '//connect.facebook.net/b'];",
                "window.x=\n{u: '//static.hotjar.com/a'}",
                "window.x=JSON.parse(\"{\\\"u\\\":\\\"//static.hotjar.com\\\"}\"),window.dispatchEvent(new Event('x'))",
                "x = Object.freeze(JSON.parse('{\"u\":\"https:\\u002F\\u002Fstatic.hotjar.com\"}'));",
                "// ours\nx = {u: '//static.hotjar.com'} // not a call()",
                "/* <![CDATA[ */ var x = {u: \"//static.hotjar.com\"}; /* ]]> */",
                "if (a == b) { go() }\nx = {u: ['<script src=//static.hotjar.com><\\/script>']};",
                "self.__next_f.push([1,\"5:[\\\"$\\\",\\\"script\\\",null,{\\\"src\\\":\\\"https://static.hotjar.com/c/h.js\\\"}]\"])",
                "(self.__next_f=self.__next_f||[]).push([1,\"h._hjSettings={hjid:1}\"])",
                "window.__NUXT__=(function(a){return {data:[{u:a}]}}('https://static.hotjar.com/c/h.js'));",
                "<!--//--><![CDATA[//><!--\njQuery.extend(Drupal.settings, {\"u\":\"\\/\\/static.hotjar.com\"});\n//--><!]]>"
            })
    void whatThePagesOwnDataMentionIsNobodys(String script) {
        assertEquals("none", of(script));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = {load: function () { s.src = '//static.hotjar.com/a' }}",
                "x = {u: '//static.hotjar.com/a', get v() { return 1 }}",
                "x = {u: '//static.hotjar.com/a', v: e => e.src = '/a'}",
                "load({u: '//static.hotjar.com/a'})",
                "x = load({u: '//static.hotjar.com/a'})",
                "s.src = '//static.hotjar.com/a'",
                "s['src'] = '//static.hotjar.com/a'",
                "s.src = ['//static.hotjar.com/a']",
                "s.src += {a: '//static.hotjar.com/a'}.a",
                "s[ \"src\" ] = ['//static.hotjar.com/a'][0]",
                "d.body.innerHTML = ['<img src=//static.hotjar.com/a>']",
                "location=['//static.hotjar.com/a']",
                "u = {a: '//static.hotjar.com/a'}.a",
                "h._hjSettings = {hjid: 1, hjsv: 6}",
                "h['_hjSettings'] = {hjid: 1}",
                "a = {}; self.__next_f.push([1]); s.src = '//static.hotjar.com/a'",
                "x = {u: '//hotjar.com'}; s.src = '//static.hotjar.com/a'",
                "s.src = '//static.hotjar.com/a'; x = {u: '//hotjar.com'}",
                "x = `//static.hotjar.com/a`"
            })
    void whatMayRunIsNoData(String script) {
        assertEquals("hotjar", of(script));
    }

    @Test
    void aLongScriptThatMentionsATrackerInOnePlaceIsMixed() {
        String own = "function step(form) { return form.name.value.length > 0 && form.checkValidity(); }";
        String loads = "new Image().src='//static.hotjar.com/a';new Image().src='//hotjar.com/b';";
        assertTrue(mixed("(function () {" + own.repeat(20) + loads.repeat(4) + own.repeat(20) + "})()"));
        assertFalse(mixed("(function () {" + own.repeat(10) + loads.repeat(4) + own.repeat(5) + "})()"));
    }

    @Test
    void aLongScriptWithManyNamesOfATrackerInOnePlaceIsMixed() {
        String own = "function step(form) { return form.name.value.length > 0 && form.checkValidity(); }";
        String names = "w._hjSettings=w._hjSettings||{};w._hjSettings.hjid=1;".repeat(5);
        assertTrue(mixed("(function () {" + own.repeat(120) + names + own.repeat(120) + "})()"));
        assertFalse(mixed("(function () {" + names.repeat(80) + "})()"));
    }

    @Test
    void aTrackersOwnScriptIsItsHoweverLongItIs() {
        String code = "function e(t){return t.length>0&&t.every(function(n){return n.value})}";
        String agent = "(function(){" + code.repeat(600) + "t['nr@context']=e;" + code.repeat(600) + "})();";
        TrackerDetector bundled = TrackerDetector.of(TrackerCatalog.bundled());
        InlineScan scan = bundled.inlineScan();
        scan.readWhole(agent.getBytes(StandardCharsets.UTF_8), 0, agent.length());
        assertEquals("new-relic", scan.tracker().orElseThrow().id());
        assertFalse(scan.mixed());
    }

    @Test
    void aLongScriptThatCallsATrackerHereAndThereIsMixed() {
        String own = "$('.step').on('click', function () { $(this).toggle(); $('#next').val(1); });";
        String call = "if (typeof fbq === 'function') { fbq('track', 'Lead'); }";
        assertTrue(mixed("$(function () {" + (own.repeat(15) + call).repeat(3) + "})"));
        assertTrue(mixed("$(function () {" + call.repeat(9) + own + "})"));
        assertFalse(mixed("$(function () {" + call.repeat(9) + "})"));
        assertFalse(mixed("fbq('track', 'Lead', {a: '" + "x".repeat(1_500) + "'});"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var i=new Image;i.src='//static.hotjar.com/a';",
                "var s=document.createElement('script');s.src='//static.hotjar.com/a';document.head.appendChild(s);",
                "var s = document.createElement(\"script\");\ns.type = 'text/javascript';\ns.async = true;\n"
                        + "s.src = '//static.hotjar.com/a';\ndocument.body.appendChild(s);\n",
                "var s=document.createElement('script');s.async=1;s.src='//static.hotjar.com/a';"
                        + "var f=document.getElementsByTagName('script')[0];f.parentNode.insertBefore(s,f)",
                "<!-- ours\nvar s = document.createElement('SCRIPT');\ns.src = '//static.hotjar.com/a';\n"
                        + "document.head.appendChild(s);\n//-->",
                "(function(d,s,u){var t=d.createElement(s);t.async=1;t.src=u;d.head.appendChild(t)})\n"
                        + "(document, 'script', 'https://static.hotjar.com/a')",
                "(function(d,s,u){var t=d.createElement(s);t.async=1;t.src=u;d.head.appendChild(t)}) // ours\n/* and */\n"
                        + "(document, 'script', 'https://static.hotjar.com/a')",
                "new Image().src = '//static.hotjar.com/p?'\n + escape(document.referrer) + '*' + screen.width +\n"
                        + "'*' + screen.height\n? '*' + screen.colorDepth + '*' + navigator.userAgent\n: Math.random()"
            })
    void aLoaderInSeveralStatementsIsNotMixed(String script) {
        assertEquals("hotjar", of(script));
        assertFalse(mixed(script));
        assertTrue(mixed(script + "\nvar menu = document.getElementById('menu'); menu.className = 'open';"
                + "menu.addEventListener('click', function () { menu.className = menu.className ? '' : 'open'; });"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function menu(){document.getElementById('menu').className='open';return false}\n",
                "if(window.own){document.getElementById('menu').className='open';own.start()}\n",
                "document.getElementById('menu').className='open';own.start();\n",
                "document.getElementById('menu').className='open',own.start()\nown.and;\n",
                "own.innerHTML='<a onclick=\"hj(1)\">'+own.menu+'</a><a href=\"/step/two\">'+own.step+'</a>';\n"
            })
    void aTrackerAccountsForNoStatementBesideItsOwn(String own) {
        String loader =
                "(function(d,s,u){var t=d.createElement(s);t.src=u})(document,'script','//static.hotjar.com/a')";
        assertTrue(mixed(own + loader));
        assertTrue(mixed(own + "/* ours */ <!-- and\n" + loader));
        assertTrue(mixed(loader + ";\n" + own));
        assertFalse(mixed(loader));
    }

    @Test
    void aNameSpeaksOnlyForATrackerThatTheScriptHolds() {
        String own = "function step(form) { return form.dataLayer.name.length > 0 && form.checkValidity(); }";
        assertTrue(mixed("(function () {" + own.repeat(40) + "new Image().src='//static.hotjar.com/a'})()"));
        String tagManager = "new Image().src='https://www.googletagmanager.com/gtm.js?id=GTM-AB12CD'})()";
        assertFalse(mixed("(function () {" + own.repeat(40) + tagManager));
        assertTrue(mixed(
                "(function () {" + own.replace(".dataLayer", ".mydataLayer").repeat(40) + tagManager));
    }

    @Test
    void aVendorsWordThatIsCalledIsACall() {
        String own = "function step(form) { return form.name.length > 0 && form.checkValidity(); }";
        assertTrue(mixed("$(function () {" + own.repeat(15) + "_hjSettings(1);})"));
        assertFalse(mixed("$(function () {" + own.repeat(15) + "window._hjSettings=1;})"));
        assertFalse(mixed("_hjSettings('" + "x".repeat(1_500) + "');"));
        assertTrue(mixed("menu = '<a onclick=\"_hjSettings(1)\">" + "x".repeat(1_500) + "</a>';"));
    }

    @Test
    void whatATrackersNameIsGivenIsItsHoweverLong() {
        String data = "{'site': [" + "{'a': 1}, ".repeat(1_000) + "2]};";
        assertFalse(mixed("window._hjSettings = " + data));
        assertTrue(mixed("menu.more = window._hjSettings || " + data));
        assertTrue(mixed("window._hjSettings = menu.start(" + data.replace(";", ");")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "й",
                "//%",
                "a%//",
                "'//%61'",
                ";base64,",
                "data:text/html;base64,AAAA",
                "\\57",
                "//й\\/",
                "//a\\c",
                "\\ud835",
                ")/",
                "if()/",
                "}/",
                "return/"
            })
    void unusualSpellingsTakeNoLongerThanTheirBytes(String piece) {
        byte[] script = piece.repeat(1_000_000 / piece.length()).getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> detector.ofInlineScript(script, 0, script.length));
    }

    @Test
    void aScriptOfNothingButATrackersNameTakesNoLongerForEachThatItHas() {
        byte[] script = ("gtag('js', 1);" + "dataLayer.".repeat(260_000)).getBytes(StandardCharsets.UTF_8);
        TrackerDetector bundled = TrackerDetector.of(TrackerCatalog.bundled());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> bundled.ofInlineScript(script, 0, script.length));
    }

    @Test
    void theGlobalsAreThoseOfTheTrackersFound() {
        byte[] bytes = (GTM + "fbq('init', 1)").getBytes(StandardCharsets.UTF_8);
        InlineScan scan = detector.inlineScan();
        scan.feed(bytes, 0, bytes.length);
        assertEquals(Set.of("dataLayer", "fbq"), scan.globals());
    }

    @Test
    void aLongScriptIsReadInPiecesWithoutKeepingIt() {
        StringBuilder script = new StringBuilder();
        Random random = new Random(1);
        for (int each = 0; each < 20_000; each++) {
            script.append("var v").append(random.nextInt(1_000)).append(" = \"text // \" + 'a' / 2; /* note */\n");
        }
        assertEquals("none", inPieces(script.toString().getBytes(StandardCharsets.UTF_8), 1_000));
        script.insert(script.length() / 2, ";u='//static.hotjar.com/x';");
        script.append("/* the end */");
        for (int size : new int[] {7, 509, 8_192, 1 << 20}) {
            assertEquals("hotjar", inPieces(script.toString().getBytes(StandardCharsets.UTF_8), size));
        }
    }

    @Test
    void aScanIsUsedAgain() {
        InlineScan scan = detector.inlineScan();
        byte[] one = "h._hjSettings={}".getBytes(StandardCharsets.UTF_8);
        scan.feed(one, 0, one.length);
        assertTrue(scan.tracker().isPresent());
        scan.reset();
        byte[] two = "h.settings={}".getBytes(StandardCharsets.UTF_8);
        scan.feed(two, 0, two.length);
        assertTrue(scan.tracker().isEmpty());
        assertTrue(scan.globals().isEmpty());
    }
}
