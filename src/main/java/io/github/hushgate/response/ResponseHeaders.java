package io.github.hushgate.response;

import io.github.hushgate.policy.HeaderLine;
import io.github.hushgate.policy.SecurityHeaders;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one response: ours stand from before the chain until the commit, whatever the application does; its
 * own policies stay beside them, as one more each, which can only tighten. What describes the body is held until it is
 * known whether the body is rewritten.
 */
final class ResponseHeaders {
    /** What the response turned out to be. */
    enum Kind {
        /** A document, or not known to be anything else. */
        DOCUMENT,
        /** Another media type. */
        OTHER,
        /** A 304: no policy, since a nonce would go with a body that has another. */
        NOT_MODIFIED
    }

    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String SET_COOKIE = "Set-Cookie";
    private static final String ENDPOINTS = "reporting-endpoints";
    private static final String POLICY = "content-security-policy";
    private static final String REFERRER_POLICY = "referrer-policy";

    /** A media type whose Cache-Control stays the application's, made private: a 304 does not say its own. */
    private static final String KEPT_TYPE = "image/*";

    private final ShieldedExchange exchange;
    private final ShieldedResponse response;
    private final HttpServletResponse raw;
    private final boolean inert;
    private final HeldHeaders held = new HeldHeaders();
    private final List<String> cacheControl = new ArrayList<>(0);
    private Kind kind = Kind.DOCUMENT;
    private List<HeaderLine> lines = List.of();
    private boolean released;
    /** Whether nobody but us has set a header of a name of ours, as far as we were told. */
    private boolean alone;

    /** {@code inert}: inside an INCLUDE nobody can set a header. */
    ResponseHeaders(ShieldedExchange exchange, ShieldedResponse response, HttpServletResponse raw, boolean inert) {
        this.exchange = exchange;
        this.response = response;
        this.raw = raw;
        this.inert = inert;
        this.released = inert;
        if (!inert && raw.containsHeader(CACHE_CONTROL)) {
            cacheControl.addAll(raw.getHeaders(CACHE_CONTROL));
        }
    }

    /** Judges what an outer filter has set before us as if the application had set it. */
    void screen() {
        Collection<String> names = raw.getHeaderNames();
        alone = names.stream().noneMatch(SecurityHeaders::isOurs);
        for (String name : List.copyOf(names)) {
            if (OutgoingGate.concerns(name) && !OutgoingGate.isLocation(name)) {
                screen(name, List.copyOf(raw.getHeaders(name)));
            }
        }
    }

    private void screen(String name, List<String> values) {
        List<String> passed = new ArrayList<>();
        for (String value : values) {
            String may = exchange.outgoing().passed(name, value);
            if (may != null) {
                passed.add(may);
            }
        }
        if (!passed.equals(values)) {
            HeaderRemoval.remove(raw, name);
            passed.stream().limit(1).forEach(value -> raw.setHeader(name, value));
            passed.stream().skip(1).forEach(value -> raw.addHeader(name, value));
        }
    }

    /** Sets our lines as for this kind; again after a reset, a tighter rule or a new kind. */
    void arm(Kind as) {
        if (inert) {
            return;
        }
        List<HeaderLine> next = exchange.lines(as);
        if (alone && lines.isEmpty()) {
            lines = next;
            kind = as;
            next.forEach(this::addFirst);
            applyCacheControl();
            keepCookie();
            return;
        }
        Set<String> gone = names(lines);
        gone.removeAll(names(next));
        lines = next;
        kind = as;
        gone.forEach(this::withdraw);
        if (as == Kind.NOT_MODIFIED && gone.stream().anyMatch(this::isLeft)) {
            HeaderRemoval.startOver(raw, exchange::isIssued); // A 304 has no body that could be lost.
        }
        names(next).forEach(this::assertOurs);
        applyCacheControl();
        keepCookie();
    }

    private void addFirst(HeaderLine line) {
        if (!line.name().equals(CACHE_CONTROL)) {
            raw.addHeader(line.name(), line.value());
        }
    }

    /** As {@link #arm}, where what stands under our names is known: only what differs is touched. */
    private void rearm(Kind as) {
        List<HeaderLine> before = lines;
        lines = exchange.lines(as);
        kind = as;
        for (HeaderLine line : before) {
            if (!line.name().equals(CACHE_CONTROL) && values(lines, line.name()).isEmpty()) {
                raw.setHeader(line.name(), null);
            }
        }
        for (HeaderLine line : lines) {
            if (!values(before, line.name()).equals(values(lines, line.name()))) {
                assertOurs(line.name());
            }
        }
        applyCacheControl();
    }

    private static List<String> values(List<HeaderLine> lines, String name) {
        List<String> values = new ArrayList<>(2);
        for (HeaderLine line : lines) {
            if (line.name().equals(name)) {
                values.add(line.value());
            }
        }
        return values;
    }

    private static Set<String> names(List<HeaderLine> lines) {
        Set<String> names = new LinkedHashSet<>();
        lines.forEach(line -> names.add(line.name()));
        return names;
    }

    private void withdraw(String name) {
        if (name.equalsIgnoreCase(CACHE_CONTROL)) {
            return;
        }
        List<String> own = own(name);
        // Where that does not remove it (before Servlet 6.1), the stricter line stays.
        raw.setHeader(name, own.isEmpty() ? null : own.get(0));
        own.stream().skip(1).forEach(value -> raw.addHeader(name, value));
    }

    private boolean isLeft(String name) {
        return raw.getHeaders(name).stream().anyMatch(value -> exchange.isIssued(name, value));
    }

    /** What the application, or an outer filter, has set under this name. */
    private List<String> own(String name) {
        if (!raw.containsHeader(name)) {
            return List.of();
        }
        List<String> own = new ArrayList<>(raw.getHeaders(name));
        own.removeIf(value -> exchange.isIssued(name, value));
        return own;
    }

    private void assertOurs(String name) {
        if (name.equalsIgnoreCase(CACHE_CONTROL)) {
            return;
        }
        List<String> own = own(name);
        if (isJoined(name)) {
            setOurs(name, own);
        } else if (own.isEmpty() || !stands(name, own.get(0))) {
            setOurs(name, List.of());
        }
    }

    private void setOurs(String name, List<String> own) {
        boolean first = true;
        for (HeaderLine line : lines) {
            if (line.name().equalsIgnoreCase(name)) {
                if (first) {
                    raw.setHeader(name, line.value());
                } else {
                    raw.addHeader(name, line.value());
                }
                first = false;
            }
        }
        own.forEach(value -> raw.addHeader(name, value));
    }

    /** Whether the application's value stands beside ours: more policies, endpoints of other names. */
    private static boolean isJoined(String name) {
        return name.equalsIgnoreCase(ENDPOINTS) || name.regionMatches(true, 0, POLICY, 0, POLICY.length());
    }

    /** Whether the application's value stands in place of ours: when we only observe, or when it hides more. */
    private boolean stands(String name, @Nullable String value) {
        boolean hidesMore = name.equalsIgnoreCase(REFERRER_POLICY) && "no-referrer".equalsIgnoreCase(value);
        return hidesMore || !exchange.shield().enforce();
    }

    private void applyCacheControl() {
        if (!exchange.shield().headers().replacesCacheControl()) {
            return;
        }
        String own = String.join(", ", cacheControl);
        String type = kind == Kind.NOT_MODIFIED ? KEPT_TYPE : raw.getContentType();
        String value = exchange.shield().headers().cacheControl(type == null ? "" : type, own);
        if (!value.isEmpty()) {
            raw.setHeader(CACHE_CONTROL, value);
        } else if (raw.containsHeader(CACHE_CONTROL)) {
            raw.setHeader(CACHE_CONTROL, null);
        }
    }

    /** The cookie that the shield sets stands beside the application's. */
    private void keepCookie() {
        String cookie = exchange.cookie();
        if (!cookie.isEmpty()
                && !raw.isCommitted()
                && !raw.getHeaders(SET_COOKIE).contains(cookie)) {
            raw.addHeader(SET_COOKIE, cookie);
        }
    }

    /**
     * Before the commit: our lines become those of the kind; {@code untouched}: the body leaves as the application
     * wrote it.
     */
    void settle(Kind as, boolean untouched) {
        if (inert || raw.isCommitted()) {
            return;
        }
        if (as != kind && alone && as != Kind.NOT_MODIFIED && kind != Kind.NOT_MODIFIED) {
            rearm(as);
        } else if (as != kind) {
            arm(as);
        } else {
            applyCacheControl();
        }
        if (untouched && !released) {
            released = true;
            held.release(raw);
        } else if (!untouched && released) {
            released = false;
            held.takeBack(raw);
        }
    }

    /** Another body takes the place of the application's: an error page, a redirect. */
    void replaced() {
        held.dropLength();
        if (!released && !inert) {
            held.release(raw);
        }
        held.clear();
    }

    /** The container has taken all headers away, or is about to answer by itself; ours stand again. */
    void restore(boolean forgetOwn) {
        if (inert) {
            return;
        }
        alone = false;
        if (forgetOwn) {
            cacheControl.clear();
        }
        held.clear();
        released = false;
        if (!raw.isCommitted()) {
            arm(Kind.DOCUMENT);
        }
    }

    /** Whether what the browser must be told is still there. */
    boolean stand() {
        if (inert || lines.isEmpty()) {
            return true;
        }
        HeaderLine first = lines.get(0);
        return first.value().equals(raw.getHeader(first.name()))
                || raw.getHeaders(first.name()).contains(first.value());
    }

    void set(String name, @Nullable String value) {
        if (isPlain(name)) {
            response.below().setHeader(name, value);
            if (SET_COOKIE.equalsIgnoreCase(name) && !inert && !exchange.isIncluding()) {
                keepCookie();
            }
        } else if (HeldHeaders.holds(name)) {
            hold(name, value, false);
        } else if (name.equalsIgnoreCase(CACHE_CONTROL)) {
            cacheControl.clear();
            addCacheControl(value);
        } else {
            setPolicy(name, value, false);
        }
    }

    void add(String name, @Nullable String value) {
        if (isPlain(name)) {
            response.below().addHeader(name, value);
        } else if (HeldHeaders.holds(name)) {
            hold(name, value, true);
        } else if (name.equalsIgnoreCase(CACHE_CONTROL)) {
            addCacheControl(value);
        } else {
            setPolicy(name, value, true);
        }
    }

    /** Whether this header is none of our business. */
    boolean isPlain(@Nullable String name) {
        return inert
                || exchange.isIncluding()
                || name == null
                || name.isEmpty()
                || raw.isCommitted()
                || (!HeldHeaders.holds(name) && !SecurityHeaders.isOurs(name))
                || (name.equalsIgnoreCase(CACHE_CONTROL)
                        && !exchange.shield().headers().replacesCacheControl());
    }

    private void hold(String name, @Nullable String value, boolean add) {
        held.put(name, value, add);
        if (released) {
            held.send(raw, name);
        }
    }

    private void addCacheControl(@Nullable String value) {
        if (value != null) {
            cacheControl.add(value);
        }
        applyCacheControl();
    }

    private void setPolicy(String name, @Nullable String value, boolean add) {
        alone = false;
        boolean ours = lines.stream().anyMatch(line -> line.name().equalsIgnoreCase(name));
        if (!ours || !isJoined(name)) {
            if (ours && !stands(name, value)) {
                return;
            }
            sendOwn(name, value, add && !ours);
            return;
        }
        List<String> own = add ? new ArrayList<>(own(name)) : new ArrayList<>();
        if (value != null) {
            own.add(value);
        }
        setOurs(name, own);
    }

    private void sendOwn(String name, @Nullable String value, boolean add) {
        if (add) {
            raw.addHeader(name, value);
        } else {
            raw.setHeader(name, value);
        }
    }

    @Nullable
    String get(String name) {
        if (isHeld(name)) {
            return held.get(name);
        }
        if (isCacheControl(name)) {
            return cacheControl.isEmpty() ? null : cacheControl.get(0);
        }
        return raw.getHeader(name);
    }

    Collection<String> all(String name) {
        if (isHeld(name)) {
            return held.all(name);
        }
        return isCacheControl(name) ? List.copyOf(cacheControl) : raw.getHeaders(name);
    }

    boolean contains(String name) {
        if (isHeld(name)) {
            return held.get(name) != null;
        }
        return isCacheControl(name) ? !cacheControl.isEmpty() : raw.containsHeader(name);
    }

    Collection<String> names() {
        if (released) {
            return raw.getHeaderNames();
        }
        Set<String> names = new LinkedHashSet<>(raw.getHeaderNames());
        names.addAll(held.names());
        return names;
    }

    private boolean isHeld(@Nullable String name) {
        return !released && name != null && HeldHeaders.holds(name);
    }

    private boolean isCacheControl(@Nullable String name) {
        return !inert && exchange.shield().headers().replacesCacheControl() && CACHE_CONTROL.equalsIgnoreCase(name);
    }

    boolean isReleased() {
        return released;
    }

    /** Bytes that the application said it would write; -1 when it did not say. */
    long declaredLength() {
        return held.length();
    }

    /** The Content-Encoding; empty for none. */
    String encoding() {
        String encoding = inert ? raw.getHeader(HeldHeaders.ENCODING) : held.get(HeldHeaders.ENCODING);
        return encoding == null ? "" : encoding.strip();
    }

    boolean isEncoded() {
        String encoding = encoding().toLowerCase(Locale.ROOT);
        return !encoding.isEmpty() && !encoding.equals("identity");
    }
}
