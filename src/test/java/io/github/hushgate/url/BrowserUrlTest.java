package io.github.hushgate.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserUrlTest {
    private static final BrowserUrl PAGE = BrowserUrl.parse("http://www.police.example/report/crime?step=2#top")
            .orElseThrow();
    private static final BrowserUrl SECURE =
            BrowserUrl.parse("https://www.police.example:8443/report/crime").orElseThrow();

    private static String read(String reference, BrowserUrl base) {
        BrowserUrl url = new BrowserUrl();
        boolean accepted = url.read(reference, base);
        byte[] bytes = reference.getBytes(StandardCharsets.UTF_8);
        BrowserUrl ofBytes = new BrowserUrl();
        assertEquals(accepted, ofBytes.read(bytes, 0, bytes.length, base));
        assertEquals(url.toString(), ofBytes.toString());
        return accepted ? url.toString() : "refused";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://tracker.example/x",
                "HTTP://TRACKER.example/x",
                " \t\n\u0001 http://tracker.example/x \u0000",
                "ht\ttp://trac\nker.exam\rple/x",
                "//tracker.example/x",
                "\\\\tracker.example/x",
                "http:\\\\tracker.example/x",
                "/\\tracker.example/x",
                "\\/tracker.example/x",
                "////tracker.example/x",
                "///tracker.example/x",
                "http:////tracker.example/x",
                "http://tracker.example./x",
                "http://tracker.example:80/x",
                "http://tracker.example:/x",
                "http://tracker.example:00080/x",
                "http://%74racker.example/x",
                "http://tracker%2Eexample/x",
                "http://ｔｒａｃｋｅｒ.example/x",
                "http://tracker。example/x",
                "http://tracker．example/x",
                "http://tracker｡example/x",
                "http://tra\u00ADcker.example/x",
                "http://tra\u200Bcker.example/x",
                "http://%EF%BD%94racker.example/x",
                "http://user@tracker.example/x",
                "http://user:pw@tracker.example/x",
                "http://www.police.example@tracker.example/x",
                "http://a@b@tracker.example/x",
                "http://tracker.example/./y/../x",
                "http://tracker.example/%2e/y/%2E%2e/x",
                "http://tracker.example/../../x",
                "http://tracker.example\\x",
                "http://tracker.example/x#fragment"
            })
    void everyWayToWriteATrackersAddressIsThatAddress(String written) {
        assertEquals("http://tracker.example/x", read(written, PAGE));
    }

    @ParameterizedTest
    @CsvSource({
        "'',                  http://www.police.example/report/crime?step=2",
        "'#bottom',           http://www.police.example/report/crime?step=2",
        "?a=1,                http://www.police.example/report/crime?a=1",
        "next,                http://www.police.example/report/next",
        "./next,              http://www.police.example/report/next",
        "../next,             http://www.police.example/next",
        "../../../next,       http://www.police.example/next",
        "..,                  http://www.police.example/",
        ".,                   http://www.police.example/report/",
        "/a/b/..,             http://www.police.example/a/",
        "/a/b/../,            http://www.police.example/a/",
        "/a/...,              http://www.police.example/a/...",
        "/,                   http://www.police.example/",
        "http:next,           http://www.police.example/report/next",
        "http:/next,          http://www.police.example/next",
        "https:next,          https://next/",
        "https:/next,         https://next/",
        "https:next/a,        https://next/a",
        "a b,                 http://www.police.example/report/a%20b",
        "é,                   http://www.police.example/report/%C3%A9",
        "a//b,                http://www.police.example/report/a//b",
        "a\\b,                http://www.police.example/report/a/b",
        "1http://x/,          http://www.police.example/report/1http://x/",
        ":x,                  http://www.police.example/report/:x",
        "?a='b',              'http://www.police.example/report/crime?a=%27b%27'",
    })
    void aReferenceIsResolvedAgainstThePage(String reference, String address) {
        assertEquals(address, read(reference, PAGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "http://?a",
                "//",
                "http://user@/x",
                "http://a:b/",
                "http://a:65536/",
                "http://a b/",
                "http://a^b/",
                "http://a\u0000b/",
                "http://%00/",
                "http://a%2fb/",
                "http://a\u2100b/",
                "http://1.2.3.256/",
                "http://1.2.3.4.5/",
                "http://a.1/",
                "http://0xg.0x/",
                "http://[::1/",
                "http://[1:2]/",
                "http://[1::2::3]/",
                "http://[12345::]/",
                "http://\u00AD/",
                "http://./",
                "x://a b/"
            })
    void whatABrowserRefusesIsRefused(String reference) {
        assertEquals("refused", read(reference, PAGE));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.1/,                       127.0.0.1",
        "http://0x7f000001/,                  127.0.0.1",
        "http://2130706433/,                  127.0.0.1",
        "http://0177.0.0.1/,                  127.0.0.1",
        "http://127.0.0.1./,                  127.0.0.1",
        "http://１２７.0.0.1/,                127.0.0.1",
        "http://0x/,                          0.0.0.0",
        "http://[::1]/,                       [::1]",
        "http://[2001:DB8:0:0:0:0:0:1]:81/,   [2001:db8::1]",
        "http://[1:0:0:2:0:0:0:3]/,           [1:0:0:2::3]",
        "http://[::ffff:1.2.3.4]/,            [::ffff:102:304]",
        "http://[::]/,                        [::]",
        "http://[1::]/,                       [1::]",
        "http://faß.example/,                 xn--fa-hia.example",
        "http://Bücher.example/,              xn--bcher-kva.example",
        "http://bu\u0308cher.example/,        xn--bcher-kva.example",
        "http://☃.net/,                       xn--n3h.net",
        "http://例え.テスト/,                   xn--r8jz45g.xn--zckzah",
        "http://ΑΣ.gr/,                       xn--mxa0b.gr",
        "http://™.com/,                       tm.com",
        "http://XN--N3H.net/,                 xn--n3h.net",
        "http://a..b/,                        a..b",
        "http://a_b.c-/,                      a_b.c-",
    })
    void aHostHasOneForm(String address, String host) {
        assertEquals(host, BrowserUrl.parse(address).orElseThrow().host());
    }

    @Test
    void partsAreFoundWhereTheyAre() {
        BrowserUrl url =
                BrowserUrl.parse("https://Maps.Example:444/a/b?c=d?e#f").orElseThrow();
        assertEquals("https", url.scheme());
        assertEquals("maps.example", url.host());
        assertEquals(444, url.port());
        assertEquals("https://maps.example:444", url.origin());
        assertEquals("/a/b", url.path());
        assertEquals("c=d?e", url.query());
    }

    @Test
    void thePortAndHostOfThePageAreKeptForItsOwnPaths() {
        assertEquals("https://www.police.example:8443/x", read("/x", SECURE));
        BrowserUrl own = new BrowserUrl();
        assertTrue(own.read("x.js", SECURE));
        assertTrue(own.isSameOrigin(SECURE));
        assertEquals(8443, own.port());
        assertFalse(own.isSameOrigin(PAGE));
    }

    @Test
    void addressesWithoutAHostAreReadToo() {
        BrowserUrl data =
                BrowserUrl.parse("DATA:text/javascript;base64,YWxlcnQ=").orElseThrow();
        assertEquals("data", data.scheme());
        assertEquals("", data.host());
        assertEquals("text/javascript;base64,YWxlcnQ=", data.path());
        assertEquals("null", data.origin());
        assertEquals(-1, data.port());
        assertEquals("refused", read("x", data));
        assertEquals("data:text/javascript;base64,YWxlcnQ=", read("#x", data));
        assertEquals("about:blank", read("about:blank", PAGE));
        assertEquals("javascript:alert(1)", read("java\nscript:alert(1)", PAGE));
        assertEquals("file:///c:/x", read("file:///c:/x", PAGE));
        assertEquals("custom://host/a", read("custom://host/b/../a", PAGE));
    }

    @Test
    void withoutABaseOnlyAnAbsoluteAddressIsRead() {
        assertEquals("refused", read("/x", new BrowserUrl()));
        assertEquals("http://x/", read("http:x", new BrowserUrl()));
        assertTrue(BrowserUrl.parse("x").isEmpty());
    }

    @Test
    void aRefusedAddressLeavesNothingBehind() {
        BrowserUrl url = new BrowserUrl();
        assertTrue(url.read("http://a/", PAGE));
        assertFalse(url.read("http://a:x/", PAGE));
        assertTrue(url.isEmpty());
        assertEquals("", url.host());
    }

    /** Of bytes, plain addresses are read in one go; of a string never. */
    @Test
    void whatIsReadInOneGoIsTheSameAddress() {
        String[] pieces = {
            "https://",
            "http://",
            "//",
            "HTTPS://",
            "https:/",
            "ftp://",
            "wss://",
            "/",
            "?",
            "#",
            ".",
            "..",
            "./",
            "%2e",
            "%41",
            "%",
            ":80",
            ":443",
            "@",
            "\\",
            " ",
            "\t",
            "'",
            "\"",
            "1",
            "0x1",
            "-",
            "_",
            "a",
            "Bc",
            "example",
            ".com",
            "www.",
            "abc.example",
            "/a/b",
            "/a.js?b=c",
            "&d=e/f",
            "\u00e9",
            "|",
            "[::1]",
            ""
        };
        Random random = new Random(11);
        BrowserUrl ofString = new BrowserUrl();
        BrowserUrl ofBytes = new BrowserUrl();
        int accepted = 0;
        for (int each = 0; each < 200_000; each++) {
            StringBuilder made = new StringBuilder(each % 3 == 0 ? "" : pieces[random.nextInt(3)]);
            for (int count = random.nextInt(6); count >= 0; count--) {
                made.append(pieces[random.nextInt(pieces.length)]);
            }
            String reference = made.toString();
            byte[] bytes = (">" + reference + "<").getBytes(StandardCharsets.UTF_8);
            BrowserUrl base = each % 2 == 0 ? PAGE : SECURE;
            boolean read = ofString.read(reference, base);
            assertEquals(read, ofBytes.read(bytes, 1, bytes.length - 1, base), reference);
            assertEquals(parts(ofString), parts(ofBytes), reference);
            accepted += read ? 1 : 0;
        }
        assertTrue(accepted > 50_000, accepted + " accepted");
    }

    private static List<Object> parts(BrowserUrl url) {
        return List.of(
                url.isEmpty(),
                url.toString(),
                url.scheme(),
                url.host(),
                url.port(),
                url.path(),
                url.query(),
                url.origin(),
                url.unescaped().map(BrowserUrl::toString),
                url.isSameHost(SECURE),
                url.isSameOrigin(PAGE));
    }

    @Test
    void aCursorIsNotReadAgainstItself() {
        BrowserUrl url = BrowserUrl.parse("https://a.example/").orElseThrow();
        byte[] bytes = "https://b.example/".getBytes(StandardCharsets.UTF_8);
        assertThrows(IllegalArgumentException.class, () -> url.read(bytes, 0, bytes.length, url));
    }
}
