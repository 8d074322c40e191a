package io.github.hushgate.rewrite;

import io.github.hushgate.html.Namespace;
import io.github.hushgate.html.StartTag;
import java.util.Locale;

/**
 * Decides on a start tag of a guarded page: what of it would tell the next page where its visitor comes from, or would
 * fetch that page ahead.
 */
final class ExitRules {
    private static final int REFERRER_POLICY_LENGTH = "referrerpolicy".length();
    private static final long REFERRER_POLICY = StartTag.namesBeginning('r', 'e');
    private static final byte[] NOTHING = {};

    private final Judge judge;
    private final Edits edits;
    private HtmlRewriter.Page page = HtmlRewriter.Page.NONE;
    private byte[] instead = NOTHING;

    ExitRules(Judge judge, Edits edits) {
        this.judge = judge;
        this.edits = edits;
    }

    void reset(HtmlRewriter.Page next) {
        page = next;
    }

    /** Whether there is nothing to decide on a tag of an element that only stands in a body. */
    boolean leavesAlone(StartTag tag) {
        return !guards() || !tag.mayHave(REFERRER_POLICY);
    }

    boolean guards() {
        return page.exits().guarded();
    }

    /** A word for why the whole element goes, or an empty string; attributes are cut here. */
    String startTag(StartTag tag, boolean attributesOnly) {
        if (instead.length > 0) {
            instead = NOTHING;
        }
        for (int i = 0; tag.mayHave(REFERRER_POLICY) && i < tag.attributeCount(); i++) {
            if (tag.nameEnd(i) - tag.nameStart(i) == REFERRER_POLICY_LENGTH
                    && tag.isNamed(i, "referrerpolicy")
                    && !page.exits().allows(tag.value(i))) {
                edits.cutAttribute(tag, i, "referrer-policy");
            }
        }
        if (tag.namespace() == Namespace.SVG || tag.namespace() == Namespace.MATHML) {
            return ElementRules.NONE;
        }
        return switch (tag.element()) {
            case META -> meta(tag, attributesOnly);
            case LINK -> isAhead(tag) ? whole(tag, "rel", "fetched-ahead", attributesOnly) : ElementRules.NONE;
            case SCRIPT ->
                is(tag, "type", "speculationrules")
                        ? whole(tag, "type", "speculation-rules", attributesOnly)
                        : ElementRules.NONE;
            default -> ElementRules.NONE;
        };
    }

    /** What stands in the place of the element that goes. */
    byte[] instead() {
        return instead;
    }

    private String whole(StartTag tag, String attribute, String reason, boolean attributesOnly) {
        if (attributesOnly) {
            edits.cutAttribute(tag, tag.indexOf(attribute), reason);
            return ElementRules.NONE;
        }
        return reason;
    }

    private static boolean is(StartTag tag, String attribute, String value) {
        int at = tag.indexOf(attribute);
        return at >= 0 && tag.value(at).strip().equalsIgnoreCase(value);
    }

    private static boolean isAhead(StartTag tag) {
        int rel = tag.indexOf("rel");
        if (rel < 0) {
            return false;
        }
        for (String each : tag.value(rel).toLowerCase(Locale.ROOT).split("[ \t\n\f\r]+", -1)) {
            if (each.equals("prefetch") || each.equals("prerender")) {
                return true;
            }
        }
        return false;
    }

    private String meta(StartTag tag, boolean attributesOnly) {
        int content = tag.indexOf("content");
        if (content < 0) {
            return ElementRules.NONE;
        }
        if (is(tag, "name", "referrer")) {
            return page.exits().allows(tag.value(content))
                    ? ElementRules.NONE
                    : whole(tag, "content", "referrer-policy", attributesOnly);
        }
        return is(tag, "http-equiv", "refresh") ? refresh(tag, content, attributesOnly) : ElementRules.NONE;
    }

    private String refresh(StartTag tag, int content, boolean attributesOnly) {
        Refresh refresh = Refresh.of(tag.value(content));
        boolean leaves = refresh.elsewhere()
                .flatMap(judge::resolved)
                .filter(target -> page.exits().isLeftBy(target, page.url()))
                .isPresent();
        if (!leaves) {
            return ElementRules.NONE;
        }
        instead = page.xml() ? NOTHING : refresh.asScript(page.nonce());
        return whole(tag, "content", "refresh", attributesOnly);
    }
}
