/** The front door: one servlet filter and the settings that its owner chooses. */
@NullMarked
package io.github.hushgate;

import org.jspecify.annotations.NullMarked;
