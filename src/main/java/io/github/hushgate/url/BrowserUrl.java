package io.github.hushgate.url;

import java.util.Arrays;
import java.util.Optional;

/**
 * An address as a browser reads it, canonical, without credentials and fragment. A reusable cursor: one thread at a
 * time; it allocates only where a string is asked for, or a host is not plain ASCII.
 *
 * <p>Bytes are read as UTF-8. A reference from a page in another encoding, where it is not ASCII, is better read as a
 * string.
 */
public final class BrowserUrl {
    /** The base that is none; never read into. */
    private static final BrowserUrl NONE = new BrowserUrl();

    private final UrlReader reader = new UrlReader();
    private boolean read;
    // What look-ups ask for, kept here: without a way over two other objects.
    private byte[] bytes = {};
    private int hostStart;
    private int hostEnd;
    private int pathStart;
    private int end;
    private boolean escaped;

    /** The address without needless escapes: made when first asked for, read again for each address. */
    private Optional<BrowserUrl> plain = Optional.empty();

    private boolean plainRead;
    private boolean plainIsAddress;

    /** An empty cursor. As a base it stands for none: only absolute addresses can then be read. */
    public BrowserUrl() {}

    /** The absolute address, or empty when a browser would refuse it. */
    public static Optional<BrowserUrl> parse(String address) {
        BrowserUrl url = new BrowserUrl();
        return url.read(address, new BrowserUrl()) ? Optional.of(url) : Optional.empty();
    }

    /**
     * Resolves a (character-reference-free) reference against {@code base}, another cursor; false when a browser would
     * refuse it. Then the cursor is empty.
     */
    public boolean read(byte[] bytes, int from, int to, BrowserUrl base) {
        if (base != this && reader.readPlain(bytes, from, to, base.reader)) {
            plainRead = false;
            read = true;
            settle();
            return true;
        }
        reader.in.setStripped(bytes, from, to);
        return readAgainst(base);
    }

    /** As {@link #read(byte[], int, int, BrowserUrl)}. */
    public boolean read(String reference, BrowserUrl base) {
        reader.in.setStripped(reference);
        return readAgainst(base);
    }

    private boolean readAgainst(BrowserUrl base) {
        if (base == this) {
            throw new IllegalArgumentException("base: a cursor cannot be read against itself");
        }
        plainRead = false;
        read = reader.read(base.reader);
        if (!read) {
            reader.clear();
        }
        settle();
        return read;
    }

    private void settle() {
        if (bytes != reader.out.array()) {
            bytes = reader.out.array();
        }
        hostStart = reader.hostStart;
        hostEnd = reader.hostEnd;
        pathStart = reader.pathStart;
        end = reader.out.length();
        escaped = reader.escaped;
    }

    /** True before the first address, and after one that was refused. */
    public boolean isEmpty() {
        return !read;
    }

    /** Lower case, without the colon: {@code https}, {@code data}. */
    public String scheme() {
        return reader.out.text(0, reader.schemeEnd);
    }

    /** True for {@code http}, {@code https}, {@code ws} and {@code wss}. */
    public boolean isNetwork() {
        return switch (reader.scheme) {
            case HTTP, HTTPS, WS, WSS -> true;
            case FTP, FILE, OTHER -> false;
        };
    }

    /** The canonical ASCII host, without a trailing dot; empty for {@code data:} and the like. */
    public String host() {
        return reader.out.text(reader.hostStart, reader.hostEnd);
    }

    /** The port, the scheme's default filled in; -1 where there is none. */
    public int port() {
        return reader.port;
    }

    /** {@code https://host[:port]}, or {@code null} (the word) as the serialised opaque origin. */
    public String origin() {
        boolean tuple = reader.scheme.isSpecial() && reader.scheme != Scheme.FILE;
        return tuple ? reader.out.text(0, reader.pathStart) : "null";
    }

    /** True where both have the same origin, and one that is not opaque. */
    public boolean isSameOrigin(BrowserUrl other) {
        return reader.scheme.isSpecial()
                && reader.scheme != Scheme.FILE
                && reader.scheme == other.reader.scheme
                && reader.port == other.reader.port
                && isSameHost(other);
    }

    /** True where both have the same host, or neither has one. */
    public boolean isSameHost(BrowserUrl other) {
        return Arrays.equals(bytes(), hostStart(), hostEnd(), other.bytes(), other.hostStart(), other.hostEnd());
    }

    /** The path, beginning with a slash for hierarchical addresses. */
    public String path() {
        return reader.out.text(reader.pathStart, reader.pathEnd);
    }

    /** The query without its question mark; empty when there is none. */
    public String query() {
        int from = Math.min(reader.pathEnd + 1, reader.out.length());
        return reader.out.text(from, reader.out.length());
    }

    /**
     * The same address with its path's letters, digits and marks written plainly, as most servers read it; empty where
     * they already are. What it returns is valid until this cursor's next reading.
     */
    public Optional<BrowserUrl> unescaped() {
        if (!escaped) {
            return Optional.empty();
        }
        if (!plainRead) {
            plainRead = true;
            readPlain();
        }
        return plainIsAddress ? plain : Optional.empty();
    }

    private void readPlain() {
        if (plain.isEmpty()) {
            plain = Optional.of(new BrowserUrl());
        }
        BrowserUrl target = plain.get();
        HostReader.addUnescaped(reader.out, target.reader.in);
        plainIsAddress = target.readAgainst(NONE);
    }

    /** The whole address, as it is compared. */
    @Override
    public String toString() {
        return reader.out.text(0, reader.out.length());
    }

    /** The canonical address's bytes, valid until the next reading, up to {@link #end()}; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the host begins in {@link #bytes()}. */
    public int hostStart() {
        return hostStart;
    }

    /** Where the host ends in {@link #bytes()}. */
    public int hostEnd() {
        return hostEnd;
    }

    /** Where the path begins in {@link #bytes()}. */
    public int pathStart() {
        return pathStart;
    }

    /** Where the path ends in {@link #bytes()}; a question mark and the query follow where there is one. */
    public int pathEnd() {
        return reader.pathEnd;
    }

    /** Where the address ends in {@link #bytes()}. */
    public int end() {
        return end;
    }
}
