package io.github.hushgate.response;

import io.github.hushgate.url.BrowserUrl;
import org.jspecify.annotations.Nullable;

/** Where browsers see a response, read when first asked for and then kept. One thread at a time. */
final class PageAddress {
    private static final BrowserUrl UNKNOWN =
            BrowserUrl.parse("http://localhost/").orElseThrow();

    private final String text;
    private @Nullable BrowserUrl url;

    PageAddress(String text) {
        this.text = text;
    }

    /** The address; that of an unknown page where no browser could have asked for it. */
    BrowserUrl url() {
        BrowserUrl known = url;
        if (known == null) {
            known = BrowserUrl.parse(text).orElse(UNKNOWN);
            url = known;
        }
        return known;
    }
}
