package io.github.hushgate.tracker;

import java.util.Set;

/**
 * The value that a statement was read up to: what it is or is a member of, empty if unknown; whether it is a member;
 * and whether it is an element that a function found on the page, or of such a one.
 */
record ReadValue(String root, boolean member, boolean shown) {
    static final ReadValue UNKNOWN = of("");

    private static final Set<String> GLOBAL = Set.of("window", "self", "globalThis");

    static ReadValue of(String variable) {
        return new ReadValue(variable, false, false);
    }

    /** What a call of a function of its returns, which may look for what the page shows. */
    ReadValue ofCall(boolean ofThePage) {
        return new ReadValue(root, true, shown || ofThePage);
    }

    ReadValue anyMember() {
        return member ? this : new ReadValue(root, true, shown);
    }

    /** Whether it is the object whose members are variables. */
    boolean isGlobal() {
        return !member && GLOBAL.contains(root);
    }

    boolean isMemberOfGlobal() {
        return member && GLOBAL.contains(root);
    }

    boolean isMemberOfDocument() {
        return member && root.equals("document");
    }

    boolean isUnknown() {
        return root.isEmpty();
    }
}
