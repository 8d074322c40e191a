package io.github.hushgate.response;

import io.github.hushgate.rewrite.Refresh;
import io.github.hushgate.url.BrowserUrl;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets the application's headers of one exchange out as {@link OutgoingHeaders} decides, and counts what it leaves out.
 * When only observing it counts and leaves nothing out.
 */
final class OutgoingGate {
    private static final String LOCATION = "Location";
    private static final String REFRESH = "Refresh";

    private final ShieldedExchange exchange;
    private final PageAddress page;
    private @Nullable Refresh refresh;

    OutgoingGate(ShieldedExchange exchange, PageAddress page) {
        this.exchange = exchange;
        this.page = page;
    }

    /** What is sent in place of this value; null: nothing. */
    @Nullable
    String passed(String name, String value) {
        Shield shield = exchange.shield();
        OutgoingHeaders.Outcome outcome = shield.outgoing().judge(name, value, page.url());
        outcome.removed().forEach(what -> shield.outgoing().count(what, name));
        if (REFRESH.equalsIgnoreCase(name) && shield.enforce()) {
            return refreshed(value, outcome);
        }
        return shield.enforce() ? outcome.value().orElse(null) : value;
    }

    /** A refresh that leads off what is sensitive becomes a script's step, at the end of the document. */
    private @Nullable String refreshed(String value, OutgoingHeaders.Outcome outcome) {
        Shield shield = exchange.shield();
        Refresh told = Refresh.of(value);
        String target = told.elsewhere().orElse("");
        var address = new BrowserUrl();
        boolean leaves = address.read(target, page.url()) && shield.exits().isLeftBy(address, page.url());
        boolean tracked = shield.outgoing().exit(target, page.url()).isPresent();
        refresh = leaves && !tracked ? told : null;
        if (leaves && outcome.value().isPresent()) {
            shield.outgoing().count("refresh", REFRESH);
        }
        return leaves ? null : outcome.value().orElse(null);
    }

    /** The refresh that was taken off the response. */
    Optional<Refresh> refresh() {
        return Optional.ofNullable(refresh);
    }

    /** The page that stands in for a redirect to this address; empty where the redirect may be. */
    Optional<ExitPage> exit(String location) {
        Shield shield = exchange.shield();
        Optional<String> reason = shield.outgoing().exit(location, page.url());
        reason.ifPresent(why -> shield.outgoing().count(why, LOCATION));
        return reason.filter(why -> shield.enforce()).flatMap(why -> exitPage(location));
    }

    private Optional<ExitPage> exitPage(String location) {
        var target = new BrowserUrl();
        return target.read(location, page.url())
                ? Optional.of(new ExitPage(target.host(), target.toString()))
                : Optional.empty();
    }

    static boolean isLocation(@Nullable String name) {
        return LOCATION.equalsIgnoreCase(name);
    }

    /** Whether a name is one to ask about here. */
    static boolean concerns(@Nullable String name) {
        return name != null && OutgoingHeaders.concerns(name.toLowerCase(Locale.ROOT));
    }
}
