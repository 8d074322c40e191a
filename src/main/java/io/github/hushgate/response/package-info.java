/** Stands between the application and the socket on a sensitive response. */
@NullMarked
package io.github.hushgate.response;

import org.jspecify.annotations.NullMarked;
