package io.github.hushgate.rewrite;

/** Decodes one of the encodings in which a byte need not be a character, as far as the bytes reach. */
interface Decoder {
    /** Is told of each character. */
    interface Characters {
        /**
         * The next character; U+FFFD for what cannot be decoded.
         *
         * @param start index of its first byte
         * @param end index behind its last byte
         */
        void next(int character, int start, int end);
    }

    /** Goes on at {@code from}; returns where an unfinished character begins, or {@code to}. */
    int decode(byte[] bytes, int from, int to, Characters characters);

    /** The number of the mode that the character last told of stands in; it begins as 0. */
    int mode();

    /** What switches to this mode; empty for a decoder that has but one. */
    byte[] switchTo(int mode);

    /** ASCII in this encoding, mode 0. */
    byte[] encode(byte[] ascii);
}
