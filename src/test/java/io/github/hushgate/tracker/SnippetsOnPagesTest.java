package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands beside a vendor's loader where its snippet was put into a real page, and what is like it and is none. */
class SnippetsOnPagesTest {
    private static final TrackerDetector BUNDLED = TrackerDetector.of(TrackerCatalog.bundled());

    private static final String PIXEL =
            "!function(w,d,t,u,q,s,f){w.fbq||(q=w.fbq=function(){q.queue.push(arguments)},q.queue=[],"
                    + "s=d.createElement(t),s.src=u,f=d.getElementsByTagName(t)[0],f.parentNode.insertBefore(s,f))}"
                    + "(window,document,'script','//connect.facebook.net/en_US/fbevents.js');";

    private static boolean goes(String script) {
        return Fixtures.goes(BUNDLED, script.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PIXEL + "fbq('dataProcessingOptions', ['LDU'], 0, 0);fbq('init', '1');fbq('track', 'PageView');",
                PIXEL
                        + "fbq('init', '1');fbq('setUserProperties', '1', {account: google_tag_manager['GTM-X'].macro(190)});",
                "!function(w,d){if(!w.zemCall){var c=w.zemCall=function(){c.queue.push(arguments)};c.queue=[];"
                        + "var s=d.createElement('script');s.src='//js-tag.zemanta.com/zcpt.js';d.head.appendChild(s)}}"
                        + "(window,document);zemCall('track', 'PAGE_VIEW');",
                "window.PushlySDK = window.PushlySDK || [];function tell() {window.PushlySDK.push(arguments)}"
                        + "tell('load', {domain: 'a long key of this very site', worker: '/assets/workers/push.js'});",
                "var page = _gat._getTracker('UA-1-1');page._initData();page._trackPageview();",
                "ga('create', 'UA-1-1', 'auto', 'sampled', {sampleRate: 10});ga('sampled.send', 'pageview', location.pathname);",
                "for (var i = 0; i < 2; i++) {window['counter' + i] = new Ya.Metrika({id: i, clickmap: true})}"
            })
    void allThatASnippetSaysToItsTrackerGoes(String script) {
        assertTrue(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "document.write('<script src=\"https://ad.doubleclick.net/adj/a;ord=' + Math.random() + '?\"><');"
                        + "document.write('/scr');document.write('ipt>');",
                "var token = 'c9016af5c998';document.write('<div><img src=\"https://a.met.vgwort.de/na/' + token);"
                        + "document.write('\" width=\"1\" height=\"1\"><' + '/div>');",
                "document.write(\"<script src='https://www.googletagmanager.com/gtag/js?id=G-1'>\");"
                        + "document.write(\"<\\/script>\");"
            })
    void markupThatIsWrittenPieceByPieceGoesToItsEnd(String script) {
        assertTrue(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "document.write('<img src=\"https://a.met.vgwort.de/na/1\">');document.write('Call us at any time');",
                "document.write('<img src=\"https://a.met.vgwort.de/na/' + 1);document.write('\">Call us at any time');",
                "document.write('<img src=\"https://a.met.vgwort.de/na/' + 1);document.write('\">' + greeting);",
                "document.write('<img src=\"https://a.met.vgwort.de/na/' + 1);document.write('\"><p>');"
            })
    void butNotWhatThePageWritesBehindIt(String script) {
        assertFalse(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site.onload(function () {require(['https://static.chartbeat.com/js/chartbeat.js'])});",
                "laterOrNow(1, function () {fetchScript('//pagead2.googlesyndication.com/pagead/js/adsbygoogle.js', {}, function () {})});",
                "if (conf.measured) {site.whenIdle(() => {site.use('https://static.hotjar.com/c/hotjar-1.js')})}"
            })
    void aLoaderThatAFunctionOfTheSitesLetsRunGoes(String script) {
        assertTrue(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site.onload(function () {menu(['a', 'b']);require(['https://static.chartbeat.com/js/chartbeat.js'])});",
                "site.page({name: 'report'}, function () {require(['https://static.chartbeat.com/js/chartbeat.js'])});"
            })
    void butNotWhereItDoesMore(String script) {
        assertFalse(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (getCookie('member') !== '') {ga('set', 'dimension1', 'member')}ga('send', 'pageview');",
                "ga('set', 'dimension1', getStored('member', 'id'));ga('send', 'pageview');"
            })
    void whatATrackerIsToldMayBeAskedOfThePage(String script) {
        assertTrue(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (checkForm()) {ga('send', 'event', 'form')}",
                "getMenu('top', 'left');ga('send', 'pageview');",
                "issueRefund(1, 'GBP');ga('send', 'pageview');"
            })
    void butNotToDoSomething(String script) {
        assertFalse(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var s = document.createElement('script');s.setAttribute('config', '{\"unit\": \"' + unit + '\", \"about\": ["
                        + "\"tech\", \"graphics\", \"informatics\", \"components\", \"tests of components\", \"358356\", \"cards\"], "
                        + "\"mode\": \"' + theme + '\", \"more\": \"so much of it that it is longer than the loader is\"}');"
                        + "s.src = '//scripts.opti-digital.com/tags/?site=a';document.body.appendChild(s);",
                "var i = new Image();i.src = 'https://sb.scorecardresearch.com/p?c1=2';i.alt = 'seen';"
                        + "document.body.appendChild(i).setAttribute('style', 'width: 1px !important');",
                "var gigya_conf = {siteName: 'example.org', enabledProviders: 'one, two, three, four, five'};"
                        + "var s = document.createElement('script');s.src = 'https://cdn.gigya.com/js/socialize.js';"
                        + "document.head.appendChild(s);"
            })
    void howALoaderIsConfiguredGoesWithItHoweverLong(String script) {
        assertTrue(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "player.preroll = 'https://ad.doubleclick.net/pfadx/a;sz=426x240;ord=' + player.order();",
                "if (document.cookie.match(/dark/)) {window.settings = {list: 'https://scripts.opti-digital.com/list.json', theme: 'dark'}}",
                "site.from = document.referrer.indexOf('https://paid.outbrain.com') === 0 ? 'advert' : 'link';",
                "(function () {var from = document.referrer;site.from = {advert: /x/.test(from) || from.startsWith("
                        + "'https://paid.outbrain.com/')}})();"
            })
    void anAddressThatIsOnlyComparedOrKeptForThePageTakesNothingWithIt(String script) {
        assertFalse(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 700})
    void anAddressInDataIsLoadedByAFunctionHoweverLong(int more) {
        String queue = "w.seen = w.seen || [];w.seen.push({name: 'a'});".repeat(more / 45);
        assertTrue(goes(
                "var conf = {media: 'a', url: '//sg-config.sensic.net/sg1-ssa-w.js'};(function (w, d, c, s) {" + queue
                        + "var t = d.createElement(s), e = d.getElementsByTagName(s)[0];t.src = c.url;"
                        + "e.parentNode.insertBefore(t, e);})(window, document, conf, 'script');"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function ask(u, then) {var n = 'cb' + Date.now();window[n] = function (d) {then(d);delete window[n]};"
                        + "var s = document.createElement('script');s.src = u + '?callback=' + n;document.head.appendChild(s)}"
                        + "ask('https://www.googletagmanager.com/j', function (d) {document.cookie = 'id=' + d.id});",
                "var was = console.log;console.log = function () {new Image().src = 'https://www.googletagmanager.com/l?'"
                        + " + [].join.call(arguments);was.apply(console, arguments)};",
                "const socket = new WebSocket('wss://www.googletagmanager.com/live');const waiting = [];"
                        + "function tell(o) {const s = JSON.stringify(o);if (socket.readyState === 1) socket.send(s);else waiting.push(s)}"
                        + "socket.onopen = () => {while (waiting.length) socket.send(waiting.shift())};"
                        + "document.addEventListener('mousemove', e => tell({x: e.pageX, y: e.pageY}));"
                        + "document.addEventListener('click', e => tell({c: e.target.outerHTML.slice(0, 99)}));"
            })
    void aSmallTrackerGoesWhateverItUsesToTell(String script) {
        assertTrue(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete window.GOVUK;new Image().src = 'https://www.googletagmanager.com/l';",
                "console.log = null;new Image().src = 'https://www.googletagmanager.com/l';"
            })
    void butNotWithWhatItTakesFromThePage(String script) {
        assertFalse(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window.fbAsyncInit = function () {FB.init({appId: '1'});$(document).trigger('fb:here');site.began('fb')};"
                        + "(function (d, s) {var j = d.createElement(s);j.src = '//connect.facebook.net/en_US/sdk.js';"
                        + "d.head.appendChild(j)})(document, 'script');",
                "var disableStr = 'ga-disable-UA-1-1';function gaOptout() {document.cookie = disableStr + '=true';"
                        + "window[disableStr] = true;alert('You are not counted any more')}ga('create', 'UA-1-1', 'auto');"
            })
    void whatOnlyTheTrackerCallsGoesWithItWhateverItDoes(String script) {
        assertTrue(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window.fbAsyncInit = function () {FB.init({appId: '1'})};startOfThePage({steps: 3});",
                "window.fbAsyncInit = (function () {startOfThePage({steps: 3});return function () {FB.init({appId: '1'})}})();",
                "window.fbReport = function () {FB.init({appId: '1'});startOfThePage({steps: 3})};"
            })
    void butNotWhatThePageDoesAtOnce(String script) {
        assertFalse(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site.consent.addScript({async: true, src: '//static.chartbeat.com/js/chartbeat.js'}, ['stores', 'measures']);",
                "later.ajax({url: '//static.chartbeat.com/js/chartbeat.js', dataType: 'script', cache: true});",
                "consents.loadSocialScript('https://assets.pinterest.com/js/pinit.js', {async: true});",
                "require(['mojo/signup-forms/Loader'], function (L) {L.start({baseUrl: 'mc.us1.list-manage.com', lid: '1a2b'})});"
            })
    void whatByItsNameLoadsScriptsMayBeToldMore(String script) {
        assertTrue(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loadScripts(['/js/report.js', 'https://www.googletagmanager.com/gtag/js?id=G-1']);",
                "loadScripts({own: 'report.js', other: 'https://www.googletagmanager.com/gtag/js?id=G-1'});",
                "begin({title: 'report', counter: 'https://www.googletagmanager.com/gtag/js?id=G-1'});",
                "require(['report'], function () {new Image().src = 'https://www.facebook.com/tr?id=1'});"
            })
    void butNotToLoadSomethingOfThePages(String script) {
        assertFalse(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ga('create', 'UA-1-1');$(window).load(function () {ga('send', 'pageview')});",
                "ga('create', 'UA-1-1');jQuery(document).on('click', 'a', function () {ga('send', 'event', 'link')});",
                "var agreed = $.cookie('agreed');if (agreed) {new Image().src = 'https://www.facebook.com/tr?id=1'}",
                "<!--\ndocument.write('<script src=\"https://ad.doubleclick.net/adj/a\"><\\/script>');\n-->",
                "var onesignalConfig = {appId: '1'};new Image().src = 'https://cdn.onesignal.com/a?' + onesignalConfig.appId;"
            })
    void howPagesUsedToBeWrittenIsUnderstood(String script) {
        assertTrue(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ga('create', 'UA-1-1');$('#results').load('/part', function () {ga('send', 'pageview')});",
                "ga('create', 'UA-1-1');$(document).on('click', 'a', function (e) {e.preventDefault();ga('send', 'event')});",
                "new Image().src = 'https://www.facebook.com/tr?id=1'\n--> a comment\nstartOfThePage({steps: 3})"
            })
    void andNoMoreIsReadIntoIt(String script) {
        assertFalse(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var _mtm = window._mtm = window._mtm || [];_mtm.push({'mtm.startTime': (new Date().getTime()), 'event': 'mtm.Start'});"
                        + "var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];"
                        + "g.async=true; g.src='https://numbers.example.org/js/container_a1B2c3D4.js'; s.parentNode.insertBefore(g,s);",
                "var _paq = window._paq || [];_paq.push(['trackPageView']);_paq.push(['setTrackerUrl', \"\\/\\/example.org\\/app\\/matomo.php\"]);"
                        + "_paq.push(['setSiteId', '1']);var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];"
                        + "g.src=\"\\/\\/example.org\\/uploads\\/matomo\\/matomo.js\"; s.parentNode.insertBefore(g,s);"
            })
    void matomoGoesFromAnyHost(String script) {
        assertTrue(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let ran = false;const tell = () => {if (!ran) {ran = true;new Image().src = 'https://www.facebook.com/tr?id=1'}};"
                        + "const heard = (data, ok) => {if (ok && data.eventStatus === 'tcloaded') tell()};"
                        + "if (window.__tcfapi) {__tcfapi('addEventListener', 2, heard)}",
                "(function (w, d, u, n) {w[n] = w[n] || function () {(w[n].q = w[n].q || []).push(arguments)};"
                        + "w.counted = function () {var s = d.createElement('script');s.src = u;d.head.appendChild(s)}})"
                        + "(window, document, 'https://www.google-analytics.com/analytics.js', 'ga');"
                        + "function later() {counted()}if (window.addEventListener) addEventListener('load', later);else window.onload = later;",
                "if (document.querySelectorAll('.done').length) {ga('set', 'dimension1', $('h1').text())}ga('send', 'pageview');",
                "ga('set', 'customTask', function (model) {var was = model.get('sendHitTask');"
                        + "model.set('sendHitTask', function (sent) {sent.set('hitPayload', sent.get('hitPayload').replace(/@/, ''));was(sent)})});"
            })
    void whatWaitsForAConsentOrReadsThePageForATrackerGoes(String script) {
        assertTrue(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__tcfapi('addEventListener', 2, function () {banner.hide();gtag('event', 'seen')});",
                "if (document.querySelector('form').checkValidity()) {gtag('event', 'ready')}",
                "gtag('event', 'sent', {value: document.querySelector('form').submit()});",
                "ga('send', 'event', {count: $('#thanks').show().length});",
                "(function (store) {store.set('step', 2);gtag('event', 'step')})(window.store);",
                "var s = document.createElement('script');s.src = \"\\/js\\/report.js\";document.head.appendChild(s);ga('send', 'pageview');"
            })
    void butNotWithWhatItDoesToThePage(String script) {
        assertFalse(goes(script), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(function () {var s = document.createElement('script');s.src = 'https://www.googletagmanager.com/gtag/js';"
                        + "document.head.appendChild(s)})();"
            })
    void aLongScriptInWhichThePageTellsOfEachStepStays(String loader) {
        StringBuilder form = new StringBuilder(loader);
        for (int each = 0; form.length() <= 2 * StatementOwners.MAX_BYTES; each++) {
            form.append("function step")
                    .append(each)
                    .append("() {gtag('event', 'step', {event_category: 'form'});")
                    .append("const part = document.getElementById('part-")
                    .append(each)
                    .append("');")
                    .append("part.hidden = false;part.querySelector('input').focus();save({step: ")
                    .append(each)
                    .append(", said: part.value})}");
        }
        assertFalse(goes(form.toString()));
        assertFalse(goes("(function () {" + form + "})();"));
    }
}
