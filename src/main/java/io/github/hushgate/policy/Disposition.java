package io.github.hushgate.policy;

/** Whether a policy is enforced or only reported; picks the header's name. */
public enum Disposition {
    /** The browser refuses, then tells. */
    ENFORCE,
    /** The browser only tells. */
    REPORT
}
