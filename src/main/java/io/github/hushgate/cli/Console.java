package io.github.hushgate.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The three standard streams, handed in so that a test can hold them.
 *
 * @param in what is piped in
 * @param out results only, so that they can be piped on
 * @param err everything said to a person
 */
record Console(InputStream in, PrintStream out, PrintStream err) {}
