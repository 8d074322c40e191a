/** Receives, reads, redacts and classifies violation reports: nothing of a visitor's story gets past this room. */
@NullMarked
package io.github.hushgate.report;

import org.jspecify.annotations.NullMarked;
