/** Reads HTML bytes as the tokens of the HTML Standard; knows nothing of trackers. */
@NullMarked
package io.github.hushgate.html;

import org.jspecify.annotations.NullMarked;
