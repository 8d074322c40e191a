package io.github.hushgate.rewrite;

import static io.github.hushgate.rewrite.Rewriting.rewrite;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes, what stays, and that nothing which stays is changed. */
class HtmlRewriterTest {
    private static final String PIXEL = "https://www.facebook.com/tr?id=1";
    private static final String LOADER = "https://connect.facebook.net/en_US/fbevents.js";

    private static String filled(String html) {
        return html.replace("PIXEL", PIXEL).replace("LOADER", LOADER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<p>Hello<img src='PIXEL'></p>|<p>Hello</p>",
                "<p>a<script src=LOADER></script>b|<p>ab",
                "<p>a<script src=LOADER>x</script >b|<p>ab",
                "<p>a<SCRIPT/SRC='LOADER'></sCript\\n>b|<p>ab",
                "<p><noscript> <img height=1 src='PIXEL'/> </noscript>b|<p>b",
                "<p><noscript>Hi<img src='PIXEL'/></noscript>b|<p><noscript>Hi</noscript>b",
                "<p><iframe src=LOADER>a</iframe>b|<p>b",
                "<p><img src=/own.png srcset='/own2.png 2x, PIXEL 3x'>|<p><img src=/own.png srcset='/own2.png 2x, '>",
                "<p><img src=/own.png srcset='PIXEL 3x'>|<p><img src=/own.png >",
                "<p><img src=PIXEL srcset='/own.png 3x'>|<p><img  srcset='/own.png 3x'>",
                "<p><a ping=PIXEL href=/b>|<p><a  href=/b>",
                "<p style='color:red;background:url(PIXEL);top:1px'>|<p style='color:red;top:1px'>",
                "<p style=background:url(PIXEL) class=x>|<p  class=x>",
                "<p style=background:url(PIXEL);top:1px class=x>|<p style=top:1px class=x>",
                "<style>@import 'LOADER';a{b:c;d:url(PIXEL)}</style>|<style>a{b:c;}</style>",
                "<style>a{d:\\75rl(PIXEL);b:c}</style>|<style>a{b:c}</style>",
                "<p><<script src=LOADER></script>img src=/x>|<p>img src=/x>",
                "<p><img src=PIXEL src=PIXEL srcset=/x>|<p><img   srcset=/x>",
                "<p><svg><img src=PIXEL><style>a</style>|<p><svg><img ><style>a</style>",
                "<p><svg><image href=PIXEL/></svg>|<p><svg><image ></svg>",
                "<p><svg><image href='PIXEL'/></svg>|<p><svg><image /></svg>",
                "<p><svg><script href='LOADER'>fbq(1)</script></svg>|<p><svg><script ></script></svg>",
                "<p><svg><![CDATA[><img src=PIXEL>]]></svg>|<p><svg><![CDATA[>]]></svg>",
                "<p><iframe srcdoc='<img src=PIXEL>'></iframe>|<p><iframe srcdoc='<img >'></iframe>",
                "<p><iframe srcdoc='&lt;img src=PIXEL&gt;'></iframe>|<p><iframe srcdoc='&lt;img &gt;'></iframe>",
                "<p><iframe srcdoc='<p>own<script src=LOADER></script><a href=/b ping=PIXEL>b</a>'></iframe>"
                        + "|<p><iframe srcdoc='<p>own<a href=/b >b</a>'></iframe>",
                "<p><iframe srcdoc='&lt;p&gt;a &amp;amp; b&lt;img src=&quot;PIXEL&quot;&gt;&#60;/p&gt;'></iframe>"
                        + "|<p><iframe srcdoc='&lt;p&gt;a &amp;amp; b&#60;/p&gt;'></iframe>",
                "<p><iframe srcdoc=\"<p>a<iframe srcdoc='b<img src=PIXEL>'></iframe>\"></iframe>"
                        + "|<p><iframe srcdoc=\"<p>a<iframe srcdoc='b'></iframe>\"></iframe>",
                "<p><iframe srcdoc='own&am<img src=PIXEL>p;lt'></iframe>|<p><iframe srcdoc='ownamp;lt'></iframe>",
                "<p><iframe srcdoc='own&amp;am&lt;img src=PIXEL&gt;p;lt'></iframe>|<p><iframe srcdoc='ownamp;lt'></iframe>",
                "<p><iframe srcdoc='own&not<img src=PIXEL>it;'></iframe>|<p><iframe ></iframe>",
                "<p><iframe srcdoc=own&lt;img/src=PIXEL&gt; class=a></iframe>|<p><iframe  class=a></iframe>",
                "<meta http-equiv=refresh content='0; url=PIXEL'>b|b",
                "<link rel=stylesheet href=LOADER>b|b",
                "<base href=https://connect.facebook.net/>b|b",
                "<base href=//connect.facebook.net/><p><script src=/en_US/fbevents.js>"
                        + "</script>|<p><script src=/en_US/fbevents.js></script>",
                "<p><script src='data:text/javascript,import(\"LOADER\");fbq(\"init\",\"1\")'></script>|<p>",
                "<p><object data=PIXEL>a</object>|<p><object >a</object>",
                "<p><video poster=PIXEL src=/a>|<p><video  src=/a>",
                "<p><input type=image src=PIXEL name=a>|<p><input type=image  name=a>",
                "<p><img src='https&colon;//www.faceb&#111;ok.com/tr?id=1'>|<p>",
                "<p><img src='\\\\www.facebook.com/tr?id=1'>|<p>",
                "<p><img data-src='PIXEL'>|<p>",
                "<p><template shadowrootmode=open><img src=PIXEL>"
                        + "</template>|<p><template shadowrootmode=open><img ></template>",
                "<p><template for=x><img src=PIXEL></template>|<p><template for=x><img ></template>",
                "<p><table><img src=PIXEL><tr><td><img src=PIXEL>|<p><table><img ><tr><td>",
                "<p><table><tr><script src=LOADER></script><td>|<p><table><tr><td>",
                "<p><table><colgroup><script src=LOADER>x()</script><col>"
                        + "|<p><table><colgroup><script ></script><col>",
                "<p><table><colgroup><script>fbq('init','1');fbq('track','PageView')</script><col>"
                        + "|<p><table><colgroup><script></script><col>",
                "<p><table><caption><img src=PIXEL></caption><noscript><img src=PIXEL></noscript>"
                        + "|<p><table><caption></caption><noscript></noscript>",
                "<p><pre><img src=PIXEL>\\nx|<p><pre><img >\\nx",
                "<p><pre><script src=LOADER></script>\\nx|<p><pre><script ></script>\\nx",
                "<div><img src=PIXEL><frameset>|<div><img ><frameset>",
                "<div>&#32;<img src=PIXEL><frameset>|<div>&#32;<img ><frameset>",
                "<div><br><img src=PIXEL><frameset>|<div><br><frameset>",
                "<body><img src=PIXEL>|<body>",
                "<select><iframe src=LOADER><p></iframe>|<select><iframe ><p></iframe>",
                "<p>&<img src=PIXEL>lt;|<p>lt;",
                "<p>&am<img src=PIXEL><script src=LOADER></script>p;|<p>amp;",
                "<p>&#<img src=PIXEL>60;|<p>#60;",
                "<p>x<<&am<img src=PIXEL>p src=PIXEL>|<p>xamp src=PIXEL>",
                "<p>x&<&am<img src=PIXEL>p;|<p>xamp;",
                "<p>&<&<<&<&am<img src=PIXEL>p;|<p>amp;",
                "<p>x<&<img src=PIXEL>lt;|<p>xlt;",
                "<div><frameset><script><frame src=PIXEL>|<div><frameset><script><frame >",
                "<div><frameset><script>own()<frame src=PIXEL></script>|<div><frameset><script>own()<frame ></script>",
                "<p>x<noscript><select></noscript><xmp><img src=PIXEL></xmp>"
                        + "|<p>x<noscript><select></noscript><xmp></xmp>",
                "<p>x<noscript> <img src=PIXEL </noscript><p>|<p>x<noscript> <img  </noscript><p>",
                "<p>&#x3<img src=PIXEL>c|<p>#x3c",
                "<link rel=next href=LOADER>b|b",
                "<link rel=fluid-icon href=LOADER>b|b",
                "<p><script type=module>let x=1;1<!--x,new Image().src='PIXEL'</script>b|<p>b",
                "<p><script>let x=1;1<!--x,new Image().src='PIXEL'</script>b"
                        + "|<p><script>let x=1;1<!--x,new Image().src='PIXEL'</script>b",
                "<p>&&&<img src=PIXEL>lt|<p>lt",
                "<p>&a&m<img src=PIXEL>p;|<p>amp;",
                "<p>&l<img src=PIXEL>t|<p>lt",
                "<p>AT&T<img src=PIXEL>, R&D<img src=PIXEL>&<img src=PIXEL> <|<p>AT&T, R&D& <",
                "<p>&amp<img src=PIXEL>;&amp<img src=PIXEL>x|<p>amp;&ampx",
                "<p>&amp;<img src=PIXEL>lt;|<p>&amp;lt;",
                "<p><svg><![CDATA[>]<img src=PIXEL>]></svg>]]>|<p><svg><![CDATA[>]></svg>]]>",
                "<p><style>a{}</sty@import 'LOADER';le>b{}</style>|<p><style>a{}le>b{}</style>",
                "<p><img src=/a browsingtopics attributionsrc>|<p><img src=/a  >",
                "<p><iframe src=/a BrowsingTopics=true sharedstoragewritable></iframe>|<p><iframe src=/a  ></iframe>",
                "<p><a attributionsrc='PIXEL /own' href=/a>|<p><a  href=/a>",
                "<p><script attributionsrc src=/a></script>|<p><script  src=/a></script>",
                "<!--><img src=PIXEL>|<!--><img >",
                "<p><script src=\"data:text/javascript,fbq('init','1')\" charset=utf-8></script>|<p>",
                "<p><script type=importmap>{\"imports\":{\"a\":\"data:text/javascript,new Image().src='PIXEL'\"}}</script>|<p>",
                "<p><meta http-equiv=refresh content=\"0;url=data:text/html,<img src='PIXEL'>\">|<p>",
                "<p><meta http-equiv=refresh content='9'><meta http-equiv=refresh content='0;'><meta http-equiv=refresh>"
                        + "|<p><meta http-equiv=refresh content='9'><meta http-equiv=refresh content='0;'><meta http-equiv=refresh>",
                "<p><iframe src=\"data:text/xml,<?xml-stylesheet type='text/css' href='LOADER'?><x/>\"></iframe>|<p>",
                "<p><iframe src=\"data:text/xml,<?xml-stylesheet href='data:text/css,a{b:url(PIXEL)}'?><x/>\"></iframe>|<p>",
                "<p><iframe src=\"data:text/xml,<?xml-stylesheet href='/own'?><x href='LOADER'/>\">|"
                        + "<p><iframe src=\"data:text/xml,<?xml-stylesheet href='/own'?><x href='LOADER'/>\">",
                "<p><svg><image><set attributeName=href to='PIXEL'/><animate values='/a; PIXEL'/></image>"
                        + "|<p><svg><image><set attributeName=href /><animate /></image>",
                "<p><svg><rect><set attributeName=mask to='url(PIXEL#m)'/><animate values='none;url(LOADER)' from=url(PIXEL) by=1 />"
                        + "|<p><svg><rect><set attributeName=mask /><animate   by=1 />",
                "<p><template><col><style></template><img src=PIXEL></style>b|<p><template><col><style></template></style>b",
                "<p><template><link><col><script></template><img src=PIXEL>|<p><template><link><col><script></template>",
                "<p><template><col><template><tr></template><textarea></template><img src=PIXEL>"
                        + "|<p><template><col><template><tr></template><textarea></template>",
                "<p><svg><style>@im<!-- a -->port 'LOADER';</style>|<p><svg><style></style>",
                "<p><svg><style>@import '//connect.face<g>a</g>book.net/a';</style>"
                        + "|<p><svg><style>@import '//connect.face<g>a</g></style>",
                "<p><svg><style><g/>@import 'LOADER';</style>|<p><svg><style><g/></style>",
                "<p><svg><style><style>@import </style>'LOADER';<g></g>a{b:url(PIXEL)}</style>"
                        + "|<p><svg><style><style>@import </style>'LOADER';<g></g></style>",
                "<p><svg><script>fbq('in<!a>it','1');fbq('track','PageView')</script>|<p><svg><script></script>",
                "<p><svg><script>fbq('in</g>it','1');fbq('track','PageView')</script>|<p><svg><script>fbq('in</g></script>",
                "<p><svg><script href=LOADER>a<g>b</g>c</script>|<p><svg><script ><g>b</g></script>",
                "<p><svg><title><!--</title><img src=PIXEL>--></title>|<p><svg><title><!--</title>--></title>",
                "<p><svg><style><g a='</style><img src=PIXEL>'/></style>|<p><svg><style><g a='</style>'/></style>",
                "<p><svg><xmp></g a='</xmp><img src=PIXEL>'></xmp>|<p><svg><xmp></g a='</xmp>'></xmp>",
                "<p><embed code=PIXEL>|<p>",
                "<p><link rel=search href=LOADER>|<p>",
                "<p><meta http-equiv=refresh content='0 PIXEL'>|<p>",
                "<p><script type=webbundle>{\"source\":\"LOADER\"}</script>|<p>",
                "<p><script type=importmap>{\"imports\":{\"a\\\"\":\"https:\\/\\u002fconnect.f\\u0061cebook.net\\/a\"}}</script>|<p>",
                "<p><script type=importmap>{\"imports\":{\"a\":\"https:connect.facebook.net\"}}</script>|<p>",
                "<p><script type=importmap>{\"imports\":{\"a\":\"\\uD83D\\uDE00\",\"b\":\"LOADER|<p><script type=importmap>"
                        + "{\"imports\":{\"a\":\"\\uD83D\\uDE00\",\"b\":\"LOADER",
            })
    void goes(String html, String expected) {
        // Where a page's text has begun, nothing needs to stay for the sake of a frameset.
        boolean begins = html.startsWith("<p><") || html.startsWith("<p>&");
        String page = filled(begins ? "own" + html : html).replace("\\n", "\n");
        String left = filled(begins ? "own" + expected : expected).replace("\\n", "\n");
        assertEquals(left, rewrite(page));
        assertEquals(left, rewrite(rewrite(page)), "twice");
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        assertEquals(left, new String(rewrite(bytes, 1, new ArrayList<>()), StandardCharsets.UTF_8), "byte by byte");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>a <!-- <img src=PIXEL> --> <!--[if IE]><script src=LOADER></script><![endif]-->",
                "<p><textarea><img src=PIXEL></textarea><title><img src=PIXEL></title>",
                "<p><template><script src=LOADER></script><img src=PIXEL></template>",
                "<p><pre>&lt;script src=LOADER&gt;</pre>",
                "<p><script type=text/template><img src=PIXEL></script>",
                "<p><img src=PIXEL",
                "<p><a href=PIXEL>Our page there</a><form action=LOADER>",
                "<p><plaintext><img src=PIXEL>",
                "<p><im\0g src=PIXEL><img s\0rc=PIXEL><img\u000bsrc=PIXEL>",
                "<p><img src=/a src=PIXEL>",
                "<link rel=canonical href=LOADER>",
                "<p><template shadowrootmode=none><img src=PIXEL></template>",
                "<p><template><template for=x><img src=PIXEL></template></template>",
                "<p><template><tr><col><style></template><img src=PIXEL></style></template>",
                "<p><template><col><img src=PIXEL></template>",
                "<p><svg><title>a</title><!-- </title><img src=PIXEL> --></svg>",
                "<p><svg><style>a{}<!-- @import 'LOADER'; --></style></svg>",
                "<p><svg><style><g>@import 'LOADER';</g></style></svg>",
                "<p><meta http-equiv=refresh content='0x;url=PIXEL'>",
                "a < b && c > d &am; <3 </ <! <?x ?>",
            })
    void stays(String html) {
        String page = filled(html);
        assertEquals(page, rewrite(page));
    }

    @Test
    void aPixelSplitAcrossTwoWritesIsStillRemoved() {
        byte[] page = filled("<p>a<img src='PIXEL'><script>fbq('init',1);</script>"
                        + "<noscript><img src=PIXEL></noscript>b&amp;<svg>"
                        + "<![CDATA[><img src=PIXEL>]]></svg><style>a{b:url(PIXEL);"
                        + "c:d}</style><script async src=LOADER></script>z")
                .getBytes(StandardCharsets.UTF_8);
        var told = new ArrayList<Removal>();
        String whole = new String(rewrite(page, page.length, told), StandardCharsets.UTF_8);
        for (int piece = 1; piece < page.length; piece++) {
            var again = new ArrayList<Removal>();
            assertEquals(whole, new String(rewrite(page, piece, again), StandardCharsets.UTF_8), "pieces of " + piece);
            assertEquals(told, again, "pieces of " + piece);
        }
    }

    @Test
    void whatIsToldIsWhatIsMissing() {
        byte[] page = filled("<p>a<img src='PIXEL'>b").getBytes(StandardCharsets.UTF_8);
        List<Removal> told = new ArrayList<>();
        rewrite(page, page.length, told);
        assertEquals(List.of(new Removal("meta-pixel", "img", 4, page.length - 1)), told);
    }

    @Test
    void aHintToAnotherHostGoesUnlessItIsAllowed() {
        String page = "<link rel=preconnect href=https://cdn.example>";
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        var url = Rewriting.page("UTF-8").url();
        var strict = new HtmlRewriter.Page(url, "UTF-8", "", false, true);
        var told = new ArrayList<Removal>();
        assertEquals(0, rewrite(Rewriting.NOBODY, strict, bytes, 8, told).length);
        assertEquals("cross-origin-hint", told.get(0).tracker());
        assertEquals(page, rewrite(page));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void sixteenBitPagesGoTheirOwnWay(String charset) {
        var set = java.nio.charset.Charset.forName(charset);
        byte[] page = filled("<p>\u00e4\u4e2d<img src='PIXEL'>b\u20ac").getBytes(set);
        for (int piece : new int[] {1, 2, 3, 7, page.length}) {
            var told = new ArrayList<Removal>();
            byte[] out = rewrite(Rewriting.BUNDLED, Rewriting.page(charset), page, piece, told);
            assertEquals("<p>\u00e4\u4e2db\u20ac", new String(out, set));
            assertEquals(10, told.get(0).start());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<svg><style>", "<svg><script>", "<svg><title/>"})
    void manyElementsInAScriptOrASheetTakeNoLongerThanTheirBytes(String open) {
        String page = "<p>own" + open + "a{b:c}<g></g>".repeat(60_000);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals(page, rewrite(page)));
    }

    @Test
    void whatReadsAheadFindsIsToldOnce() {
        for (String page : List.of(
                "<p>own<svg><style><![CDATA[</style><img src='PIXEL'>]]></style>",
                "<p>own<svg><title><!--</title><img src='PIXEL'>--></title>",
                "<p>own<svg><title><g a='</title><img src=PIXEL>'></g></title>",
                "<p>own<svg><title><![CDATA[</title><img src='PIXEL'>]]></title>",
                "<p>own<svg><title><textarea></title><img src='PIXEL'></textarea></title>",
                "<p>own<svg><title><noscript></title><img src='PIXEL'></noscript></title>")) {
            List<Removal> told = new ArrayList<>();
            byte[] bytes = filled(page).getBytes(StandardCharsets.UTF_8);
            rewrite(bytes, bytes.length, told);
            assertEquals(1, told.size(), told::toString);
        }
    }

    @Test
    void aVeryLongAttributeStreamsThrough() {
        byte[] page = filled("<p><img alt='" + "x".repeat(3_000_000) + "' src=PIXEL class=a>b")
                .getBytes(StandardCharsets.UTF_8);
        String out = new String(rewrite(page, 8_192, new ArrayList<>()), StandardCharsets.UTF_8);
        assertTrue(out.endsWith("x'  class=a>b"), out.substring(out.length() - 40));
    }
}
