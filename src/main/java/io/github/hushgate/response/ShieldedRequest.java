package io.github.hushgate.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The request that the application sees: on GET and HEAD without the headers that would make it answer with something
 * that cannot be rewritten (a compressed body, a range, a 304), unless the browser asks for a kind that is never a
 * document.
 */
final class ShieldedRequest extends HttpServletRequestWrapper {
    private static final Set<String> HIDDEN =
            Set.of("accept-encoding", "range", "if-range", "if-none-match", "if-modified-since");

    /** Values of Sec-Fetch-Dest that no browser reads as a document or fragment. */
    private static final Set<String> NEVER_A_DOCUMENT =
            Set.of("script", "style", "image", "font", "audio", "video", "track", "manifest");

    private final ShieldedExchange exchange;
    private final HttpServletRequest first;
    private final boolean hides;

    ShieldedRequest(ShieldedExchange exchange, HttpServletRequest request) {
        super(request);
        this.exchange = exchange;
        this.first = request;
        String method = told(request, HttpServletRequest::getMethod);
        boolean read = method == null || method.equals("GET") || method.equals("HEAD");
        hides = read && !asksForAsset(request);
    }

    static boolean asksForAsset(HttpServletRequest request) {
        String kind = told(request, each -> each.getHeader("Sec-Fetch-Dest"));
        return kind != null && NEVER_A_DOCUMENT.contains(kind);
    }

    /**
     * What the request says, or the nearest below it that speaks of HTTP: in Jetty one that the application has wrapped
     * as one of no certain protocol, and forwards or includes with, refuses to. Null where none does.
     */
    static @Nullable String told(HttpServletRequest request, Function<HttpServletRequest, @Nullable String> what) {
        ServletRequest at = request;
        while (at != null) {
            try {
                if (at instanceof HttpServletRequest http) {
                    return what.apply(http);
                }
            } catch (UnsupportedOperationException e) {
                // The next one below may know.
            }
            at = at instanceof ServletRequestWrapper wrapper ? wrapper.getRequest() : null;
        }
        return null;
    }

    static boolean isIn(ServletRequest request) {
        ServletRequest at = request;
        while (at instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof ShieldedRequest) {
                return true;
            }
            at = wrapper.getRequest();
        }
        return false;
    }

    private boolean hides(@Nullable String name) {
        return hides && name != null && HIDDEN.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String getHeader(String name) {
        return hides(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return hides(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public long getDateHeader(String name) {
        return hides(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public int getIntHeader(String name) {
        return hides(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public @Nullable Enumeration<String> getHeaderNames() {
        Enumeration<String> names = super.getHeaderNames();
        if (!hides || names == null) {
            return names;
        }
        return Collections.enumeration(
                Collections.list(names).stream().filter(name -> !hides(name)).toList());
    }

    @Override
    public AsyncContext startAsync() {
        return exchange.wrap(super.startAsync(), this, true);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        boolean original = request == this && exchange.isOurs(response);
        return exchange.wrap(super.startAsync(request == this ? lasting() : request, response), this, original);
    }

    /**
     * This request as it is now: Tomcat puts a forward's own below it, and takes that away when the forward is over.
     */
    private ServletRequest lasting() {
        ServletRequest below = getRequest();
        return below == first ? this : new ShieldedRequest(exchange, (HttpServletRequest) below);
    }

    /** Containers throw where nothing asynchronous has begun; what stands in for one in a test may give null. */
    @Override
    public @Nullable AsyncContext getAsyncContext() {
        AsyncContext context = super.getAsyncContext();
        return context == null ? null : exchange.wrap(context, this, false);
    }
}
