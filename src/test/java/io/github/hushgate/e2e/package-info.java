/** Proves in a real browser what the library promises: who is contacted, who is not, and that the page still works. */
package io.github.hushgate.e2e;
