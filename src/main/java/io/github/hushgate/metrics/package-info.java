/** Counts for Micrometer what the filter keeps. */
@NullMarked
package io.github.hushgate.metrics;

import org.jspecify.annotations.NullMarked;
