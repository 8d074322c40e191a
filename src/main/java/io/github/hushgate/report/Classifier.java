package io.github.hushgate.report;

import io.github.hushgate.report.BlockedUrl.Kind;

/**
 * Says what a violation is about: a tracker, the site's own, noise that no page of the site caused, a third party, or
 * something that stands in the page. A noise rule never outranks a tracker or the site's own. Immutable, safe for many
 * threads.
 */
final class Classifier {
    private static final String NOISE = "noise:";

    private final NoiseRules noise;

    Classifier(NoiseRules noise) {
        this.noise = noise;
    }

    String classify(String tracker, Address blocked, Address source, String sample) {
        if (!tracker.isEmpty()) {
            return "tracker";
        }
        if (blocked.own()) {
            return "own";
        }
        String kind = noiseOf(blocked, source, sample);
        if (!kind.isEmpty()) {
            return NOISE + kind;
        }
        return blocked.url().kind() == Kind.URL ? "third-party" : "inline";
    }

    private String noiseOf(Address blocked, Address source, String sample) {
        if (!blocked.noise().isEmpty()) {
            return blocked.noise();
        }
        return source.noise().isEmpty() ? noise.ofSample(sample).orElse("") : source.noise();
    }
}
