package io.github.hushgate.tracker;

/** What kind of service a tracker is, by what it does with a visit. */
public enum Category {
    /** Loads other trackers, chosen outside the page. */
    TAG_MANAGER(true),
    /** Pays for or measures advertisements. */
    ADVERTISING(true),
    /** Counts and profiles visits. */
    ANALYTICS(true),
    /** Records the page as the visitor sees and fills it. */
    SESSION_REPLAY(true),
    /** A social network's buttons, feeds and log-in. */
    SOCIAL(true),
    /** Chat, surveys, push messages. */
    CUSTOMER_ENGAGEMENT(true),
    /** Follows contacts from a mailing or a form on. */
    MARKETING_AUTOMATION(true),
    /** Credits a visit to whoever sent it. */
    ATTRIBUTION(true),
    /** Recognises one person across sites. */
    IDENTITY(true),
    /** Shows variants and measures them. */
    AB_TESTING(true),
    /** Sends errors and timings of real visits. */
    PERFORMANCE_MONITORING(true),
    /** Named by a list, or by a rule, of the site's owner. */
    LISTED(true),
    /** Asks for consent; often loads what was consented to. */
    CONSENT(false),
    /** Content of another site: maps, videos. */
    EMBED(false),
    /** Fonts from another host. */
    FONT_CDN(false),
    /** Keeps robots out. */
    SECURITY(false),
    /** Searches the site on another host. */
    SEARCH(false);

    private final boolean removed;

    Category(boolean removed) {
        this.removed = removed;
    }

    /** True where a sensitive page loses it; false where it is named in reports only, and the policy decides. */
    public boolean isRemoved() {
        return removed;
    }
}
