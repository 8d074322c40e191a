package io.github.hushgate;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import io.github.hushgate.policy.SecurityHeaders;
import io.github.hushgate.route.RoutePattern;

/**
 * All that a sensitive request gets, whatever number of rules it falls under.
 *
 * @param route the pattern that counts and logs go by: that of the first rule
 * @param mode the strictest of the rules'
 * @param preset the strictest of the rules'
 * @param headers what the browser is told
 */
record Protection(RoutePattern route, Disposition mode, Preset preset, SecurityHeaders headers) {}
