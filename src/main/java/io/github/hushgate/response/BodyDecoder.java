package io.github.hushgate.response;

import java.io.IOException;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a gzip or deflate body as it comes, so that it can be scanned. Holds one buffer; the inflater is given back at
 * the end of the stream.
 */
final class BodyDecoder {
    private static final int BUFFER_BYTES = 8 * 1024;
    private static final int TRAILER_BYTES = 8;
    private static final int ZLIB_METHOD = 8;

    /** What was said to be compressed is not. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;

        Malformed(Throwable cause) {
            super("not what its Content-Encoding says", cause);
        }
    }

    private final boolean gzip;
    private final GzipHeader header = new GzipHeader();
    private final byte[] out = new byte[BUFFER_BYTES];
    private Inflater inflater;
    private boolean begun;
    private int trailer;

    private BodyDecoder(boolean gzip) {
        this.gzip = gzip;
        inflater = new Inflater(gzip);
    }

    static boolean reads(String encoding) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip", "deflate" -> true;
            default -> false;
        };
    }

    static BodyDecoder of(String encoding) {
        return new BodyDecoder(!encoding.strip().equalsIgnoreCase("deflate"));
    }

    void decode(byte[] bytes, int from, int length, Sink sink) throws IOException {
        int at = from;
        int end = from + length;
        while (at < end) {
            if (gzip && !header.isRead()) {
                at = header.read(bytes, at, end);
            } else if (trailer > 0) {
                at += skipTrailer(end - at);
            } else {
                at = end - inflate(bytes, at, end - at, sink);
            }
        }
    }

    /** Returns how many bytes are left over behind the end of the stream. */
    private int inflate(byte[] bytes, int from, int length, Sink sink) throws IOException {
        if (!begun && !gzip && (bytes[from] & 0x0F) != ZLIB_METHOD) {
            inflater.end();
            inflater = new Inflater(true); // Some servers send a raw stream under this name; browsers read it.
        }
        begun = true;
        inflater.setInput(bytes, from, length);
        try {
            int count = inflater.inflate(out);
            while (count > 0) {
                sink.write(out, 0, count);
                count = inflater.inflate(out);
            }
        } catch (DataFormatException e) {
            inflater.end();
            throw new Malformed(e);
        }
        if (!inflater.finished()) {
            return 0;
        }
        int left = inflater.getRemaining();
        inflater.end();
        inflater = new Inflater(gzip);
        trailer = gzip ? TRAILER_BYTES : Integer.MAX_VALUE;
        return left;
    }

    private int skipTrailer(int most) {
        int count = Math.min(most, trailer);
        trailer -= count;
        if (trailer == 0) {
            header.again();
        }
        return count;
    }

    /** The header of a gzip member, read byte by byte: it may be cut anywhere. */
    private static final class GzipHeader {
        private static final int FIXED_BYTES = 10;
        private static final int CRC = 2;
        private static final int EXTRA = 4;
        private static final int NAME = 8;
        private static final int COMMENT = 16;

        private int position;
        private int flags;
        private int extra = -2;
        private int crc = 2;

        boolean isRead() {
            return position >= FIXED_BYTES && flags == 0;
        }

        void again() {
            position = 0;
            flags = 0;
            extra = -2;
            crc = 2;
        }

        int read(byte[] bytes, int from, int end) throws Malformed {
            int at = from;
            while (at < end && !isRead()) {
                take(bytes[at++] & 0xFF);
            }
            return at;
        }

        private void take(int b) throws Malformed {
            if (position < FIXED_BYTES) {
                fixed(b);
            } else if ((flags & EXTRA) != 0) {
                extra(b);
            } else if ((flags & (NAME | COMMENT)) != 0) {
                text(b);
            } else if (--crc == 0) {
                flags = 0;
            }
        }

        private void fixed(int b) throws Malformed {
            if ((position == 0 && b != 0x1F) || (position == 1 && b != 0x8B)) {
                throw new Malformed(new DataFormatException("no gzip magic"));
            }
            if (position == 3) {
                flags = b & (CRC | EXTRA | NAME | COMMENT);
            }
            position++;
        }

        /** Two bytes of length, the low one first, then as many bytes. */
        private void extra(int b) {
            if (extra == -2) {
                extra = -3 - b;
            } else if (extra < -2) {
                extra = (-3 - extra) | b << 8;
            } else {
                extra--;
            }
            if (extra == 0) {
                flags &= ~EXTRA;
            }
        }

        private void text(int b) {
            if (b == 0) {
                flags &= (flags & NAME) != 0 ? ~NAME : ~COMMENT;
            }
        }
    }
}
