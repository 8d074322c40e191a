package io.github.hushgate.html;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An encoding that browsers know.
 *
 * @param name as the Standard spells it
 * @param charset the JDK's nearest; ISO-8859-1 where it has none
 * @see <a href="https://encoding.spec.whatwg.org/#names-and-labels">Encoding Standard, names and labels</a>
 */
public record Encoding(String name, Charset charset) {
    private static final String LABELS = """
            UTF-8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8
            IBM866 866 cp866 csibm866 ibm866
            ISO-8859-2 csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
            ISO-8859-3 csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
            ISO-8859-4 csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
            ISO-8859-5 csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
            ISO-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e \
            iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
            ISO-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 \
            iso_8859-7 iso_8859-7:1987 sun_eu_greek
            ISO-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 \
            iso_8859-8 iso_8859-8:1988 visual
            ISO-8859-8-I csiso88598i iso-8859-8-i logical
            ISO-8859-10 csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6
            ISO-8859-13 iso-8859-13 iso8859-13 iso885913
            ISO-8859-14 iso-8859-14 iso8859-14 iso885914
            ISO-8859-15 csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9
            ISO-8859-16 iso-8859-16
            KOI8-R cskoi8r koi koi8 koi8-r koi8_r
            KOI8-U koi8-ru koi8-u
            macintosh csmacintosh mac macintosh x-mac-roman
            windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874
            windows-1250 cp1250 windows-1250 x-cp1250
            windows-1251 cp1251 windows-1251 x-cp1251
            windows-1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 \
            iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252
            windows-1253 cp1253 windows-1253 x-cp1253
            windows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 \
            latin5 windows-1254 x-cp1254
            windows-1255 cp1255 windows-1255 x-cp1255
            windows-1256 cp1256 windows-1256 x-cp1256
            windows-1257 cp1257 windows-1257 x-cp1257
            windows-1258 cp1258 windows-1258 x-cp1258
            x-mac-cyrillic x-mac-cyrillic x-mac-ukrainian
            GBK chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk
            gb18030 gb18030
            Big5 big5 big5-hkscs cn-big5 csbig5 x-x-big5
            EUC-JP cseucpkdfmtjapanese euc-jp x-euc-jp
            ISO-2022-JP csiso2022jp iso-2022-jp
            Shift_JIS csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis
            EUC-KR cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 \
            windows-949
            replacement csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement
            UTF-16BE unicodefffe utf-16be
            UTF-16LE csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le
            x-user-defined x-user-defined
            """;

    /** Where the JDK's charset of the same name is another, or a narrower one. */
    private static final Map<String, String> JDK = Map.of(
            "ISO-8859-8-I", "ISO-8859-8",
            "macintosh", "x-MacRoman",
            "windows-874", "x-windows-874",
            "x-mac-cyrillic", "x-MacUkraine",
            "GBK", "GB18030",
            "Big5", "Big5-HKSCS",
            "Shift_JIS", "windows-31j",
            "EUC-KR", "x-windows-949");

    private static final Map<String, Encoding> BY_LABEL = new HashMap<>();

    static {
        for (String line : LABELS.lines().toList()) {
            String[] words = line.split(" ", -1);
            var encoding = new Encoding(words[0], nearest(words[0]));
            for (int i = 1; i < words.length; i++) {
                BY_LABEL.put(words[i], encoding);
            }
        }
    }

    public static final Encoding UTF_8 = known("utf-8");
    public static final Encoding UTF_16LE = known("utf-16le");
    public static final Encoding UTF_16BE = known("utf-16be");
    /** What browsers fall back to for most languages. */
    public static final Encoding WINDOWS_1252 = known("windows-1252");

    /** The same where nothing says what it is: a browser may find out by the text, and read another. */
    public static final Encoding UNDECLARED = new Encoding("undeclared", WINDOWS_1252.charset());

    /** The one in which a second byte may be a backslash. */
    public static final Encoding SHIFT_JIS = known("shift_jis");

    private static final Encoding ISO_2022_JP = known("iso-2022-jp");

    private static Charset nearest(String name) {
        String wanted = JDK.getOrDefault(name, name);
        return Charset.isSupported(wanted) ? Charset.forName(wanted) : StandardCharsets.ISO_8859_1;
    }

    private static Encoding known(String label) {
        return ofLabel(label).orElseThrow();
    }

    /** The encoding that a browser takes a label for; empty for a label that it does not know. */
    public static Optional<Encoding> ofLabel(String label) {
        return Optional.ofNullable(BY_LABEL.get(stripped(label).toLowerCase(Locale.ROOT)));
    }

    private static String stripped(String label) {
        int from = 0;
        int to = label.length();
        while (from < to && isSpace(label.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(label.charAt(to - 1))) {
            to--;
        }
        return label.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c < 0x80 && Ascii.isSpace((byte) c);
    }

    /**
     * What browsers read there. Where the JDK's decoder takes a byte of ASCII for the second of a character that there
     * is not, it is one of its own: a quotation mark or a bracket, perhaps.
     *
     * @see <a href="https://encoding.spec.whatwg.org/#legacy-multi-byte-chinese-(traditional)-encodings">Encoding
     *     Standard, a trail byte that is prepended again</a>
     */
    public String decode(byte[] bytes, int from, int to) {
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer out = CharBuffer.allocate(to - from + 1);
        CharsetDecoder decoder = charset.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            int end = in.position() + result.length();
            do {
                in.position(in.position() + 1);
            } while (in.position() < end && bytes[in.position()] < 0);
            out.put('\uFFFD');
            result = decoder.decode(in, out, true);
        }
        decoder.flush(out);
        return out.flip().toString();
    }

    /** Whether each character takes two bytes or four. */
    public boolean isUtf16() {
        return equals(UTF_16LE) || equals(UTF_16BE);
    }

    /** Whether escape sequences switch what the bytes behind them mean. */
    public boolean isIso2022Jp() {
        return equals(ISO_2022_JP);
    }

    /**
     * Whether the second byte of a character may be one that is an ASCII character by itself: never one that markup is
     * made of, but letters, backslash, brackets and the like.
     */
    public boolean hasAsciiTrails() {
        return switch (name) {
            case "Shift_JIS", "Big5", "GBK", "gb18030", "EUC-KR" -> true;
            default -> false;
        };
    }
}
