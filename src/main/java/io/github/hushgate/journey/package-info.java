/** Keeps the visit confidential on the pages around the sensitive ones. */
@NullMarked
package io.github.hushgate.journey;

import org.jspecify.annotations.NullMarked;
