package io.github.hushgate.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wanted texts are what Chromium's {@code TextDecoder} makes of these bytes. */
final class EncodingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            big5      | \u00E0'x         | \uFFFD'x
            big5      | \u0080'x         | \uFFFD'x
            big5      | \u00A4\u00A4"    | \u4E2D"
            big5      | \u0081hx         | \uFFFDhx
            euc-jp    | \u00E0<x         | \uFFFD<x
            euc-jp    | \u00A4\u00A2'    | \u3042'
            euc-jp    | \u008F\u00A1'    | \uFFFD'
            gb18030   | \u00E0<x         | \uFFFD<x
            gbk       | \u00D6\u00D0>    | \u4E2D>
            shift_jis | \u0082\u00A0\\   | \u3042\\
            shift_jis | \u0095\\x        | \u8868x
            shift_jis | \u0081"x         | \uFFFD"x
            euc-kr    | \u00E0'x         | \uFFFD'x
            utf-8     | \u00E3\u0081"    | \uFFFD"
            big5      | x\u00E0          | x\uFFFD
            """)
    void aByteOfAsciiBehindALoneFirstByteIsOneOfItsOwn(String label, String bytes, String text) {
        byte[] page = ("..." + bytes).getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(text, Encoding.ofLabel(label).orElseThrow().decode(page, 3, page.length));
    }
}
