/** Puts the filter into a Spring Boot application, set up by its {@code hushgate.*} properties. */
@NullMarked
package io.github.hushgate.spring;

import org.jspecify.annotations.NullMarked;
