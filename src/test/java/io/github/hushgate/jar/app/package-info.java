/** An application as it lies in {@code WEB-INF/classes}: it knows nothing of any test. */
package io.github.hushgate.jar.app;
