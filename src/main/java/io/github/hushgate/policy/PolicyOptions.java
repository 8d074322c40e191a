package io.github.hushgate.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an owner may change about a header set beyond its preset. Immutable.
 *
 * @param dangerous what the {@code allow.dangerous-*} keys name, by kind: wildcards, bare schemes,
 *     {@code 'unsafe-eval'}
 * @param approved hashes of inline scripts that the owner read and approved
 * @param extras headers that are sent only when asked for
 * @param referrerPolicy in place of the preset's
 * @param cacheControl in place of {@code no-store}; not where a response carries a nonce
 * @param permissions features for the page itself (true) or for nobody (false), over the preset's
 * @param origins the site's own origins as browsers see them; Connection-Allowlist then lets their web sockets through
 */
public record PolicyOptions(
        Map<AllowKind, List<String>> dangerous,
        List<SourceExpression.Hash> approved,
        Set<Extra> extras,
        Optional<ReferrerPolicy> referrerPolicy,
        Optional<String> cacheControl,
        Map<String, Boolean> permissions,
        List<String> origins) {
    /** A header that is sent only when asked for. */
    public enum Extra {
        /** Connection-Allowlist on other presets than {@code sealed}; it also stops ordinary links out. */
        CONNECTION_ALLOWLIST,
        /** Integrity-Policy: every script must carry its integrity. */
        INTEGRITY_POLICY,
        /** The retired advertising features in Permissions-Policy; current browsers print an error for each. */
        LEGACY_ADTECH
    }

    /** Nothing changed. */
    public static final PolicyOptions DEFAULT =
            new PolicyOptions(Map.of(), List.of(), Set.of(), Optional.empty(), Optional.empty(), Map.of(), List.of());

    /** Copies what it is given. */
    public PolicyOptions {
        dangerous = Map.copyOf(dangerous);
        approved = List.copyOf(approved);
        extras = extras.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(extras));
        permissions = Map.copyOf(permissions);
        origins = List.copyOf(origins);
        Objects.requireNonNull(referrerPolicy, "referrerPolicy");
        Objects.requireNonNull(cacheControl, "cacheControl");
    }

    /** With what the {@code allow.dangerous-*} keys name. */
    public PolicyOptions withDangerous(Map<AllowKind, List<String>> value) {
        return new PolicyOptions(value, approved, extras, referrerPolicy, cacheControl, permissions, origins);
    }

    /** With these approved inline scripts. */
    public PolicyOptions withApproved(List<SourceExpression.Hash> value) {
        return new PolicyOptions(dangerous, value, extras, referrerPolicy, cacheControl, permissions, origins);
    }

    /** With these extra headers. */
    public PolicyOptions withExtras(Set<Extra> value) {
        return new PolicyOptions(dangerous, approved, value, referrerPolicy, cacheControl, permissions, origins);
    }

    /** With this Referrer-Policy. */
    public PolicyOptions withReferrerPolicy(ReferrerPolicy value) {
        return new PolicyOptions(dangerous, approved, extras, Optional.of(value), cacheControl, permissions, origins);
    }

    /** With this Cache-Control in place of {@code no-store}. */
    public PolicyOptions withCacheControl(String value) {
        return new PolicyOptions(dangerous, approved, extras, referrerPolicy, Optional.of(value), permissions, origins);
    }

    /** With {@code no-store}, whatever was set in its place. */
    public PolicyOptions withNoStore() {
        return new PolicyOptions(dangerous, approved, extras, referrerPolicy, Optional.empty(), permissions, origins);
    }

    /** With these features over the preset's. */
    public PolicyOptions withPermissions(Map<String, Boolean> value) {
        return new PolicyOptions(dangerous, approved, extras, referrerPolicy, cacheControl, value, origins);
    }

    /** With these own origins. */
    public PolicyOptions withOrigins(List<String> value) {
        return new PolicyOptions(dangerous, approved, extras, referrerPolicy, cacheControl, permissions, value);
    }
}
