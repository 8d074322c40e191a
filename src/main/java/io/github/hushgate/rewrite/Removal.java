package io.github.hushgate.rewrite;

/**
 * One thing left out of a page.
 *
 * @param tracker the catalogue id, or a word for what was removed without a tracker's name ({@code cross-origin-hint})
 * @param element the element's (or element@attribute's) name, lower case; what is only told of, and stays, has
 *     {@code start == end}: {@code form@action}, and {@code script(mixed)} for a script that is mostly the page's own
 * @param start offset of the first byte left out, in the input
 * @param end offset behind the last byte left out, in the input
 */
public record Removal(String tracker, String element, long start, long end) {}
