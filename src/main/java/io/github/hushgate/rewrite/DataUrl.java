package io.github.hushgate.rewrite;

import io.github.hushgate.html.Encoding;
import io.github.hushgate.html.EncodingPrescan;
import io.github.hushgate.url.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The content of a {@code data:} or {@code javascript:} address.
 *
 * @param mediaType lower case, without parameters
 * @param body decoded, as UTF-8 where it names an encoding or begins with its mark
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed straight on
record DataUrl(String mediaType, byte[] body) {
    private static final String DATA = "data:";
    private static final String JAVASCRIPT = "javascript:";
    private static final String CHARSET = ";charset=";

    /** False where the first letter shows that it is another scheme's. */
    static boolean mayBe(byte[] b, int start, int end) {
        int first = Bytes.skipSpace(b, start, end);
        int scheme = first < end ? Bytes.lower(b[first]) : 0;
        return scheme == 'd' || scheme == 'j' || (scheme >= 0 && scheme < ' ');
    }

    /** Empty for any other scheme, or where a browser could not read it. */
    static Optional<DataUrl> of(byte[] b, int start, int end) {
        return of(b, start, end, "");
    }

    /** The same where the element names an encoding for what does not. */
    static Optional<DataUrl> of(byte[] b, int start, int end, String label) {
        byte[] url = stripped(b, start, end);
        if (Bytes.startsWith(url, 0, url.length, JAVASCRIPT)) {
            byte[] body = PercentEncoding.decoded(url, JAVASCRIPT.length(), url.length);
            return Optional.of(new DataUrl("text/javascript", body));
        }
        int comma = Bytes.startsWith(url, 0, url.length, DATA) ? Bytes.indexOf(url, 0, url.length, ',') : -1;
        if (comma < 0) {
            return Optional.empty();
        }
        String type =
                Bytes.text(url, DATA.length(), comma).toLowerCase(Locale.ROOT).replace(" ", "");
        boolean encoded = type.endsWith(";base64");
        int fragment = encoded ? Bytes.indexOf(url, comma, url.length, '#') : -1;
        byte[] body = PercentEncoding.decoded(url, comma + 1, fragment < 0 ? url.length : fragment);
        String name = type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
        Optional<byte[]> bytes = encoded ? base64(body) : Optional.of(body);
        return bytes.map(each -> new DataUrl(name, utf8(each, type, label)));
    }

    private static byte[] utf8(byte[] body, String type, String fallback) {
        Optional<Encoding> marked = EncodingPrescan.byMark(body, body.length);
        int charset = type.indexOf(CHARSET);
        String label = charset < 0 ? fallback : type.substring(charset + CHARSET.length());
        String first = label.contains(";") ? label.substring(0, label.indexOf(';')) : label;
        Encoding encoding =
                marked.or(() -> Encoding.ofLabel(first.replace("\"", ""))).orElse(Encoding.UTF_8);
        boolean same = encoding.equals(Encoding.UTF_8);
        return same ? body : encoding.decode(body, 0, body.length).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] stripped(byte[] b, int start, int end) {
        byte[] copy = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            boolean leading = length == 0 && b[i] >= 0 && b[i] <= ' ';
            if (!leading && b[i] != '\t' && b[i] != '\n' && b[i] != '\r') {
                copy[length++] = b[i];
            }
        }
        return Arrays.copyOf(copy, length);
    }

    private static Optional<byte[]> base64(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1).replaceAll("[\\s=]", "");
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataUrl that && mediaType.equals(that.mediaType) && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * mediaType.hashCode() + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return DATA + mediaType;
    }
}
