package io.github.hushgate.policy;

/** How strict the policies are, from the mildest to the strictest. */
public enum Preset {
    /** The ceiling alone: inline code runs, nothing comes from or goes to a third party. No nonce. */
    CONTAIN,
    /** The ceiling, and a nonce policy: own external scripts run, inline scripts only with the nonce. */
    CONFIDENTIAL,
    /** The ceiling, a policy of nonces alone, Trusted Types, and Connection-Allowlist. */
    SEALED
}
