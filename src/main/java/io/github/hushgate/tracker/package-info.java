/** Knows trackers by the addresses they load from, by the snippets that start them. */
@NullMarked
package io.github.hushgate.tracker;

import org.jspecify.annotations.NullMarked;
