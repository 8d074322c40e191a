package io.github.hushgate.policy;

import io.github.hushgate.policy.SourceExpression.Keyword;
import io.github.hushgate.policy.SourceExpression.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The two policies of a preset: A, the nonce policy, and B, the ceiling. Neither names a report endpoint yet. */
final class PresetPolicies {
    /** Stands where each response's nonce goes. */
    static final String NONCE_MARK = "NONCEnonceNONCEnonceNONC";

    private final Preset preset;
    private final AllowedSources allow;
    private final List<SourceExpression.Hash> approved;

    PresetPolicies(Preset preset, AllowedSources allow, List<SourceExpression.Hash> approved) {
        this.preset = preset;
        this.allow = allow;
        this.approved = List.copyOf(approved);
        if (preset == Preset.CONTAIN && !approved.isEmpty()) {
            throw new IllegalArgumentException(
                    "preset: \"contain\" cannot take approved inline scripts, because a hash would switch"
                            + " 'unsafe-inline' off and every other inline "
                            + "script with it; did you mean \"confidential\"?");
        }
    }

    /** Policy A, with {@link #NONCE_MARK} as its nonce; {@code contain} has none. */
    Optional<ContentSecurityPolicy> nonce() {
        return preset == Preset.CONTAIN ? Optional.empty() : Optional.of(policy(nonceScripts(), nonceStyles()));
    }

    /**
     * Policy B: hosts only. A nonce, a hash or {@code 'strict-dynamic'} here would switch the hosts or
     * {@code 'unsafe-inline'} off.
     */
    ContentSecurityPolicy ceiling() {
        return policy(List.of(Keyword.SELF, Keyword.UNSAFE_INLINE), List.of(Keyword.SELF, Keyword.UNSAFE_INLINE));
    }

    private List<SourceExpression> nonceScripts() {
        var sources = new ArrayList<SourceExpression>();
        if (preset != Preset.SEALED) {
            sources.add(Keyword.SELF);
        }
        sources.add(new SourceExpression.Nonce(NONCE_MARK));
        sources.addAll(approved);
        sources.add(Keyword.REPORT_SAMPLE);
        return sources;
    }

    private List<SourceExpression> nonceStyles() {
        // What a style could tell must leave by an image or a font, which the ceiling keeps at home.
        return preset == Preset.SEALED
                ? List.of(Keyword.SELF, new SourceExpression.Nonce(NONCE_MARK))
                : List.of(Keyword.SELF, Keyword.UNSAFE_INLINE);
    }

    private ContentSecurityPolicy policy(List<SourceExpression> scripts, List<SourceExpression> styles) {
        boolean sealed = preset == Preset.SEALED;
        boolean nonced = scripts.stream().anyMatch(SourceExpression.Nonce.class::isInstance);
        var builder = ContentSecurityPolicy.builder().set("default-src", Keyword.NONE);
        set(builder, AllowKind.SCRIPT, scripts);
        set(builder, AllowKind.STYLE, styles);
        set(
                builder,
                AllowKind.IMG,
                sealed ? List.of(Keyword.SELF) : List.of(Keyword.SELF, new Scheme("data"), new Scheme("blob")));
        set(builder, AllowKind.FONT, sealed ? List.of(Keyword.SELF) : List.of(Keyword.SELF, new Scheme("data")));
        set(builder, AllowKind.CONNECT, List.of(Keyword.SELF));
        set(builder, AllowKind.MEDIA, List.of(Keyword.SELF));
        set(builder, AllowKind.MANIFEST, List.of(Keyword.SELF));
        set(builder, AllowKind.FRAME, List.of());
        set(builder, AllowKind.WORKER, List.of());
        set(builder, AllowKind.OBJECT, List.of());
        builder.set("base-uri", sealed ? Keyword.NONE : Keyword.SELF);
        set(builder, AllowKind.FORM, List.of(Keyword.SELF));
        set(builder, AllowKind.FRAMED_BY, List.of());
        if (sealed && nonced) {
            builder.set(new Directive("require-trusted-types-for", List.of("'script'")));
            builder.set(new Directive("trusted-types", List.of("'none'")));
        }
        return builder.build();
    }

    private void set(ContentSecurityPolicy.Builder builder, AllowKind kind, List<SourceExpression> base) {
        var sources = new ArrayList<>(base);
        allow.of(kind).stream().filter(source -> !sources.contains(source)).forEach(sources::add);
        builder.set(Directive.of(kind.directive(), sources.isEmpty() ? List.of(Keyword.NONE) : sources));
    }
}
