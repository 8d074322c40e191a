/** Proves of the built jars what no class path of classes can show. */
package io.github.hushgate.jar;
