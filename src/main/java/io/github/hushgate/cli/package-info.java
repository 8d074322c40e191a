/** The command line: strip, scan, policy, review, catalog. */
@NullMarked
package io.github.hushgate.cli;

import org.jspecify.annotations.NullMarked;
