package io.github.hushgate.policy;

/**
 * One response header.
 *
 * @param name the field's name
 * @param value the field's value, safe to send
 */
public record HeaderLine(String name, String value) {
    /** Bytes on the wire in HTTP/1.1, line end included. */
    public int bytes() {
        return name.length() + 2 + value.length() + 2;
    }

    /** As sent, without the line end. */
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
