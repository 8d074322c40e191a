package io.github.hushgate.tracker;

import java.util.Optional;

/**
 * Why an address is, or is not, taken for a tracker's.
 *
 * @param tracker who it is, where anybody
 * @param removed true where a sensitive page loses it
 * @param list {@code catalog}, {@code owner} for the owner's own rule, or a list's name; empty for none
 * @param rule the rule as the list has it; empty for none
 * @param reason one sentence for a human being
 */
public record Explanation(Optional<Tracker> tracker, boolean removed, String list, String rule, String reason) {}
