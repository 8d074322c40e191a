package io.github.hushgate.report;

import io.github.hushgate.url.BrowserUrl;
import java.util.Optional;
import java.util.function.Function;

/**
 * One body on its way to records. The entries of a batch come from one page in one browser: what the entry before told
 * is not worked out again. Holds what nobody may keep, and lives no longer than the request. One thread.
 */
final class Reading {
    private final Upload upload;
    private final BrowserUrl url = new BrowserUrl();
    private final BrowserUrl noBase = new BrowserUrl();
    private final Last<Optional<String>> document = new Last<>(Optional.of(""));
    private final Last<Address> source = new Last<>(Address.NONE);
    private final Last<String> browser = new Last<>("");

    Reading(Upload upload) {
        this.upload = upload;
    }

    Upload upload() {
        return upload;
    }

    /** The absolute address, valid until the next one is read; empty when a browser would refuse it. */
    Optional<BrowserUrl> url(String address) {
        return url.read(address, noBase) ? Optional.of(url) : Optional.empty();
    }

    Optional<String> document(String told, Function<String, Optional<String>> reader) {
        return document.of(told, reader);
    }

    Address source(String told, Function<String, Address> reader) {
        return source.of(told, reader);
    }

    /** Family and major version; that of the request where the entry tells none. */
    String browser(String told) {
        return told.isEmpty() ? upload.browser() : browser.of(told, BrowserFamily::of);
    }

    /** What the last text was read as; at first, what an empty one is. */
    private static final class Last<T> {
        private String told = "";
        private T read;

        Last(T ofNothing) {
            this.read = ofNothing;
        }

        T of(String text, Function<String, T> reader) {
            if (!text.equals(told)) {
                read = reader.apply(text);
                told = text;
            }
            return read;
        }
    }
}
