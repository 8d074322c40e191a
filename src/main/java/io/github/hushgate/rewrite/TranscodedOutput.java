package io.github.hushgate.rewrite;

import io.github.hushgate.html.Encoding;
import java.io.IOException;
import java.util.Arrays;

/**
 * The way of the encodings that are not ASCII-compatible: the tokenizer reads the document as UTF-8, its offsets are
 * those of that reading, and what is kept is copied from the document's own bytes. Of the escape sequences in a cut
 * those stay that what follows needs.
 */
final class TranscodedOutput implements Output, Decoder.Characters {
    private final Output out;
    private final Decoder decoder;
    /** Document bytes that are still needed, how many of them, and the document's offset of the first. */
    private byte[] input = new byte[1_024];

    private int inputLength;
    private long inputBase;
    private int decodedTo;

    /** What the last bytes read as. */
    private byte[] view = new byte[1_024];

    private int viewLength;

    /** Of each byte of the reading, from {@code viewBase} on: where its character is in {@code input}, and its mode. */
    private int[] starts = new int[1_024];

    private int[] ends = new int[1_024];
    private byte[] modes = new byte[1_024];
    private int count;
    private long viewBase;

    /** Before this offset the reading is the document itself. */
    private final long plainTo;
    /**
     * How far the reading is kept, without a gap; where in {@code input} that is; and the mode that the output is in.
     */
    private long keptTo;

    private int keptInput;
    private int keptMode;

    private long markedView = -1;
    private long markedInput;

    /** From {@code base} on the document is not what the tokenizer reads; before, it was. */
    TranscodedOutput(Output out, Encoding encoding, long base) {
        this.out = out;
        this.decoder = encoding.isUtf16() ? new Utf16(encoding.equals(Encoding.UTF_16LE)) : new Iso2022Jp();
        this.plainTo = base;
        this.keptTo = base;
        this.viewBase = base;
        this.inputBase = base;
    }

    static boolean isNeededFor(Encoding encoding) {
        return encoding.isUtf16() || encoding.isIso2022Jp();
    }

    /**
     * The next bytes as the tokenizer shall see them: {@link #viewLength()} of them. The bytes of an unfinished
     * character wait for the next call.
     *
     * @param flushed up to where the reading is settled: it is not asked for again
     */
    byte[] read(byte[] bytes, int from, int length, long flushed) {
        forget(flushed);
        if (inputLength + length > input.length) {
            input = Arrays.copyOf(input, Math.max(inputLength + length, input.length * 2));
        }
        System.arraycopy(bytes, from, input, inputLength, length);
        inputLength += length;
        viewLength = 0;
        decodedTo = decoder.decode(input, decodedTo, inputLength, this);
        return view;
    }

    int viewLength() {
        return viewLength;
    }

    private void forget(long flushed) {
        int gone = (int) Math.min(count, Math.max(0, flushed - viewBase));
        int bytes = flushed == keptTo ? keptInput : startOf(viewBase + gone);
        if (flushed < viewBase || bytes == 0) {
            return;
        }
        System.arraycopy(input, bytes, input, 0, inputLength - bytes);
        inputLength -= bytes;
        inputBase += bytes;
        decodedTo -= bytes;
        keptInput = Math.max(0, keptInput - bytes);
        for (int i = gone; i < count; i++) {
            starts[i - gone] = starts[i] - bytes;
            ends[i - gone] = ends[i] - bytes;
            modes[i - gone] = modes[i];
        }
        count -= gone;
        viewBase += gone;
    }

    /** Where in {@code input} the character at this offset of the reading begins, or what comes next will. */
    private int startOf(long offset) {
        int i = (int) (offset - viewBase);
        return i < count ? starts[i] : count > 0 ? ends[count - 1] : keptInput;
    }

    @Override
    public void next(int character, int start, int end) {
        int width = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
        makeRoom(width);
        if (width == 1) {
            view[viewLength] = (byte) character;
        } else {
            int bits = character;
            for (int i = width - 1; i > 0; i--) {
                view[viewLength + i] = (byte) (0x80 | (bits & 0x3F));
                bits >>= 6;
            }
            view[viewLength] = (byte) (0xF00 >> width | bits);
        }
        viewLength += width;
        for (int i = 0; i < width; i++) {
            starts[count] = start;
            ends[count] = end;
            modes[count++] = (byte) decoder.mode();
        }
    }

    private void makeRoom(int width) {
        if (viewLength + width > view.length) {
            view = Arrays.copyOf(view, view.length * 2);
        }
        if (count + width > starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
            ends = Arrays.copyOf(ends, ends.length * 2);
            modes = Arrays.copyOf(modes, modes.length * 2);
        }
    }

    @Override
    public void keep(byte[] window, int from, int to, long offset) throws IOException {
        int plain = (int) Math.max(0, Math.min(to - from, plainTo - offset));
        if (plain > 0) {
            out.keep(window, from, from + plain, offset);
            keptTo = offset + plain;
        }
        if (from + plain < to) {
            keepRead(offset + plain, offset + to - from);
        }
    }

    private void keepRead(long from, long to) throws IOException {
        int first = (int) (from - viewBase);
        int last = (int) (to - viewBase) - 1;
        bridge(from);
        out.keep(input, keptInput, ends[last], inputBase + starts[first]);
        keptTo = to;
        keptInput = ends[last];
        keptMode = modes[last];
    }

    /** Where something is missing before this offset, the output is brought into the mode that it is in. */
    private void bridge(long offset) throws IOException {
        int first = (int) (offset - viewBase);
        if (offset == keptTo || first >= count) {
            return;
        }
        keptInput = starts[first];
        if (modes[first] != keptMode) {
            out.insert(decoder.switchTo(modes[first]));
        }
    }

    @Override
    public void insert(byte[] ascii) throws IOException {
        if (keptMode != 0) {
            out.insert(decoder.switchTo(0));
            keptMode = 0;
            keptTo = -1;
        }
        out.insert(decoder.encode(ascii));
    }

    @Override
    public void flushGathered() throws IOException {
        out.flushGathered();
    }

    /** Everything that came, from this offset of the reading on; at the end: what is no whole character. */
    void keepRest(long offset) throws IOException {
        bridge(offset);
        int start = offset == keptTo ? keptInput : startOf(offset);
        if (start < inputLength) {
            out.keep(input, start, inputLength, inputBase + start);
        }
        inputLength = start;
    }

    /** Remembers where this offset of the reading is in the document, for a removal that will be told of later. */
    void mark(long offset) {
        markedView = offset;
        markedInput = inDocument(offset, starts);
    }

    /** The removal by the document's own offsets. */
    Removal inDocument(Removal read) {
        long start = read.start() == markedView ? markedInput : inDocument(read.start(), starts);
        long end = read.start() == read.end() ? start : inDocument(read.end() - 1, ends);
        return new Removal(read.tracker(), read.element(), start, end);
    }

    private long inDocument(long offset, int[] side) {
        int i = (int) Math.min(count - 1, offset - viewBase);
        if (offset < plainTo) {
            return side == ends ? offset + 1 : offset;
        }
        return i < 0 ? inputBase : inputBase + side[i];
    }
}
