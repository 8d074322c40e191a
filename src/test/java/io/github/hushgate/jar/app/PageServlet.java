package io.github.hushgate.jar.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page with a tracker; it tells how many filters of ours there are. */
public final class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long filters = getServletContext().getFilterRegistrations().values().stream()
                .filter(each -> each.getClassName().endsWith("HushgateFilter"))
                .count();
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter()
                .print("<p>" + filters + "<img src=\"https://www.google-analytics.com/collect?v=1\"><p>"
                        + request.getAttribute("cspNonce"));
    }
}
