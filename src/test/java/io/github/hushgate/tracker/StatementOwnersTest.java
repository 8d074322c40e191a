package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementOwnersTest {
    private static final String ELEMENT = "var e = document.createElement('script');";
    private static final String LOADS = "e.src = '//static.hotjar.com/a';document.head.appendChild(e);";

    private static final TrackerDetector BUNDLED = TrackerDetector.of(TrackerCatalog.bundled());

    private final TrackerDetector detector = TrackerDetector.of(Fixtures.catalog());

    private boolean mixed(String script) {
        byte[] bytes = ("  " + script + "  ").getBytes(StandardCharsets.UTF_8);
        InlineScan scan = detector.inlineScan();
        scan.readWhole(bytes, 2, bytes.length - 2);
        assertEquals("hotjar", scan.tracker().map(Tracker::id).orElse("none"));
        return scan.mixed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var secure = 'https:' == document.location.protocol ? 'https://' : 'http://';"
                        + "var code = '<script src=\"' + secure + 'static.hotjar.com/a\"></scr' + 'ipt>';document.write(code);",
                "var now = Math.floor(Date.now() / 1000);var address = '//static.hotjar.com/a?' + now;"
                        + "var image = document.createElement('img');image.src = address;image.width = 1;image.height = 1;"
                        + "image.className = 'hide';document.body.appendChild(image);",
                ELEMENT
                        + "e.onload = function () { menu.start({first: 1, second: [2, 3, 4, 5, 6, 7, 8], third: ''}); };"
                        + LOADS,
                "var wait = 1000;\nvar timer = setTimeout(load, wait);\nfunction load() {"
                        + "var s=document.createElement('script');s.setAttribute('src','//static.hotjar.com/a');"
                        + "document.head.appendChild(s)}",
                "(function(d,s,u,n){window[n]=window[n]||function(){(window[n].q=window[n].q||[]).push(arguments)};"
                        + "var t=d.createElement(s);t.src=u;d.head.appendChild(t)})"
                        + "(document,'script','//static.hotjar.com/a','seen');\n"
                        + "seen('create',{first:'WIDGET_112862',second:182618,third:165839});\nseen('send','pageview');",
                "!function(d,s,u,n){window[n]={then:function(f){f()}};var t=d.createElement(s);t.src=u;d.head.appendChild(t)}"
                        + "(document,'script','//static.hotjar.com/a','Seen');\n"
                        + "setTimeout(function () { Seen.then(function (it) { console.log(it.id); }); }, 1000);",
                "const account = 'example';\nconst address = `//static.hotjar.com/${account}/a.js`;\n"
                        + "!function(e,f,u){e.async=1;e.src=u;f.parentNode.insertBefore(e,f);}(\n"
                        + "document.createElement('script'),\ndocument.getElementsByTagName('script')[0],\naddress);",
                "function ready(f){document.readyState==='complete'?f():document.addEventListener('DOMContentLoaded',f)}\n"
                        + "ready(function(){" + ELEMENT + LOADS + "});",
                "var x = new XMLHttpRequest();x.open('POST', '//static.hotjar.com/a', true);x.setRequestHeader('a', 'b');x.send('c');",
                "var address = '//static.hotjar.com/a', data = new FormData();data.append('a', 1);navigator.sendBeacon(address, data);",
                "$.ajax({url: '//static.hotjar.com/a', data: {a: 1}});",
                "$('body').append('<img src=\"//static.hotjar.com/a\">');",
                "fetch(new Request('//static.hotjar.com/a', {mode: 'no-cors'}));",
                "var sheet = new CSSStyleSheet();sheet.replaceSync('a{b:url(//static.hotjar.com/a)}');document.adoptedStyleSheets = [sheet];",
                "document.body.style.backgroundImage = 'url(//static.hotjar.com/a)';",
                "((w, d, s, u) => {w.x = w.x || [];var t = d.createElement(s);t.src = u;d.head.append(t)})"
                        + "(window, document, 'script', '//static.hotjar.com/a');",
                "var t = document['createElement']('script');t['src'] = '//static.hotjar.com/a';document['head']['appendChild'](t);",
                "const policy = trustedTypes.createPolicy('a', {createScriptURL: s => s});" + ELEMENT
                        + "e.src = policy.createScriptURL('//static.hotjar.com/a');document.head.append(e);",
                "const load = src => new Promise((ok, no) => {const s = document.createElement('script');s.onload = ok;"
                        + "s.onerror = no;s.src = src;document.head.append(s)});load('//static.hotjar.com/a').then(() => hj('a'));",
                "function load() {" + ELEMENT + LOADS + "}\n['scroll', 'touchstart'].forEach(function (name) {"
                        + "window.addEventListener(name, load, {once: true, passive: true})});",
                "const names = ['scroll', 'touchstart'];function load() {" + ELEMENT + LOADS
                        + "}\nnames.forEach(name => window.addEventListener(name, load, {once: true, passive: true}));",
                "const load = async () => {" + ELEMENT + "e.onload = function () { ready(); };" + LOADS + "};load();",
                "$('<script>').attr('src', '//static.hotjar.com/a').appendTo('head');",
                "window.seen = window.seen || function () {(seen.q = seen.q || []).push(arguments)};" + ELEMENT + LOADS
                        + "seen('init', '123');",
                "window._seen = window._seen || [];_seen.push(['account', '123']);_seen.push({name: 'value'});"
                        + ELEMENT + LOADS,
                "var t = {id: 1, url: '//static.hotjar.com/a'};new Image().src = t.url;",
                "var t = ['//static.hotjar.com/a'];t.forEach(function (a) {new Image().src = a;});",
                "const {t} = {t: '//static.hotjar.com/a'};fetch(t);",
                "var [t] = ['//static.hotjar.com/a'];import(t);",
                "class Tag {constructor() {new Image().src = '//static.hotjar.com/a';}}new Tag;",
                "function tag(tag) {" + ELEMENT + LOADS + "}tag('a');",
                "if (typeof hj !== 'undefined' && hj !== null) {hj('a')} else {new Image().src = '//static.hotjar.com/a'}",
                "if (a)\n{hj('a')}\nelse\n{new Image().src = '//static.hotjar.com/a'}",
                "new FontFace('a', 'url(//static.hotjar.com/a)').load();",
                "class Tag {static go() {new Image().src = '//static.hotjar.com/a';}}Tag.go();",
                "function* tag() {new Image().src = '//static.hotjar.com/a';}tag().next();",
                "(function () {var e = document.createElement('style');e.textContent = '@import url(//static.hotjar.com/a)';"
                        + "document.head.append(e)})();",
                "if (window.performance && typeof window.performance.mark == 'function') {window.performance.mark('a');}\n"
                        + ELEMENT
                        + LOADS,
                ELEMENT + LOADS
                        + "console.log('What the page says of it, longer than a quarter of all that stands here');",
                "'use strict';new Image().src = '//hotjar.com/a';",
                "window.onload = function () { hj('event', 'a');new Image().src = '//static.hotjar.com/a'; };",
                "if (typeof ord == 'undefined') { ord = Math.random() * 10000000000000000; }\n"
                        + "document.write('<img src=\"//static.hotjar.com/a?' + ord + '\">');",
                "var consent = readConsent();\nif (consent && consent.analytics) {" + ELEMENT + LOADS + "}",
                "const c = Cookies.get('consent');\nif (c == 'true') {" + ELEMENT + LOADS + "}",
                "var c = JSON.parse(localStorage.getItem('consent') || '{}');\nif (c.all) {" + ELEMENT + LOADS + "}",
                "document.onreadystatechange = function () {" + ELEMENT + LOADS + "};",
                "require(['//static.hotjar.com/a'], function () {});",
                "function up(w) { while (w.parent !== w) { w = w.parent; } return w; }var n = up(window);if (n.document) {"
                        + ELEMENT + "e.src = '//static.hotjar.com/a';n.document.head.appendChild(e);}",
                "menu.load({url: '//static.hotjar.com/a', async: true});",
                "window.seen ||= function () {(seen.q = seen.q || []).push(arguments)};" + ELEMENT + LOADS
                        + "seen('a');",
                "var l = document.createElement('link');l.href = '//static.hotjar.com/a';l.onload = function () {"
                        + "var s = document.createElement('script');s.src = l.href;document.head.append(s)};"
                        + "document.head.append(l);",
                "$('head').append($('<script>').attr('src', '//static.hotjar.com/a'));",
                "var host = window.location.hostname;\nif (host == 'www.example.org' || host == 'example.org') {\n"
                        + "var account = 'UA-1-6';\n} else {\nvar account = 'UA-1-5';\n}\n" + ELEMENT
                        + "e.src = '//static.hotjar.com/a?' + account;document.head.appendChild(e);"
            })
    void whatOnlyServesToLoadATrackerIsNotThePagesOwn(String script) {
        assertFalse(mixed(script));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var address = '//static.hotjar.com/a';var image = new Image();image.src = address;"
                        + "menu.report(address, 'and some more of what the page does for itself');",
                "var id = menu.start('all', 'that', 'the', 'page', 'does', 'for', 'itself');new Image().src = '//static.hotjar.com/a?' + id;",
                "var title = 'Report it';document.title = title + ', step two of three';new Image().src = '//static.hotjar.com/a?' + title;",
                "var o = document.createElement('script');o.src = '/own/menu/and/more.js';document.head.appendChild(o);"
                        + ELEMENT + LOADS,
                "var o = document.createElement('script');" + ELEMENT
                        + "o.setAttribute('src', '/own/menu/and/more/of/it.js');" + LOADS
                        + "document.head.appendChild(o);",
                "document.onreadystatechange = function () { menu.start(e); menu.open(e); menu.close(e); };" + ELEMENT
                        + LOADS,
                "window.onload = function () { menu.start(e); menu.open(e); menu.close(e); };" + ELEMENT + LOADS,
                "require(['menu'], function (menu) { menu.start('#menu');new Image().src = '//static.hotjar.com/a'; });",
                "function load() {" + ELEMENT + LOADS + "}\n['first', 'second'].forEach(function (name) {"
                        + "menu.add(name, load, 'and more of what it is for')});",
                "const show = name => menu.open(name, 'and more of what it is for');" + ELEMENT + LOADS + "show('a');",
                ELEMENT + LOADS + "console.log(menu.start('and more of what it is for', 'and for what else it is'));",
                ELEMENT + LOADS
                        + "(function (all, name) { all[name] = ['/own/menu.js', '/own/and/more.js']; })(OWN, 'menu');",
                ELEMENT + LOADS
                        + "function menu() { return {items: [{id: 1, url: '/own/menu'}, {id: 2, url: '/own/more'}]}; }",
                "var form = getForm();" + ELEMENT + LOADS,
                "window.addEventListener('load', function () {" + ELEMENT + LOADS
                        + "document.querySelector('form').addEventListener('submit', function (event) { validate(event); });});",
                "window.addEventListener('load', function () {" + ELEMENT + LOADS
                        + "menu.on('open', event => { show(event); });});",
                "jQuery(function ($) {" + ELEMENT + LOADS + "$('.menu').hide(); });",
                "for (const b of document.querySelectorAll('button')) { b.disabled = false; }" + ELEMENT + LOADS,
                "(function () {" + ELEMENT + LOADS + "history.replaceState(null, '', '/e'); })();",
                "(function () {" + ELEMENT + LOADS + "navigator.geolocation.getCurrentPosition(fill); })();",
                "checkForm(e);" + ELEMENT + LOADS,
                "var a = readConsent(function () { menu.open(); });if (a) {" + ELEMENT + LOADS + "}",
                "document.onreadystatechange = menu;" + ELEMENT + LOADS,
                "require(['//static.hotjar.com/a', 'menu']);",
                "menu.load({url: '//static.hotjar.com/a', then: 'open'});",
                "menu.load(['//static.hotjar.com/a', '/own/menu.js']);",
                "$('#menu').append('<img src=\"//static.hotjar.com/a\">');",
                "$('body > p').append('<img src=\"//static.hotjar.com/a\">');",
                "$.get('//static.hotjar.com/a', function (a) { menu.start(a); });",
                "fetch('/own/menu/and/more');" + ELEMENT + LOADS + "fetch('/own/menu/and/what/else/there/is/to/see');",
                "hj(function () { $.ajax({url: '/own/menu', data: {first: 1}}); });new Image().src = '//static.hotjar.com/a';",
                "function load() {" + ELEMENT + LOADS + "}\nwindow.addEventListener('load', function () { load();"
                        + "menu.start(1); menu.open(2); menu.close(3); });",
                "function load() {" + ELEMENT + LOADS
                        + "}\nload();\nvar count = 0, most = 12;\nmenu.each(function () { count++; });",
                "function prepare() { document.body.className = 'ready'; menu.start(1); menu.open(2); }\nprepare();"
                        + ELEMENT + LOADS,
                "var own = function ($) { $('.menu').open(); $('.menu').more(); };own(jQuery);new Image().src='//static.hotjar.com/a';",
                "(function ($) { $('.menu').open(); $('.menu').more(e); })(jQuery);" + ELEMENT + LOADS,
                "!function () { menu.start(1); menu.open(2); menu.close(3); menu.count(e); }();" + ELEMENT + LOADS,
                "var settings = {language: 'en', is_app: 0, is_mobile: false, url: 'https://www.example.org'};"
                        + "settings.video = '//static.hotjar.com/a';",
                "var text = `${menu.start(1)}`, more = menu, e = document.createElement('script');" + LOADS
                        + "menu.open(text + 'and what else there is');"
            })
    void whatDoesMoreIsThePagesOwn(String script) {
        assertTrue(mixed(script));
    }

    @Test
    void anIdForWhichATagRunsIsOfNoAccount() {
        String snippet =
                "!function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),event:'gtm.js'});"
                        + "var f=d.getElementsByTagName(s)[0],j=d.createElement(s);j.async=true;"
                        + "j.src='https://www.googletagmanager.com/gtm.js?id='+i;f.parentNode.insertBefore(j,f);}"
                        + "(window,document,'script','dataLayer','GTM-ABC123');";
        assertFalse(read("const one='GTM-ABC123';const other='G-ABC1234567';" + snippet)
                .mixed());
        assertTrue(read("const one='GTM-ABC123';const other='report-a-crime';" + snippet)
                .mixed());
    }

    @Test
    void aVendorsSnippetThatLoadsFromTheSiteMayGiveItsFunctionAnyName() {
        String snippet = "(function(w,d,t,u,n,a,m){w['MauticTrackingObject']=n;w[n]=w[n]||function(){"
                + "(w[n].q=w[n].q||[]).push(arguments)},a=d.createElement(t),m=d.getElementsByTagName(t)[0];a.async=1;"
                + "a.src=u;m.parentNode.insertBefore(a,m)})(window,document,'script','/mtc.js','seen');";
        assertFalse(read(snippet + "seen('send', 'pageview');").mixed());
        assertTrue(read(snippet + "menu('send', 'pageview');").mixed());
    }

    private static ScriptVerdict read(String script) {
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        return BUNDLED.scriptReader().read(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "document.querySelector('form').addEventListener('submit', function () {"
                        + "if (window.gtag) gtag('event', 'submit'); this.querySelector('button').disabled = true; });",
                "var form = document.getElementById('report');form.addEventListener('submit', function (e) {e.preventDefault();"
                        + "gtag('event', 'submit', {event_callback: function () { form.submit(); }});});",
                "document.getElementById('go').onclick = function () { fbq('track', 'Lead'); next(); };",
                "(function () { var step = 0; function show(n) { steps.hide(n); if (typeof ga === 'function') {"
                        + "ga('send', 'event', 'step', n); } } show(0); })();",
                "window.onerror = function (m) { if (window.ga) { ga('send', 'exception', {exDescription: m}); }"
                        + "var x = new XMLHttpRequest(); x.open('POST', '/errors'); x.send(m); };",
                "function quickExit() { gtag('event', 'quick_exit'); document.body.innerHTML = ''; location.replace('/'); }",
                "ga('send', 'event', 'next', {hitCallback: function () { location.href = '/thanks'; }});",
                "var trackOutbound = function (url) { ga('send', 'event', 'outbound', 'click', url); };",
                "var config = {position: 'LEFT', onAccept: function () { var s = document.createElement('script');"
                        + "s.src = 'https://www.google-analytics.com/analytics.js'; document.head.appendChild(s); },"
                        + "text: {title: 'This site uses cookies'}};CookieControl.load(config);",
                "CookieConsent.run({language: 'en', categories: {analytics: {onAccept: function () {"
                        + "load('https://www.googletagmanager.com/gtag/js?id=G-1'); }}}});",
                "OneSignal.push(function () { if (OneSignal.isPushNotificationsSupported()) {"
                        + "document.querySelectorAll('.ask')[0].style.display = 'block'; } });",
                "for (const b of document.querySelectorAll('button')) { b.disabled = false; }"
                        + "new Image().src = 'https://www.facebook.com/tr?id=1';",
                "$('.menu').each(function () { $(this).show(); });new Image().src = 'https://www.facebook.com/tr?id=1';"
            })
    void aPagesOwnScriptThatCallsATrackerStays(String script) {
        assertTrue(read(script).tracker().isPresent());
        assertTrue(read(script).mixed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gtag('event', 'conversion', {send_to: 'AW-1/abc', value: Math.round(1.5)});",
                "document.addEventListener('DOMContentLoaded', function () { fbq('track', 'Lead'); });",
                "$(document).ready(function () { ga('send', 'event', 'page', 'read'); });",
                "if (hasConsent('statistics')) { new Image().src = 'https://www.facebook.com/tr?id=1'; }",
                "onConsent(function () { new Image().src = 'https://www.facebook.com/tr?id=1'; });",
                "loadScript('https://www.google-analytics.com/analytics.js', 'analytics');",
                "var s = document.createElement('script'); s.setAttribute('src', 'https://connect.facebook.net/en_US/fbevents.js');"
                        + "document.head.appendChild(s);",
                "try { var pageTracker = _gat._getTracker('UA-1-1'); pageTracker._trackPageview(); } catch (e) {}"
            })
    void whatOnlyTalksToTrackersOrLoadsThemGoes(String script) {
        assertTrue(read(script).tracker().isPresent());
        assertFalse(read(script).mixed());
    }

    @Test
    void whatHelpsIsNotMuchLongerThanTheTrackersOwnCode() {
        String settings = "var a = ['x'" + ", 'x'".repeat(80) + "];var b = ['y'" + ", 'y'".repeat(80) + "];";
        assertTrue(mixed(settings + "new Image().src = '//static.hotjar.com/a?' + a + b;"));
        assertFalse(mixed("var a = ['x'" + ", 'x'".repeat(40) + "];var b = ['y'" + ", 'y'".repeat(40) + "];"
                + "new Image().src = '//static.hotjar.com/a?' + a + b;"));
        assertFalse(mixed("var a = ['x', 'y'];new Image().src = '//static.hotjar.com/a?' + a;"));
    }

    private static final String LONG_LOADER =
            ELEMENT + "e.async = true;e.onload = function () {hj('event', 'first and some "
                    + "more of what there is to say');hj('event', 'second');hj('event', 'third');hj('event', 'fourth');};"
                    + LOADS;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initTabs();",
                "window.GOVUKFrontend.initAll();",
                "$('.x').hide();",
                "alert('Please wait');",
                "history.replaceState(null, '', location.pathname);",
                "document.documentElement.classList.remove('no-js');",
                "document.body.className = document.body.className + ' js-enabled';",
                "document.getElementById('out').textContent = 'x';",
                "document.forms[0].addEventListener('submit', function () {this.q.disabled = true});",
                "document.addEventListener('DOMContentLoaded', init);",
                "window.addEventListener('beforeunload', function (e) {e.preventDefault()});",
                "window.onbeforeunload = null;",
                "if ('serviceWorker' in navigator) {navigator.serviceWorker.register('/sw.js')}",
                "import('/js/form.js');",
                "new Worker('/js/worker.js');",
                "fetch('/own');",
                "(function () {var s = document.createElement('script');s.src = '/own.js';document.head.appendChild(s)})();",
                "document.body.style.backgroundImage = 'url(/own.png)';",
                "if (top !== self) {top.location = self.location}"
            })
    void whatIsThePagesOwnIsNotCutHoweverLittleItIs(String own) {
        assertFalse(mixed(LONG_LOADER));
        assertTrue(mixed(own + "\n" + LONG_LOADER), "before");
        assertTrue(mixed(LONG_LOADER + "\n" + own), "behind");
        assertTrue(
                mixed("document.addEventListener('DOMContentLoaded', function () {" + own + LONG_LOADER + "});"), "in");
        assertTrue(mixed("(function () {" + LONG_LOADER + own + "})();"), "in one that is called");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var csrf = 'a1b2';",
                "window.page = {step: 2};",
                "var own = own || {};own.step = 1;",
                "var own = own || [];own.push(function () {initTabs()});",
                "function validate(f) {return f.q.value !== ''}",
                "document.documentElement.appendChild(document.createElement('img')).src = '/own.png';"
            })
    void norIsWhatOtherScriptsMayAskFor(String own) {
        assertTrue(mixed(own + "\n" + LONG_LOADER));
        assertTrue(mixed(LONG_LOADER + "\n" + own));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if ($(window).width() > 1024) {LOADS}",
                "consentGiven('statistics') && (function () {LOADS})();",
                "if (isLive() && !page.testing()) {LOADS}",
                "loadLater(function () {LOADS});",
                "whenReady(document, function () {LOADS}, 100);"
            })
    void whatOnlyDecidesWhetherATrackerLoadsGoesWithIt(String around) {
        assertFalse(mixed(around.replace("LOADS", LONG_LOADER)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var page = {api: '/api', tags: 'https://static.hotjar.com/a'};fetch(page.api);",
                "var page = {lang: 'en', tags: 'https://static.hotjar.com/a'};document.documentElement.lang = page.lang;",
                "var page = {tags: 'https://static.hotjar.com/a'};start(page);",
                "var page = {tags: 'https://static.hotjar.com/a'};new Image().src = '/own.png?' + page.tags;",
                "var page = {tags: 'https://static.hotjar.com/a'};"
            })
    void dataOfThePagesOwnThatNameATrackerStay(String script) {
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        InlineScan scan = detector.inlineScan();
        scan.readWhole(bytes, 0, bytes.length);
        assertTrue(scan.tracker().isEmpty());
    }

    @Test
    void theWordsOfACompanyThatAScriptDoesNotNameSpeakForNobody() {
        String own = "window.menu = {load: ['/own/menu.js', '/own/and/more.js'], init: 'all of it', hide: ['more']};";
        ScriptVerdict verdict = read(ELEMENT + LOADS + own);
        assertEquals("hotjar", verdict.tracker().map(Tracker::id).orElse("none"));
        assertTrue(verdict.mixed());
        assertFalse(read(ELEMENT + LOADS + own.replace("window.menu", "window._hjSettings"))
                .mixed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function leave() { location = '//static.hotjar.com/a'; }",
                "const leave = () => { window.open('//static.hotjar.com/a', '_blank'); };",
                "document.getElementById('b').onclick = function () { window.location.href = '//static.hotjar.com/a'; };",
                "b.addEventListener('click', function () { document.location.href = '//static.hotjar.com/a'; });",
                "b.addEventListener('click', () => location.assign('//static.hotjar.com/a'));",
                "$('#b').click(function () { location.replace('//static.hotjar.com/a'); });",
                "b.addEventListener('click', function () { document.location.replace('//static.hotjar.com/a'); });",
                "button.click(function () { location = '//static.hotjar.com/a'; });",
                "$('#b').on('submit.ours', function () { top.location = '//static.hotjar.com/a'; });",
                "jQuery(function ($) { $('#b').on('change', function () { location = '//static.hotjar.com/a'; }); });",
                "all.forEach(function (e) { e.onclick = function () { location = '//static.hotjar.com/a'; }; });",
                "all.forEach(e => { e.onkeydown = async event => { location = '//static.hotjar.com/a'; }; });",
                "window.onload = function () { b.onclick = function () { location = '//static.hotjar.com/a'; }; };",
                "function leave() { location = '//static.hotjar.com/a'; } b.addEventListener('click', leave);",
                "function leave() { location = '//static.hotjar.com/a'; } b.onclick = leave;",
                "function leave() { location = '//static.hotjar.com/a'; } $('#b').on('click', function () { leave(); });",
                "function set() { b.onclick = function () { location = '//static.hotjar.com/a'; }; } set();",
                "const onLeave = () => { location = '//static.hotjar.com/a'; };",
                "new Image().src = '//static.hotjar.com/a'; location.href = '/thanks';",
                "(new Image().src = '//static.hotjar.com/a') && (location.href = '/thanks');",
            })
    void whereAVisitorIsLedForDoingSomethingIsThePagesOwn(String script) {
        assertTrue(mixed(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "location.href = '//static.hotjar.com/a';",
                "document.location.href = '//static.hotjar.com/a';",
                "location['href'] = '//static.hotjar.com/a';",
                "all.forEach(function (e) { e.onerror = function () { location = '//static.hotjar.com/a'; }; });",
                "window.location.replace('//static.hotjar.com/a');",
                "(function () { top.location.href = '//static.hotjar.com/a'; })();",
                "setTimeout(function () { location.href = '//static.hotjar.com/a'; }, 100);",
                "setTimeout(function () { log('click'); location = '//static.hotjar.com/a'; }, 100);",
                "window.onload = function () { window.location = '//static.hotjar.com/a'; };",
                "document.addEventListener('DOMContentLoaded', () => location.assign('//static.hotjar.com/a'));",
                "$(document).ready(function () { location.href = '//static.hotjar.com/a'; });",
                "function leave() { location = '//static.hotjar.com/a'; } leave();",
                "var leave = function () { location.href = '//static.hotjar.com/a'; }; leave();",
                "const leave = () => { location = '//static.hotjar.com/a'; }; setTimeout(leave, 100);",
                "function leave() { location = '//static.hotjar.com/a'; } setTimeout(function () { leave(); }, 9);",
                "function leave() { location = '//static.hotjar.com/a'; } window.onload = leave;",
                "function leave() { location = '//static.hotjar.com/a'; } addEventListener('load', leave);",
                "function leave() { location = '//static.hotjar.com/a'; } $(document).ready(leave);",
                "b.addEventListener('click', function () { new Image().src = '//static.hotjar.com/a'; });",
                "function f() { var x = new XMLHttpRequest(); x.open('GET', '//static.hotjar.com/a'); x.send(); }",
            })
    void whereAVisitorIsLedUnaskedIsTheTrackers(String script) {
        assertFalse(mixed(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window.onload = go;",
                "onload = go;",
                "window.onload = function () { go(); };",
                "window.onscroll = go;",
                "document.onreadystatechange = () => { if (document.readyState === 'complete') go(); };",
                "if (window.addEventListener) { window.addEventListener('load', go, false); }"
                        + " else if (window.attachEvent) { window.attachEvent('onload', go); } else { window.onload = go; }",
                "$(go);",
                "$(window).on('load', go);",
                "jQuery(document).ready(go);",
                "setTimeout('go()', 500);",
                "try { go(); } catch (e) { console.error(e); }",
                "try { setTimeout(function () { go(); }, 9); } catch (e) { console.error(e); }",
                "Promise.resolve().then(go);",
                "new Promise(r => setTimeout(r, 100)).then(go);",
                "new IntersectionObserver(function (all) { if (all[0].isIntersecting) go(); }).observe(document.body);",
                "if (hasConsent('statistics')) { go(); } else { onConsent('statistics', go); }",
                "const start = go; window.onload = start;",
                "document.querySelectorAll('button').forEach(b => b.addEventListener('click', () => go(b.id)));",
            })
    void whatOnlyLetsATrackersFunctionRunGoesWithIt(String starter) {
        for (String function :
                List.of("function go() { %s }", "const go = () => { %s };", "window.go = function () { %s };")) {
            String loads = function.formatted(ELEMENT + LOADS);
            assertFalse(mixed(loads + starter), loads + starter);
            assertFalse(mixed(loads + "\n" + starter + "\n"), loads + starter);
            String others = "function menu() { document.body.className = 'js'; }";
            assertTrue(mixed(loads + others + starter), "the page's own function");
            assertTrue(mixed(loads + starter.replace("go", "menu")), "a function of another script");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Loader { constructor(a) { this.a = a; } load() { new Image().src = this.a; } }"
                        + " new Loader('//static.hotjar.com/a').load();",
                "class Loader { constructor(a) { this.a = a } load() { new Image().src = this.a } }"
                        + " const loader = new Loader('//static.hotjar.com/a'); loader.load();",
                "function Loader(a) { this.a = a; } Loader.prototype.load = function () { new Image().src = this.a; };"
                        + " var loader = new Loader('//static.hotjar.com/a'); loader.load();",
                "class Own extends HTMLElement { connectedCallback() { this.innerHTML = '<img src=//static.hotjar.com/a>'; } }"
                        + " customElements.define('own-tag', Own);",
                "import tracker from 'https://static.hotjar.com/a'; tracker.init({id: 1});",
                "import {init as start} from 'https://static.hotjar.com/a';\nstart();",
            })
    void aTrackersClassOrModuleGoesWithWhatIsDoneWithIt(String script) {
        assertFalse(mixed(script), script);
        assertTrue(mixed(script + "document.body.className = 'js';"), script);
        assertTrue(mixed(script + "class Menu { open() { this.all.hidden = false; } }"), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window.onload = start;",
                "Promise.resolve().then(start);",
                "new IntersectionObserver(start).observe(document.querySelector('img'));",
                "document.querySelectorAll('details').forEach(each => { each.open = false; });",
            })
    void whatIsLetRunBesideALoaderIsThePagesOwn(String own) {
        assertTrue(mixed("function go() { " + ELEMENT + LOADS + own + " } go();"), own);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var l = document.createElement('link'); l.rel = 'stylesheet'; l.href = ADDRESS; document.head.appendChild(l);",
                "var o = document.createElement('object'); o.data = ADDRESS; document.body.append(o);",
                "var v = document.createElement('video'); v.src = ADDRESS;",
                "var d = document.createElement('div'); d.innerHTML = '<img src=\"' + ADDRESS + '\">'; document.body.append(d);",
                "var x = new XMLHttpRequest(); x.onload = function () {}; x.open('POST', ADDRESS, true); x.send('a');",
                "fetch(new Request(ADDRESS, {mode: 'no-cors'}));",
                "(async () => { try { await fetch(ADDRESS, {mode: 'no-cors'}); } catch {} })();",
                "fetch(ADDRESS).then(r => r.text()).then(t => { const s = document.createElement('script');"
                        + "s.textContent = t; document.head.append(s); });",
                "import(ADDRESS).then(m => m.default());",
                "new Promise((a, b) => { const s = document.createElement('script'); s.src = ADDRESS; s.onload = a;"
                        + "document.head.append(s); }).then(() => { hj('start'); });",
                "document.head.append(Object.assign(document.createElement('script'), {src: ADDRESS}));",
                "var s = document.createElement('script'); s.src = ADDRESS; document.currentScript.after(s);",
                "loadScript(ADDRESS);",
                "loadScript(ADDRESS, function () { console.log('ok'); });",
                "require([ADDRESS]);",
                "$LAB.script(ADDRESS).wait();",
                "$('<script>').attr('src', ADDRESS).appendTo('head');",
                "[ADDRESS].forEach(function (u) { var s = document.createElement('script'); s.src = u;"
                        + "document.head.appendChild(s); });",
            })
    void anAddressGoesWithWhatLoadsItHoweverItIsHeld(String loads) {
        assertFalse(mixed(loads.replace("ADDRESS", "'//static.hotjar.com/a'")), loads);
        String held = "var u = '//static.hotjar.com/a';" + loads.replace("ADDRESS", "u");
        assertFalse(mixed(held), held);
        HELD.forEach((holds, address) -> {
            String script = holds + loads.replace("ADDRESS", address);
            assertFalse(mixed(script), script);
        });
        for (String own : OWN_BESIDE) {
            assertTrue(mixed(held + own), held + own);
            assertTrue(mixed("(function () { " + held + own + " })();"), held + own);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window['go'] = function () { LOADS }; window['go']();",
                "var self = this; (function () { LOADS })();",
                "var list = []; list.push(function () { LOADS }); list.forEach(function (f) { f(); });",
                "const run = f => f(); run(() => { LOADS });",
                "function onReady(f) { document.readyState === 'complete' ? f() : window.addEventListener('load', f); }"
                        + " onReady(() => { LOADS });",
                "const delay = ms => new Promise(r => setTimeout(r, ms)); delay(3000).then(() => { LOADS });",
                "const sleep = ms => new Promise(r => setTimeout(r, ms)); (async () => { await sleep(100); LOADS })();",
                "var old = window.onload; window.onload = function () { if (old) old(); LOADS };",
                "function addLoadEvent(f) { var old = window.onload; if (typeof window.onload != 'function') {"
                        + " window.onload = f; } else { window.onload = function () { old(); f(); }; } }"
                        + " addLoadEvent(function () { LOADS });",
                "LOADS document.currentScript.remove();",
                "this.onload = null; LOADS",
                "LOADS return true;",
            })
    void whatOnlyWaitsForALoaderGoesWithIt(String script) {
        String loads = script.replace("LOADS", ELEMENT + LOADS);
        assertFalse(mixed(loads), loads);
        for (String own : OWN_BESIDE) {
            assertTrue(mixed(own + loads), own + loads);
            assertTrue(mixed(script.replace("LOADS", ELEMENT + LOADS + own)), own + " in " + script);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var s = document.querySelector('script').cloneNode(); s.src = '//static.hotjar.com/a'; document.head.append(s);",
                "const {document: d} = window; const s = d.createElement('script'); s.src = '//static.hotjar.com/a'; d.head.append(s);",
                "const make = document.createElement.bind(document); const s = make('script'); s.src = '//static.hotjar.com/a';"
                        + "document.head.append(s);",
                "function tag({src, async = true}) { const s = document.createElement('script'); Object.assign(s, {src, async});"
                        + "document.head.append(s); } tag({src: '//static.hotjar.com/a'});",
                "const b = new Blob([\"new Image().src='//static.hotjar.com/a'\"]); const s = document.createElement('script');"
                        + "s.src = URL.createObjectURL(b); document.head.append(s);",
                "new AudioContext().audioWorklet.addModule('https://static.hotjar.com/a');",
                "document.write('<img src=\"//static.hotjar.com/a\">'); document.close();",
                "document.body.append(new DOMParser().parseFromString('<img src=//static.hotjar.com/a>', 'text/html').body.firstChild);",
                "$.getScript('//static.hotjar.com/a').done(function () { hj('init'); });",
                "axios({method: 'post', url: 'https://static.hotjar.com/a'});",
                "Drupal.behaviors.hj = {attach: function () { " + ELEMENT + LOADS + " }};",
                "var e = {b: {c: function () { (function (e) { e.src = '//static.hotjar.com/a'; })(new Image()); }}}; e.b.c();",
            })
    void aLoaderGoesHoweverItMakesWhatLoads(String script) {
        assertFalse(mixed(script), script);
        assertTrue(mixed(script + "menu.open();"), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const a = {src: '//static.hotjar.com/a', id: 'x'}; const s = document.createElement('script');"
                        + "Object.entries(a).forEach(([k, v]) => s.setAttribute(k, v)); document.head.append(s);",
                "const all = {hj: '//static.hotjar.com/a'}; Object.values(all).forEach(u => { new Image().src = u; });",
            })
    void dataThatAreOnlyLoadedGoInWhateverWayTheyAreRead(String script) {
        assertFalse(mixed(script), script);
    }

    @Test
    void whatLetsATrackersCallsRunIsNoHelpThatWeighsAgainstThem() {
        String calls = "window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments); }"
                + " gtag('js', new Date()); gtag('config', 'G-ABC1234567');";
        String ready = "function ready(f) { if (document.readyState !== 'loading') { f(); }"
                + " else { document.addEventListener('DOMContentLoaded', f); } }";
        assertFalse(read(ready + "ready(function () { " + calls + " });").mixed());
        assertTrue(read(ready + "ready(function () { " + calls + " }); ready(menu);")
                .mixed());
        assertTrue(read(ready + "ready(function () { " + calls + " menu.open(); });")
                .mixed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function load(a, done) { var e = document.createElement('script'); e.type = 'text/javascript';"
                        + "if (e.readyState) { e.onreadystatechange = function () { if (e.readyState == 'loaded'"
                        + " || e.readyState == 'complete') { e.onreadystatechange = null; done(); } }; } else {"
                        + "e.onload = function () { done(); }; } e.src = a; document.getElementsByTagName('head')[0]"
                        + ".appendChild(e); } load('//static.hotjar.com/a', function () { hj('init'); });",
                "$('a').on('click', function () { $.get('//static.hotjar.com/a', {u: this.href}); });",
                "var push = history.pushState; history.pushState = function () { push.apply(history, arguments);"
                        + " navigator.sendBeacon('//static.hotjar.com/a'); };",
                "(function (o) { XMLHttpRequest.prototype.open = function () { navigator.sendBeacon('//static.hotjar.com/a');"
                        + " return o.apply(this, arguments); }; })(XMLHttpRequest.prototype.open);",
                "var u = localStorage.getItem('u') || Math.random(); localStorage.setItem('u', u);"
                        + " new Image().src = '//static.hotjar.com/a?u=' + u;",
                "navigator.geolocation.getCurrentPosition(p => { new Image().src = '//static.hotjar.com/a?' + p.coords.latitude; });",
                "let i = sessionStorage.getItem('i'); if (!i) { i = crypto.randomUUID(); sessionStorage.setItem('i', i); }"
                        + " fetch('https://static.hotjar.com/a?i=' + i, {keepalive: true});",
                "var p = {}; location.search.substr(1).split('&').forEach(function (each) { var a = each.split('=');"
                        + " p[a[0]] = a[1]; }); new Image().src = '//static.hotjar.com/a?' + p.utm_source;",
                "crypto.subtle.digest('SHA-256', new TextEncoder().encode(location.href)).then(h => {"
                        + " new Image().src = '//static.hotjar.com/a?h=' + new Uint8Array(h); });",
            })
    void whatWatchesTheVisitorForATrackerGoes(String script) {
        assertFalse(mixed(script), script);
        assertTrue(mixed(script + "menu.open();"), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function load(a) { var e = document.createElement('script'); e.src = a; document.head.appendChild(e); }"
                        + " load('/own.js'); load('//static.hotjar.com/a');",
                "navigator.geolocation.getCurrentPosition(p => { fill(p); new Image().src = '//static.hotjar.com/a'; });",
                "navigator.geolocation.getCurrentPosition(fill); new Image().src = '//static.hotjar.com/a';",
                "$('#menu').on('click', function () { $(this).toggle(); $.get('//static.hotjar.com/a'); });",
                "function go() { " + ELEMENT + LOADS + " } document.querySelectorAll('button').forEach(b => {"
                        + " b.disabled = false; b.addEventListener('click', () => go(b.id)); });",
                "function go() { " + ELEMENT + LOADS + " } document.querySelectorAll('form').forEach(f =>"
                        + " f.addEventListener('submit', e => { e.preventDefault(); go(); }));",
                "function go() { " + ELEMENT + LOADS + " } document.querySelectorAll('button').forEach(start); go();",
                "$('#menu').click(openMenu); new Image().src = '//static.hotjar.com/a';",
                "history.pushState(null, '', '/two'); new Image().src = '//static.hotjar.com/a';",
                "XMLHttpRequest.prototype.open = function () { token(this); }; new Image().src = '//static.hotjar.com/a';",
                "var draft = collect(); localStorage.setItem('draft', draft); new Image().src = '//static.hotjar.com/a';",
            })
    void whatThePageItselfWatchesOrLoadsStays(String script) {
        assertTrue(mixed(script), script);
    }

    private static final Map<String, String> HELD = Map.of(
            "const h = 'static.hotjar.com';", "`https://${h}/a`",
            "var h = 'https://static.hotjar.com';", "h + '/a'",
            "var p = location.protocol === 'https:' ? 'https://' : 'http://';", "p + 'static.hotjar.com/a'",
            "function u() { return '//static.hotjar.com/a'; }", "u()",
            "window.ours = '//static.hotjar.com/a';", "window.ours",
            "var u = window.ours || '//static.hotjar.com/a';", "u",
            "var u = 'https://NAME/a'.replace('NAME', 'static.hotjar.com');", "u",
            "var u = new URL('https://static.hotjar.com/a'); u.searchParams.set('id', '1');", "u.toString()");

    private static final List<String> OWN_BESIDE = List.of(
            "menu.open();",
            "setTimeout(start, 10);",
            "fetch('/own').then(r => r.json()).then(show);",
            "var y = new XMLHttpRequest(); y.open('GET', '/own'); y.onload = show; y.send();",
            "loadScript('/own.js');",
            "var p = document.createElement('p'); p.textContent = 'Saved'; document.body.append(p);",
            "document.querySelector('h1').textContent = 'Step two';");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var u = '//static.hotjar.com/a'; console.log(u, 'is what we are told'); report(u, 'and that it came');",
                "var go = function () { " + ELEMENT + LOADS
                        + " }; addEventListener('load', () => { go(); fetch('/own'); });",
                "var go = function () { " + ELEMENT + LOADS
                        + " }; addEventListener('load', () => { go(); setTimeout(start, 1); });",
                "function go() { " + ELEMENT + LOADS
                        + " } if (consent) { go(); form.addEventListener('submit', validate); }",
                "setTimeout(() => { " + ELEMENT + LOADS + " setTimeout(start, 10); }, 1000);",
                "addEventListener('load', () => { window.dataLayer = window.dataLayer || []; function gtag() {"
                        + " dataLayer.push(arguments); } gtag('js', new Date()); fetch('/own').then(show); });",
            })
    void whatElseIsDoneBesideALoaderKeepsIt(String script) {
        assertTrue(read(script).tracker().isPresent(), script);
        assertTrue(read(script).mixed(), script);
    }

    @Test
    void aLongScriptIsNotLookedAt() {
        String helps = "var now = Date.now(), more = Math.random(), third = 3;";
        String loads = "new Image().src = '//static.hotjar.com/a?' + now + more + third;";
        assertFalse(mixed(helps + loads));
        assertTrue(mixed(helps + loads + "/*" + " ".repeat(StatementOwners.MAX_BYTES) + "*/"));
    }

    private static StatementNames names(String statement) {
        byte[] bytes = statement.getBytes(StandardCharsets.ISO_8859_1);
        return StatementNames.of(bytes, 0, bytes.length);
    }

    @Test
    void theNamesInAStatementAreToldByWhatIsDoneWithThem() {
        StatementNames names = names("/* a */ var b = c.d, e; window.f = 'g h'; window['i'].j = k(l)[m](n);");
        assertEquals(Set.of("b", "e", "f"), names.assigned());
        assertEquals(Set.of("i"), names.changed());
        assertEquals(Set.of("var", "b", "c", "e", "window", "f", "i", "k", "l", "m", "n"), names.variables());
        assertEquals(Set.of(), names.handed());
        assertEquals(
                Set.of("a", "name"),
                names("(function(b,c){d('e')})(window,'a','f g','name')").handed());
        assertEquals(Set.of("a"), names("!function(b,c){}(window,'a')").handed());
        assertEquals(List.of("k/k", "k/"), said(names.calls()));
        assertFalse(names.isUnclear());
    }

    private static List<String> said(List<StatementEffects.Call> calls) {
        return calls.stream().map(each -> each.root() + "/" + each.name()).toList();
    }

    @Test
    void whatAFunctionDoesCountsWhenItIsCalled() {
        StatementNames later = names("var a = function (b) { b.c = d(); e.f = 1; var g; }");
        assertEquals(Set.of("a"), later.assigned());
        assertEquals(List.of(), said(later.calls()));
        assertEquals(List.of("d/d"), said(later.callsLater()));
        assertEquals(Set.of("e"), later.changedLater());
        StatementNames atOnce = names("!function (b) { b.c = d(); e.f = 1; var g; }(window)");
        assertEquals(List.of("d/d"), said(atOnce.calls()));
        assertEquals(Set.of("e"), atOnce.changed());
        assertEquals(Set.of(), atOnce.assigned());
        StatementNames handed = names("a.b((c) => { d(); })");
        assertEquals(List.of("a/b", "d/d"), said(handed.calls()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 'b",
                "a = (b",
                "a)",
                "(a)++",
                "delete a.b",
                "{a} = b",
                "a = `${b()}`",
                "a = (/b",
                "import a from 'b'"
            })
    void whatIsNotUnderstoodIsUnclear(String statement) {
        assertTrue(names(statement).isUnclear());
    }
}
