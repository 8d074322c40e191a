/** Copies HTML from tokens to output, leaving out what a tracker would have loaded. */
@NullMarked
package io.github.hushgate.rewrite;

import org.jspecify.annotations.NullMarked;
