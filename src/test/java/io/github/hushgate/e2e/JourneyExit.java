package io.github.hushgate.e2e;

import java.io.IOException;
import java.util.List;

/** A way from a sensitive page to the next. */
enum JourneyExit {
    LINK("link", "report", "link"),
    POST("form POST, 303", "report", "send"),
    ASSIGN("location.assign", "report", "assign"),
    REDIRECT("link to a 302", "report", "redirect"),
    TELLING_LINK("link with referrerpolicy=unsafe-url", "report", "telling"),
    META_REFERRER("link under meta referrer strict-origin", "told", "link"),
    BACK("back to home", "report", ""),
    TYPED("address typed", "report", ""),
    HOP("one more hop later", "report", "link"),
    TAB("new tab", "report", "tab"),
    REPLACE("location.replace", "report", "replace"),
    REFRESH("meta refresh", "refresh", ""),
    REFRESH_HEADER("Refresh header", "refresh-header", ""),
    CLICK_ID("arrival with a click id, then link", "click-id", "link");

    private final String words;
    private final String entrance;
    private final String leave;

    /**
     * A way.
     *
     * @param entrance the home page's link to the sensitive page, by its id
     * @param leave what is clicked there, by its id; empty: nothing
     */
    JourneyExit(String words, String entrance, String leave) {
        this.words = words;
        this.entrance = entrance;
        this.leave = leave;
    }

    String words() {
        return words;
    }

    /** The page that the visitor is on at the end. */
    String last() {
        return this == BACK ? "/" : this == HOP ? "/advice" : "/thanks";
    }

    private boolean leavesByItself() {
        return this == REFRESH || this == REFRESH_HEADER;
    }

    private void leave(Visitor visitor, JourneySite site) throws IOException {
        switch (this) {
            case BACK -> visitor.back();
            case TYPED -> visitor.open(site.origin() + "/thanks");
            default -> visitor.click("#" + leave);
        }
    }

    /**
     * From the sensitive page, whose address was typed, to the last. {@code before}: called when the visitor is about
     * to leave for the last one.
     */
    void take(Visitor visitor, JourneySite site, Runnable before) throws IOException {
        if (leavesByItself()) {
            before.run();
            visitor.open(site.entrance(entrance));
            return;
        }
        if (this == BACK) {
            enter(visitor, site);
        } else {
            visitor.open(site.entrance(entrance));
        }
        if (this == HOP) {
            leave(visitor, site);
            arrives(visitor, site, "/thanks");
            before.run();
            visitor.click("#next");
        } else {
            before.run();
            leave(visitor, site);
        }
    }

    /** A whole visit: from the click on the entry page to two pages after the sensitive one. */
    void visit(Visitor visitor, JourneySite site) throws IOException {
        enter(visitor, site);
        if (!leavesByItself()) {
            int so = site.seen().size();
            leave(visitor, site);
            visitor.await(() -> site.seen().size() > so);
        } else {
            arrives(visitor, site, "/thanks");
        }
        // A tab beside this one shows the page after; this one goes on by itself, as from home.
        if (this == TAB || this == BACK) {
            visitor.open(site.origin() + "/advice");
        } else {
            visitor.click("#next");
        }
        arrives(visitor, site, "/advice");
    }

    /** What the site's own script has told of when such a visit is over. */
    List<String> seen() {
        return leavesByItself()
                ? List.of("/", "/thanks", "/advice")
                : List.of("/", sensitivePath(), this == BACK ? "/" : "/thanks", "/advice");
    }

    private String sensitivePath() {
        return this == META_REFERRER ? "/report/told" : "/report/rape";
    }

    private void enter(Visitor visitor, JourneySite site) throws IOException {
        visitor.open(site.origin() + "/");
        arrives(visitor, site, "/");
        visitor.click("#" + entrance);
        if (!leavesByItself()) {
            arrives(visitor, site, sensitivePath());
        }
    }

    private static void arrives(Visitor visitor, JourneySite site, String path) {
        visitor.await(() -> site.seen().contains("load" + path));
    }
}
