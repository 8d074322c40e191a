package io.github.hushgate.route;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests are sensitive. Immutable to its users, safe for many threads, linear in the path, without
 * allocation where nothing matches.
 *
 * <p>In doubt a request is sensitive: the address as the browser wrote it, the path as the container understood it, and
 * on a dispatch both of its target are looked at, each decoded up to three times, with dot segments resolved and not.
 * {@code except} spares a path only when it can be read in one way.
 */
public final class SensitiveRoutes {
    private final PathGlob[] sensitive;
    private final PathGlob[] except;
    private final SegmentMask mask;
    private final ScratchPool pool = new ScratchPool();
    private volatile ContextPath lastContext = ContextPath.ROOT;

    private SensitiveRoutes(PathGlob[] sensitive, PathGlob[] except) {
        this.sensitive = sensitive;
        this.except = except;
        this.mask = new SegmentMask(sensitive);
    }

    /** Compiles the rules' patterns; {@code except} spares a path only when it is exactly normal. */
    public static SensitiveRoutes of(List<RoutePattern> sensitive, List<RoutePattern> except) {
        return new SensitiveRoutes(
                sensitive.stream().map(RoutePattern::broad).toArray(PathGlob[]::new),
                except.stream().map(RoutePattern::narrow).toArray(PathGlob[]::new));
    }

    /**
     * The rules of the request's visible address, together with those of its target on a forward, include, error or
     * async dispatch.
     */
    public RuleSet match(HttpServletRequest request) {
        if (sensitive.length == 0) {
            return RuleSet.NONE;
        }
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.REQUEST) {
            return add(
                    RuleSet.NONE,
                    request.getRequestURI(),
                    request.getContextPath(),
                    request.getServletPath(),
                    request.getPathInfo());
        }
        RuleSet rules = add(
                RuleSet.NONE,
                Told.orEmpty(request, HttpServletRequest::getRequestURI),
                Told.orEmpty(request, HttpServletRequest::getContextPath),
                Told.orEmpty(request, HttpServletRequest::getServletPath),
                Told.by(request, HttpServletRequest::getPathInfo));
        return DispatchPaths.add(rules, this, request, type);
    }

    /** As {@link #match}, for a raw (undecoded) context-relative path without its query. */
    public RuleSet matchPath(String rawPath) {
        return add(RuleSet.NONE, rawPath, "", "", null);
    }

    /** These rules and those of one address, which the container reads as servlet path and path info. */
    RuleSet add(RuleSet rules, String uri, String contextPath, String servletPath, @Nullable String pathInfo) {
        ContextPath context = context(contextPath);
        NormalPath path = pool.take();
        try {
            RuleSet more = addReadings(rules, path, context, uri, null);
            if (isReadOtherwise(uri, contextPath, servletPath, pathInfo)) {
                more = addReadings(more, path, ContextPath.ROOT, servletPath, pathInfo);
            }
            boolean spared = !more.equals(rules)
                    && except.length > 0
                    && isSpared(path, uri, contextPath, pathInfo == null ? servletPath : servletPath + pathInfo);
            return spared ? rules : more;
        } finally {
            pool.give(path);
        }
    }

    /** Whether anything is sensitive at all. */
    boolean isEmpty() {
        return sensitive.length == 0;
    }

    /**
     * Whether one look at the address of a request that was not dispatched tells that neither it nor any address inside
     * it is sensitive, as of most requests it does; false where that takes {@link #match} and {@link NestedPaths}.
     */
    public boolean excludes(HttpServletRequest request) {
        String uri = request.getRequestURI();
        String query = request.getQueryString();
        return excludes(uri)
                && (query == null || !NestedPaths.mayHoldPath(query, false))
                && !isReadOtherwise(uri, request.getContextPath(), request.getServletPath(), request.getPathInfo());
    }

    /** As {@link #excludes(HttpServletRequest)}, for a raw path. */
    boolean excludes(String path) {
        return mask.excludes(path);
    }

    ScratchPool pool() {
        return pool;
    }

    /** These rules and those of one normalised path; {@code except} has no say. */
    RuleSet addMatches(RuleSet rules, char[] path, int from, int to) {
        RuleSet all = rules;
        for (int i = 0; i < sensitive.length; i++) {
            if (!all.contains(i) && sensitive[i].matches(path, from, to)) {
                all = all.with(i);
            }
        }
        return all;
    }

    ContextPath context(String raw) {
        ContextPath last = lastContext;
        if (!last.is(raw)) {
            last = ContextPath.of(raw);
            lastContext = last;
        }
        return last;
    }

    private RuleSet addReadings(
            RuleSet rules, NormalPath path, ContextPath context, String raw, @Nullable String info) {
        path.take(raw, 0, raw.length());
        if (info != null) {
            path.add(info);
        }
        RuleSet all = rules;
        for (int i = 0; i < NormalPath.MAX_DECODINGS && (path.decode() || i == 0); i++) {
            path.resolve(true);
            all = addMatches(all, path, context);
            if (path.hadDots()) {
                path.resolve(false);
                all = addMatches(all, path, context);
            }
        }
        return all;
    }

    private RuleSet addMatches(RuleSet rules, NormalPath path, ContextPath context) {
        int from = context.lengthIn(path.chars(), path.length());
        RuleSet all = addMatches(rules, path.chars(), from, path.length());
        if (path.isPadded()) {
            path.trim();
            all = addMatches(all, path.chars(), context.lengthIn(path.chars(), path.length()), path.length());
        }
        return all;
    }

    /**
     * Whether the raw path is spared, and the container's reading of it is the same, or spared as well, or not
     * sensitive.
     */
    private boolean isSpared(NormalPath path, String uri, String contextPath, String containerPath) {
        if (!uri.startsWith(contextPath) || !isExcept(uri, contextPath.length())) {
            return false;
        }
        return containerPath.isEmpty()
                || isSame(uri, contextPath, containerPath, "")
                || isExcept(containerPath, 0)
                || addReadings(RuleSet.NONE, path, ContextPath.ROOT, containerPath, null)
                        .isEmpty();
    }

    /** Whether the container tells of a reading of its own, which is another than the address as it is written. */
    private static boolean isReadOtherwise(String uri, String context, String servletPath, @Nullable String pathInfo) {
        boolean told = !servletPath.isEmpty() || pathInfo != null;
        return told && !isSame(uri, context, servletPath, pathInfo == null ? "" : pathInfo);
    }

    /** Whether the container reads the very characters of the address; what it reads adds nothing then. */
    private static boolean isSame(String uri, String context, String servletPath, String pathInfo) {
        int info = context.length() + servletPath.length();
        return uri.length() == info + pathInfo.length()
                && uri.startsWith(context)
                && uri.startsWith(servletPath, context.length())
                && uri.startsWith(pathInfo, info);
    }

    private boolean isExcept(String raw, int from) {
        if (!NormalPath.isNormal(raw, from)) {
            return false;
        }
        char[] chars = raw.toCharArray();
        int start = chars.length - from == 1 ? chars.length : from;
        for (PathGlob each : except) {
            if (each.matches(chars, start, chars.length)) {
                return true;
            }
        }
        return false;
    }
}
