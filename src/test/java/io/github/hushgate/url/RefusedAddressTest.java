package io.github.hushgate.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses are such as Chromium was seen to load from in a style attribute. */
final class RefusedAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://:443/t.example/p",
                "https://@/t.example/p",
                "https://:/t.example/p",
                "//:443/t.example/p",
                "https://:443//t.example/p",
                "https://:@:443/t.example/p",
                "https:///:443/t.example/p",
                "https://:443/../t.example/p",
                "https://:443/x/../t.example/p",
                " ht\ttps://:443/t.example/p",
                "https://t.example%3a443/p",
                "https://t.example%3a:/p",
                "https://t.example:80:443/p",
                "http:@/t.example/p",
                "HTTPS://t.example%3A/p",
                "https://t.example\uFF1A/p"
            })
    void whatIsReadAgainHasAHostThen(String address) {
        assertTrue(BrowserUrl.parse(address).isEmpty());
        assertEquals(Optional.of("t.example"), again(address).map(BrowserUrl::host));
        assertEquals(Optional.of("/p"), again(address).map(BrowserUrl::path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "https:", "https://", "https://:443", "https://:443/", "mailto:a", "https://a b/", "/:443/t"
            })
    void othersStayRefused(String address) {
        assertEquals(Optional.empty(), again(address).map(BrowserUrl::host));
    }

    private static Optional<BrowserUrl> again(String address) {
        byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
        return RefusedAddress.readAgain(bytes, 0, bytes.length);
    }
}
