package io.github.hushgate.route;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** The other addresses of a dispatched request, from the attributes that the Servlet specification names. */
final class DispatchPaths {
    private DispatchPaths() {}

    static RuleSet add(RuleSet rules, SensitiveRoutes routes, HttpServletRequest request, DispatcherType type) {
        RuleSet all = add(
                rules,
                routes,
                request,
                RequestDispatcher.FORWARD_REQUEST_URI,
                RequestDispatcher.FORWARD_CONTEXT_PATH,
                RequestDispatcher.FORWARD_SERVLET_PATH,
                RequestDispatcher.FORWARD_PATH_INFO);
        return switch (type) {
            case INCLUDE ->
                add(
                        all,
                        routes,
                        request,
                        RequestDispatcher.INCLUDE_REQUEST_URI,
                        RequestDispatcher.INCLUDE_CONTEXT_PATH,
                        RequestDispatcher.INCLUDE_SERVLET_PATH,
                        RequestDispatcher.INCLUDE_PATH_INFO);
            case ASYNC ->
                add(
                        all,
                        routes,
                        request,
                        AsyncContext.ASYNC_REQUEST_URI,
                        AsyncContext.ASYNC_CONTEXT_PATH,
                        AsyncContext.ASYNC_SERVLET_PATH,
                        AsyncContext.ASYNC_PATH_INFO);
            case ERROR -> addError(all, routes, request);
            case REQUEST, FORWARD -> all;
        };
    }

    private static RuleSet add(
            RuleSet rules,
            SensitiveRoutes routes,
            HttpServletRequest request,
            String uriName,
            String contextName,
            String servletName,
            String infoName) {
        String uri = Told.attribute(request, uriName);
        if (uri == null) {
            return rules;
        }
        String context = Told.attribute(request, contextName);
        String servlet = Told.attribute(request, servletName);
        return routes.add(
                rules,
                uri,
                context == null ? Told.orEmpty(request, HttpServletRequest::getContextPath) : context,
                servlet == null ? "" : servlet,
                Told.attribute(request, infoName));
    }

    private static RuleSet addError(RuleSet rules, SensitiveRoutes routes, HttpServletRequest request) {
        String uri = Told.attribute(request, RequestDispatcher.ERROR_REQUEST_URI);
        return uri == null
                ? rules
                : routes.add(rules, uri, Told.orEmpty(request, HttpServletRequest::getContextPath), "", null);
    }
}
