package io.github.hushgate.response;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What behaviours forward to and include. */
final class Targets extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Object included = request.getAttribute("jakarta.servlet.include.path_info");
        String path = included != null ? included.toString() : String.valueOf(request.getPathInfo());
        switch (path) {
            case "/page" -> {
                response.setContentType("text/html;charset=UTF-8");
                response.getOutputStream().write(Behaviours.BYTES);
            }
            case "/writer" -> {
                response.setContentType("text/html;charset=UTF-8");
                response.getWriter().print(Behaviours.PAGE + "<p cut=\"");
            }
            case "/cut" -> {
                response.setContentType("text/html;charset=UTF-8");
                response.getOutputStream().print("<p>1</p><a href=\"/cut");
            }
            case "/error" -> response.sendError(418, "asked for");
            case "/error-page" -> {
                response.setContentType("text/html;charset=UTF-8");
                response.getWriter().print("<h1>Sorry</h1><p cut=\"");
            }
            case "/forward" -> request.getRequestDispatcher("/target/page").forward(request, response);
            case "/word" -> response.getWriter().print("word");
            case "/stream" -> response.getOutputStream().print("<b>stream</b>");
            case "/flush" -> {
                response.getWriter().print("<b>flushed</b>");
                response.flushBuffer();
            }
            case "/headers" -> {
                response.setHeader("X-In-Vain", "1");
                response.setHeader("Content-Security-Policy", "default-src *");
                response.setContentLength(3);
                response.getWriter().print("<b>part</b>");
            }
            case "/deep" -> deep(request, response);
            case "/again" -> {
                response.setContentType("text/html;charset=UTF-8");
                response.getWriter()
                        .print("<p>" + request.getDispatcherType() + request.getParameter("of") + "<p title=\"un");
                if (request.getDispatcherType() != DispatcherType.ASYNC) {
                    request.startAsync(request, response).dispatch();
                }
            }
            default -> response.getWriter().print("<b>part</b><i title=\"x\">y</i>");
        }
    }

    private static void deep(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        int depth = Integer.parseInt(String.valueOf(request.getParameter("n")));
        response.getWriter().print("<b>" + depth);
        if (depth > 0) {
            request.getRequestDispatcher("/target/deep?n=" + (depth - 1)).include(request, response);
        }
        response.getWriter().print("</b>");
    }
}
