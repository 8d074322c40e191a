/** What the browser is told: content security policies, their companions, the header lines they become. */
@NullMarked
package io.github.hushgate.policy;

import org.jspecify.annotations.NullMarked;
