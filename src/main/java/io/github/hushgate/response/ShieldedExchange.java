package io.github.hushgate.response;

import io.github.hushgate.policy.HeaderLine;
import io.github.hushgate.policy.Nonces;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One sensitive request with its response, through all its dispatches: one nonce, one set of header lines, one rewriter
 * at a time. For one thread at a time, as the container hands the request over; only a document's end may be asked for
 * on another.
 */
public final class ShieldedExchange {
    private static final Logger LOG = System.getLogger(ShieldedExchange.class.getName());
    private static final String ATTRIBUTE = ShieldedExchange.class.getName();
    private static final List<String> NONCE_ATTRIBUTES = List.of("cspNonce", "_csp_nonce");

    private final String nonce;
    private final boolean secure;
    private final PageAddress address;
    private final boolean asset;
    private final List<List<HeaderLine>> issued = new ArrayList<>(2);
    private final Ending ending = new Ending();
    private final OutgoingGate outgoing;
    /** Held while a document is ended: the application may complete on a thread of its own. */
    private final ReentrantLock turn = new ReentrantLock();
    /** The thread on which an error page runs now. */
    private @Nullable Thread errorPage;

    private Shield shield;
    private @Nullable List<HeaderLine> documentLines;
    private @Nullable ShieldedResponse response;
    private @Nullable ShieldedRequest request;
    private @Nullable ShieldedAsyncContext async;
    private int including;
    private boolean completed;
    private boolean counted;

    private ShieldedExchange(HttpServletRequest request, Shield shield) {
        this.shield = shield;
        nonce = Nonces.next();
        secure = request.isSecure();
        address = new PageAddress(address(request));
        outgoing = new OutgoingGate(this, address);
        asset = ShieldedRequest.asksForAsset(request);
    }

    /** The exchange that a dispatch belongs to; null when its request was not sensitive so far. */
    public static @Nullable ShieldedExchange in(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ShieldedExchange exchange ? exchange : null;
    }

    /** A new exchange, known to all later dispatches of the request. */
    public static ShieldedExchange open(HttpServletRequest request, Shield shield) {
        var exchange = new ShieldedExchange(request, shield);
        if (request.getDispatcherType() != DispatcherType.INCLUDE) {
            request.setAttribute(ATTRIBUTE, exchange);
        }
        if (shield.headers().usesNonce()) {
            NONCE_ATTRIBUTES.forEach(name -> request.setAttribute(name, exchange.nonce));
        }
        return exchange;
    }

    private static String address(HttpServletRequest request) {
        String original = ShieldedRequest.told(request, ShieldedExchange::forwarded);
        String asked = original == null ? ShieldedRequest.told(request, HttpServletRequest::getRequestURI) : original;
        String path = asked == null ? "/" : asked;
        int port = request.getServerPort();
        boolean usual = port <= 0 || port == (request.isSecure() ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port) + path;
    }

    private static @Nullable String forwarded(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String original ? original : null;
    }

    /** The cookie that each response but a script's, style's or image's sets; empty for none. */
    String cookie() {
        return asset ? "" : shield.cookie().value(secure);
    }

    /** How the response is shielded. */
    public Shield shield() {
        return shield;
    }

    /** A dispatch has come under stricter rules: they count from here on. */
    public void tighten(Shield stricter) {
        if (stricter.equals(shield)) {
            return;
        }
        shield = stricter;
        documentLines = null;
        ShieldedResponse out = response;
        if (out != null && !out.isCommitted()) {
            out.headers().arm(ResponseHeaders.Kind.DOCUMENT);
        }
    }

    /** Runs the chain with our request and response in place of the container's. */
    public void run(HttpServletRequest in, HttpServletResponse out, FilterChain chain)
            throws IOException, ServletException {
        if (in.getDispatcherType() != DispatcherType.ERROR) {
            dispatch(in, out, chain);
            return;
        }
        Thread outer = errorPageRunsOn(Thread.currentThread());
        try {
            dispatch(in, out, chain);
        } finally {
            errorPageRunsOn(outer);
        }
    }

    private @Nullable Thread errorPageRunsOn(@Nullable Thread thread) {
        turn.lock();
        try {
            Thread before = errorPage;
            errorPage = thread;
            return before;
        } finally {
            turn.unlock();
        }
    }

    private void dispatch(HttpServletRequest in, HttpServletResponse out, FilterChain chain)
            throws IOException, ServletException {
        DispatcherType type = in.getDispatcherType();
        ShieldedResponse nested = ShieldedResponse.in(out);
        HttpServletResponse ours = nested == null ? above(out, type) : out;
        HttpServletRequest asked = ShieldedRequest.isIn(in) ? in : above(in);
        ShieldedResponse run = nested == null ? (ShieldedResponse) ours : nested;
        if (type == DispatcherType.FORWARD && nested != null) {
            nested.startBodyOver();
        }
        boolean included = type == DispatcherType.INCLUDE;
        // Undertow runs an error page while the request that failed is still asynchronous: that is not the page's own
        // doing.
        boolean stale = type == DispatcherType.ERROR && in.isAsyncStarted();
        including += included ? 1 : 0;
        try {
            chain.doFilter(asked, ours);
        } catch (IOException | ServletException | RuntimeException | Error e) {
            secure(run);
            count(type, run);
            throw e;
        } finally {
            including -= included ? 1 : 0;
        }
        endOfRun(type, nested != null, in.isAsyncStarted() && !stale, run);
    }

    private void endOfRun(DispatcherType type, boolean nested, boolean goesOn, ShieldedResponse run)
            throws IOException {
        boolean document = type == DispatcherType.FORWARD || type == DispatcherType.ASYNC || !nested;
        if (!document || (goesOn && !completed)) {
            return;
        }
        end(run);
        if (!nested) {
            check(run);
            count(type, run);
        }
    }

    private void end(ShieldedResponse run) throws IOException {
        turn.lock();
        try {
            run.body().settle();
            run.body().finish();
        } finally {
            turn.unlock();
        }
    }

    /** Each response once; an error page or an include besides. */
    private void count(DispatcherType type, ShieldedResponse run) {
        if (type == DispatcherType.INCLUDE && run != response) {
            shield.watch().saw(shield.route(), Outcome.INCLUDED);
        } else if (type == DispatcherType.ERROR) {
            shield.watch().saw(shield.route(), Outcome.ERROR_DISPATCH);
        } else if (!counted) {
            counted = true;
            shield.watch().saw(shield.route(), run.body().outcome());
        }
    }

    private void check(ShieldedResponse run) {
        if (run.headers().stand()) {
            return;
        }
        shield.watch().saw(shield.route(), Outcome.HEADERS_LOST);
        LOG.log(
                Level.WARNING,
                "Something took the policies off a response of route {0}{1}",
                shield.route(),
                run.isCommitted() ? "; it was sent without them" : "; they were set again");
        secure(run);
    }

    /** A failure is about to leave us: the container answers it, and our headers must be on its answer. */
    private void secure(ShieldedResponse run) {
        try {
            run.body().finish(); // Some containers answer with what was written so far.
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The end of a failed page could not be sent");
        }
        if (!run.isCommitted()) {
            run.headers().restore(false);
            LateHeaders.keep(run.getResponse(), late());
        }
    }

    private List<HeaderLine> late() {
        List<HeaderLine> all = new ArrayList<>(lines(ResponseHeaders.Kind.DOCUMENT));
        if (!cookie().isEmpty()) {
            all.add(new HeaderLine("Set-Cookie", cookie()));
        }
        return all;
    }

    private ShieldedResponse above(HttpServletResponse out, DispatcherType type) {
        ShieldedResponse known = response;
        if (known != null && known.isOver(out)) {
            if (type == DispatcherType.ERROR) {
                known.startOver();
            }
            return known;
        }
        boolean included = type == DispatcherType.INCLUDE;
        var fresh = new ShieldedResponse(this, out, included);
        if (included) {
            warnIncluded();
            return fresh;
        }
        response = fresh;
        if (out.isCommitted()) {
            shield.watch().saw(shield.route(), Outcome.COMMITTED_EARLY);
        } else {
            fresh.headers().screen();
            fresh.headers().arm(asset ? ResponseHeaders.Kind.OTHER : ResponseHeaders.Kind.DOCUMENT);
        }
        return fresh;
    }

    private void warnIncluded() {
        LOG.log(
                Level.WARNING,
                "Route {0} is included into a page that is not sensitive: "
                        + "its trackers are removed, but it cannot set headers",
                shield.route());
    }

    /** Our response in place of the one below it. */
    ServletResponse above(ServletResponse below) {
        ShieldedResponse ours = response;
        return ours != null && ours.isOver(below) ? ours : below;
    }

    private ShieldedRequest above(HttpServletRequest below) {
        ShieldedRequest known = request;
        if (known == null || known.getRequest() != below) {
            known = new ShieldedRequest(this, below);
            request = known;
        }
        return known;
    }

    /** Whether this is the very response that the application was given. */
    boolean isOurs(ServletResponse other) {
        return other == response;
    }

    AsyncContext wrap(AsyncContext context, ShieldedRequest by, boolean original) {
        ShieldedAsyncContext known = async;
        if (known == null || !known.wraps(context)) {
            known = new ShieldedAsyncContext(context, this, by, original);
            async = known;
        }
        return known;
    }

    /** Whether an include is under way: its headers are ignored. */
    boolean isIncluding() {
        return including > 0;
    }

    /** What the application's own headers must pass. */
    OutgoingGate outgoing() {
        return outgoing;
    }

    Ending ending() {
        return ending;
    }

    /** The application has ended its asynchronous work; what runs now is the container's doing. */
    void complete(AsyncContext context) {
        completed = true;
        ShieldedResponse out = response;
        if (out != null) {
            count(DispatcherType.ASYNC, out);
        }
        context.complete();
    }

    boolean isOpen() {
        ShieldedResponse out = response;
        return out != null && out.body().isOpen();
    }

    /**
     * Whatever was held goes out; a visitor who is gone does not matter here. Jetty begins an error page as soon as the
     * request's own run is over, before the application completes: the document is then that page's to end.
     */
    void endDocument() {
        turn.lock();
        try {
            ShieldedResponse out = response;
            boolean others = errorPage != null && errorPage != Thread.currentThread();
            if (out != null && !others) {
                end(out);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The visitor left before the end of the page");
        } finally {
            turn.unlock();
        }
    }

    /** The lines for a response of this kind; the same objects each time. */
    List<HeaderLine> lines(ResponseHeaders.Kind kind) {
        return switch (kind) {
            case DOCUMENT -> documentLines();
            case OTHER -> issue(shield.headers().otherLines(secure));
            case NOT_MODIFIED -> List.of();
        };
    }

    private List<HeaderLine> documentLines() {
        List<HeaderLine> lines = documentLines;
        if (lines == null) {
            lines = issue(shield.headers().lines(nonce, secure));
            documentLines = lines;
        }
        return lines;
    }

    private List<HeaderLine> issue(List<HeaderLine> lines) {
        for (List<HeaderLine> known : issued) {
            if (known == lines) {
                return lines;
            }
        }
        issued.add(lines);
        return lines;
    }

    /** Whether a header line is one that we have set. */
    boolean isIssued(String name, String value) {
        for (List<HeaderLine> lines : issued) {
            for (HeaderLine line : lines) {
                if (line.name().equalsIgnoreCase(name) && line.value().equals(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    PageRewriter open(String charset, boolean xml, OutputStream out) {
        String given = shield.headers().usesNonce() ? nonce : "";
        var page = new PageRewriter.Page(address.url(), charset, xml, given, outgoing::refresh);
        return shield.rewriters().open(page, out);
    }
}
