/** Reads an address as browsers do: host, path, origin, per the WHATWG URL Standard. */
@NullMarked
package io.github.hushgate.url;

import org.jspecify.annotations.NullMarked;
