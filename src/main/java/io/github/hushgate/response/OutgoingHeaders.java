package io.github.hushgate.response;

import io.github.hushgate.rewrite.Refresh;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerDetector;
import io.github.hushgate.url.BrowserUrl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what becomes of a header that the application sets on a sensitive response: what would make the browser call,
 * or report to, a third party is left out. It only decides; its caller acts on it, or only counts. Safe for many
 * threads. A value that cannot be read is left out where a browser might still follow it, and passes through where none
 * does.
 */
public final class OutgoingHeaders {
    /** Link relations that make a browser fetch, connect or look up. */
    private static final Set<String> LOADING = Set.of(
            "preload",
            "modulepreload",
            "preconnect",
            "dns-prefetch",
            "prefetch",
            "prerender",
            "next",
            "stylesheet",
            "icon",
            "manifest",
            "compression-dictionary");

    private static final Set<String> CONCERNED = Set.of(
            "link",
            "location",
            "nel",
            "observe-browsing-topics",
            "refresh",
            "report-to",
            "reporting-endpoints",
            "set-cookie",
            "speculation-rules");

    private static final String FOREIGN_REDIRECT = "foreign-redirect";
    private static final String ATTRIBUTION = "attribution-reporting-";

    private final TrackerDetector detector;
    private final Set<String> origins;
    private final boolean closed;
    private final Removed removed;

    /** Is told of each thing left out, or that would be if the rule did not only observe. Never throws. */
    @FunctionalInterface
    public interface Removed {
        /** A tracker's id, or a word for it; and where it stood: {@code header:set-cookie}. */
        void saw(String what, String where);
    }

    /**
     * A judge for one rule.
     *
     * @param origins the site's own origins and those that the rule allows, serialised; the page's own is always one
     * @param closed whether a redirect may lead to those origins alone
     */
    public OutgoingHeaders(TrackerDetector detector, Collection<String> origins, boolean closed, Removed removed) {
        this.detector = detector;
        this.origins = Set.copyOf(origins);
        this.closed = closed;
        this.removed = removed;
    }

    /** A judge that lets a redirect lead anywhere but to a tracker. */
    public OutgoingHeaders(TrackerDetector detector, Collection<String> origins, Removed removed) {
        this(detector, origins, false, removed);
    }

    /** Tells of one thing left out of this header. */
    void count(String what, String header) {
        removed.saw(what, "header:" + header.toLowerCase(Locale.ROOT));
    }

    /**
     * What becomes of one header.
     *
     * @param value what is sent; empty: the header is left out
     * @param removed for each thing left out its tracker's id, or a word for it: {@code foreign-link}, {@code nel}
     */
    record Outcome(Optional<String> value, List<String> removed) {
        static Outcome keep(String value) {
            return new Outcome(Optional.of(value), List.of());
        }

        static Outcome drop(String reason) {
            return new Outcome(Optional.empty(), List.of(reason));
        }
    }

    /** Whether a header of this name, in any case, is one to ask about. */
    static boolean concerns(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return CONCERNED.contains(lower) || lower.startsWith(ATTRIBUTION);
    }

    /**
     * What becomes of this header. For {@code Location} see {@link #exit}: it passes here.
     *
     * @param page the response's own address
     */
    Outcome judge(String name, String value, BrowserUrl page) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "link" -> links(value, page);
            case "set-cookie" -> cookie(value);
            case "refresh" -> refresh(value, page);
            case "reporting-endpoints" -> endpoints(value, page);
            case "report-to" -> reportTo(value, page);
            // Ours cancels it for the whole host; own rules could still prerender a page that has trackers of its own.
            case "nel", "speculation-rules", "observe-browsing-topics" -> Outcome.drop(lower);
            default -> lower.startsWith(ATTRIBUTION) ? Outcome.drop("attribution-reporting") : Outcome.keep(value);
        };
    }

    /**
     * Why a Location is not followed: its tracker's id, or {@code foreign-redirect} where the rule lets nobody be led
     * elsewhere; empty when it may be.
     */
    Optional<String> exit(String location, BrowserUrl page) {
        return reason(location, page, FOREIGN_REDIRECT).filter(why -> closed || !why.equals(FOREIGN_REDIRECT));
    }

    private Outcome links(String value, BrowserUrl page) {
        var kept = new ArrayList<String>();
        var removed = new ArrayList<String>();
        for (LinkEntry entry : LinkEntry.parse(value)) {
            boolean ahead =
                    entry.relations().contains("prefetch") || entry.relations().contains("prerender");
            Optional<String> reason = entry.relations().stream().anyMatch(LOADING::contains)
                    ? entry.addresses().stream()
                            .flatMap(address -> reason(address, page, "foreign-link").stream())
                            .findFirst()
                    : Optional.empty();
            reason = reason.or(() -> ahead ? Optional.of("fetched-ahead") : Optional.empty());
            reason.ifPresentOrElse(removed::add, () -> kept.add(entry.text()));
        }
        if (removed.isEmpty()) {
            return Outcome.keep(value);
        }
        return new Outcome(kept.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", kept)), removed);
    }

    private Outcome cookie(String value) {
        int end = value.indexOf('=');
        int attributes = value.indexOf(';');
        boolean nameless = end < 0 || (attributes >= 0 && attributes < end);
        if (nameless || tellsNothing(value.substring(end + 1))) {
            return Outcome.keep(value);
        }
        return trackerOfCookie(value.substring(0, end).strip())
                .map(tracker -> Outcome.drop(tracker.id()))
                .orElseGet(() -> Outcome.keep(value));
    }

    /** The tracker that sets a cookie of this name, unless the owner keeps it. */
    private Optional<Tracker> trackerOfCookie(String name) {
        return detector.ofCookieName(name).filter(tracker -> !detector.kept().containsKey(tracker.id()));
    }

    /** An empty value, or a Max-Age that has run out: the site takes the cookie away, as it should. */
    private static boolean tellsNothing(String rest) {
        List<String> parts = HeaderText.split(rest, ';');
        return parts.get(0).isBlank()
                || parts.stream()
                        .skip(1)
                        .map(part -> part.strip().toLowerCase(Locale.ROOT))
                        .anyMatch(part -> part.matches("max-age\\s*=\\s*(0+|-\\d+)"));
    }

    private Outcome refresh(String value, BrowserUrl page) {
        return Refresh.of(value)
                .elsewhere()
                .flatMap(target -> reason(target, page, "foreign-refresh"))
                .map(Outcome::drop)
                .orElseGet(() -> Outcome.keep(value));
    }

    private Outcome endpoints(String value, BrowserUrl page) {
        var kept = new ArrayList<String>();
        var removed = new ArrayList<String>();
        for (String entry : HeaderText.split(value, ',')) {
            Optional<String> address = HeaderText.quoted(entry);
            Optional<String> reason = address.isEmpty()
                    ? Optional.of("unreadable-endpoint")
                    : reason(address.get(), page, "foreign-endpoint");
            // The names of our own endpoints: the last of two would win.
            boolean ours = entry.strip().startsWith("hg-");
            if (ours || reason.isPresent()) {
                removed.add(reason.orElse("reserved-endpoint"));
            } else {
                kept.add(entry.strip());
            }
        }
        return removed.isEmpty()
                ? Outcome.keep(value)
                : new Outcome(kept.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", kept)), removed);
    }

    private Outcome reportTo(String value, BrowserUrl page) {
        if (value.indexOf('\\') >= 0) {
            return Outcome.drop("unreadable-endpoint");
        }
        return HeaderText.strings(value).stream()
                .filter(text -> text.indexOf('/') >= 0)
                .flatMap(address -> reason(address, page, "foreign-endpoint").stream())
                .findFirst()
                .map(Outcome::drop)
                .orElseGet(() -> Outcome.keep(value));
    }

    /**
     * The tracker's id, or {@code foreign}, when this address may not be called; empty when it may, or when no browser
     * could.
     */
    private Optional<String> reason(String address, BrowserUrl page, String foreign) {
        var target = new BrowserUrl();
        if (!target.read(address, page)) {
            return Optional.empty();
        }
        Optional<Tracker> tracker = detector.ofUrl(target);
        if (tracker.isPresent()) {
            return Optional.of(tracker.get().id());
        }
        boolean network = !target.host().isEmpty();
        boolean own = target.origin().equals(page.origin()) || origins.contains(target.origin());
        return network && !own ? Optional.of(foreign) : Optional.empty();
    }
}
