/** A form in Spring Boot that is protected by properties alone. */
package io.github.hushgate.examples.springboot;
