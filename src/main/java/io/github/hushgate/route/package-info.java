/** Decides which requests are sensitive, under which rule. */
@NullMarked
package io.github.hushgate.route;

import org.jspecify.annotations.NullMarked;
