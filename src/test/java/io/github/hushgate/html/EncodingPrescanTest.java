package io.github.hushgate.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a document says of its encoding, by the Standard's own vectors and by cases beside them. */
class EncodingPrescanTest {
    private static final int VECTORS = 82;

    /** The encoding declared in these bytes, as browsers fall back where there is none. */
    private static String declared(byte[] page) {
        int length = Math.min(page.length, EncodingPrescan.MAX_BYTES);
        return EncodingPrescan.byMark(page, length)
                .or(() -> EncodingPrescan.declared(page, length, true))
                .orElse(Encoding.WINDOWS_1252)
                .name();
    }

    @Test
    void theVectorsOfTheStandardAreReadAsItSays() throws IOException {
        List<String> wrong = new ArrayList<>();
        int ran = 0;
        for (Path file : SharedFixtures.files("html5lib/encoding", ".dat")) {
            String all = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String test : all.substring("#data\n".length()).split("\n#data\n", -1)) {
                String[] parts = test.split("\n#encoding\n", 2);
                // What a parser finds behind the first 1,024 bytes, and then begins anew, is not declared to a prescan.
                boolean late = parts[0].indexOf("<meta") > EncodingPrescan.MAX_BYTES;
                String wanted = late ? "windows-1252" : parts[1].strip().toLowerCase(Locale.ROOT);
                String got = declared(parts[0].getBytes(StandardCharsets.ISO_8859_1));
                ran++;
                if (!got.toLowerCase(Locale.ROOT).equals(wanted)) {
                    wrong.add(got + " instead of " + wanted + " in " + parts[0]);
                }
            }
        }
        assertEquals(List.of(), wrong, () -> String.join("\n\n", wrong));
        assertEquals(VECTORS, ran);
    }

    @ParameterizedTest
    @CsvSource({
        "'\u00EF\u00BB\u00BF<meta charset=windows-1251>', UTF-8",
        "'\u00FE\u00FF\0<', UTF-16BE",
        "'\u00FF\u00FE<\0', UTF-16LE",
        "'\u00FF\u00FE\0\0<\0\0\0', UTF-16LE",
        "'<\0?\0x\0m\0l\0', UTF-16LE",
        "'\0<\0?\0x\0m', UTF-16BE",
        "'<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>', Shift_JIS",
        "'<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><meta charset=euc-kr>', EUC-KR",
        "'<meta charset=utf-16>', UTF-8",
        "'<meta charset=x-user-defined>', windows-1252",
        "'<meta charset=ISO-2022-JP>', ISO-2022-JP",
        "'<meta charset=iso-2022-kr>', replacement",
        "'<!--><meta charset=gbk>', GBK",
        "'<!-- <meta charset=gbk> --><meta charset=big5>', Big5",
        "'<title><meta charset=gbk></title>', GBK",
        "'<p title=''<meta charset=gbk>''>', windows-1252",
        "'<meta charset=no-such charset=gbk>', windows-1252",
        "'<meta charset=utf-7>', windows-1252",
        "'<meta charset=IBM037>', windows-1252",
        "'<meta content=''text/html; charset=gbk'' charset=big5>', Big5",
        "'<meta name=x content=''charset=gbk''>', windows-1252",
    })
    void asBrowsersRankThem(String page, String encoding) {
        assertEquals(encoding, declared(page.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void whatStandsBehindTheFirst1024BytesDeclaresNothing() {
        String meta = "<meta charset=gbk>";
        String before = "<!--" + "x".repeat(1_024 - 7 - meta.length()) + "-->";
        assertEquals("GBK", declared((before + meta).getBytes(StandardCharsets.US_ASCII)));
        assertEquals("windows-1252", declared((before + " " + meta).getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void labelsAreThoseOfBrowsersAndNotThoseOfTheJdk() {
        assertEquals(
                "windows-1252", Encoding.ofLabel(" ISO-8859-1\n").orElseThrow().name());
        assertEquals("UTF-16LE", Encoding.ofLabel("unicode").orElseThrow().name());
        assertEquals(Optional.empty(), Encoding.ofLabel("UTF-32"));
        assertEquals(Optional.empty(), Encoding.ofLabel("Cp500"));
        assertEquals(Optional.empty(), Encoding.ofLabel(""));
    }
}
