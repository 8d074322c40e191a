package io.github.hushgate.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Which powerful features the page may use. Immutable. */
public final class PermissionsPolicy {
    private static final List<String> OWN = List.of("camera", "geolocation", "microphone");

    private static final List<String> NOBODY = List.of(
            "compute-pressure",
            "display-capture",
            "hid",
            "identity-credentials-get",
            "idle-detection",
            "keyboard-map",
            "local-fonts",
            "midi",
            "payment",
            "serial",
            "storage-access",
            "usb");

    /** Removed from current browsers, which print an error for each; older ones would use them. */
    private static final List<String> LEGACY_ADTECH = List.of(
            "attribution-reporting",
            "browsing-topics",
            "interest-cohort",
            "join-ad-interest-group",
            "private-aggregation",
            "private-state-token-issuance",
            "private-state-token-redemption",
            "run-ad-auction",
            "shared-storage");

    private final Map<String, Boolean> own;

    private PermissionsPolicy(Map<String, Boolean> own) {
        this.own = own;
    }

    /**
     * What a preset says: the site's own form may ask for place, camera, microphone (not in {@code sealed}); nothing
     * else may be used.
     */
    public static PermissionsPolicy of(Preset preset) {
        var features = new LinkedHashMap<String, Boolean>();
        OWN.forEach(feature -> features.put(feature, preset != Preset.SEALED));
        NOBODY.forEach(feature -> features.put(feature, false));
        return new PermissionsPolicy(features);
    }

    /** With the features of the retired advertising interfaces refused as well. */
    public PermissionsPolicy withLegacyAdtech() {
        var features = new LinkedHashMap<>(own);
        LEGACY_ADTECH.forEach(feature -> features.put(feature, false));
        return new PermissionsPolicy(features);
    }

    /** With this feature for the page itself, or for nobody. */
    public PermissionsPolicy with(String feature, boolean itself) {
        if (!Objects.requireNonNull(feature, "feature").matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "permissions: \"" + Tokens.printable(feature) + "\" is no feature's name; one is \"geolocation\"");
        }
        var features = new LinkedHashMap<>(own);
        features.put(feature, itself);
        return new PermissionsPolicy(features);
    }

    String value(String parameter) {
        return own.entrySet().stream()
                .map(feature -> feature.getKey() + "=" + (feature.getValue() ? "(self)" : "()") + parameter)
                .collect(Collectors.joining(", "));
    }

    /** As in the header. */
    @Override
    public String toString() {
        return value("");
    }
}
