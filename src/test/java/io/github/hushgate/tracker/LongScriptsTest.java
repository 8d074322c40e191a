package io.github.hushgate.tracker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts as long as they may be to be read by their statements, of one thing over and over, on a small stack. */
class LongScriptsTest {
    private static final TrackerDetector DETECTOR =
            TrackerDetector.builder(TrackerCatalog.bundled()).withoutMemory().build();

    private static final int STACK_BYTES = 256 * 1024;

    private static final List<String> PIECES = List.of(
            "a",
            "a ",
            "a,",
            "a.",
            ".a",
            "(a)",
            "a(",
            "(",
            "[",
            "{",
            "[]",
            "{}",
            "'a'+",
            "'a',",
            "\\n",
            "\\'",
            "</b>",
            "<b>",
            "<",
            "/",
            "//",
            "/*",
            "!",
            "=>",
            "a=",
            "a=>",
            "function(){",
            "if(a)",
            "${a}",
            "`",
            "\"",
            "'",
            "\n",
            ";",
            "a:",
            "?a:",
            "new ",
            ".next()",
            ".next('a').",
            ".then(a)",
            "a.b.",
            "var a=1,",
            "+1",
            "-",
            "|| ",
            "…");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new Image().src='{T}';X",
                "new Image().src='{T}';go(X);",
                "new Image().src='{T}';go([X]);",
                "new Image().src='{T}';go(['X']);",
                "new Image().src='{T}';go({a: X});",
                "new Image().src='{T}';$('a')X.val();",
                "new Image().src='{T}';var a=X;",
                "new Image().src='{T}';setTimeout('aX()',1);",
                "document.write('<img src={T}'+1);document.write('X');",
                "document.write('<img src={T}'+1);document.write('a'X);",
                "document.write('<img src={T}'+1);document.write('X'+'>');",
                "var u={a:'{T}',b:'X'};new Image().src=u.a;",
                "a.b='{T}'X;",
                "X.indexOf('{T}')",
                "!function(w,d,u){X}(window,document,'{T}');"
            })
    void areReadToTheirEnd(String script) throws InterruptedException {
        List<Throwable> thrown = new ArrayList<>();
        Thread reader = new Thread(null, () -> PIECES.forEach(piece -> read(script, piece)), "reader", STACK_BYTES);
        reader.setUncaughtExceptionHandler((thread, problem) -> thrown.add(problem));
        reader.start();
        reader.join();
        assertEquals(List.of(), thrown);
    }

    private static void read(String script, String piece) {
        String with = script.replace("{T}", "https://www.googletagmanager.com/gtag/js?id=G-1");
        String all = with.replace(
                "X", piece.repeat((StatementOwners.MAX_BYTES - with.length()) / piece.getBytes(UTF_8).length));
        byte[] bytes = all.getBytes(UTF_8);
        assertTrue(bytes.length <= StatementOwners.MAX_BYTES);
        InlineScan scan = DETECTOR.inlineScan();
        scan.readWhole(bytes, 0, bytes.length);
        scan.mixed();
    }
}
