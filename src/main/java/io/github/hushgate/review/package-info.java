/** Answers the owner's questions about kept reports. */
@NullMarked
package io.github.hushgate.review;

import org.jspecify.annotations.NullMarked;
