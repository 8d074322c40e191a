package io.github.hushgate.html;

/**
 * An attribute of a start tag.
 *
 * @param name lower case
 * @param value with its character references decoded
 */
public record Attribute(String name, String value) {}
