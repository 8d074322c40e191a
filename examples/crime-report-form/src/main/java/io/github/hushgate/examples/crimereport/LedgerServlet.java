package io.github.hushgate.examples.crimereport;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Shows what a view's stand-in has received, and forgets it on POST. */
final class LedgerServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Map<View, Ledger> ledgers;

    LedgerServlet(Map<View, Ledger> ledgers) {
        this.ledgers = ledgers;
    }

    private Ledger ledger(HttpServletRequest request) {
        return ledgers.get(
                View.of(Optional.ofNullable(request.getParameter("view")).orElse("")));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(ledger(request).json());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        ledger(request).clear();
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
