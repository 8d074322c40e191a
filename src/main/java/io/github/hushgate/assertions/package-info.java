/** For the users' own tests: a page or a response is clean, or the test fails and says what is not. */
@NullMarked
package io.github.hushgate.assertions;

import org.jspecify.annotations.NullMarked;
