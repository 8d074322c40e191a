package io.github.hushgate.response;

import jakarta.servlet.ServletRequestWrapper;

/** What an application may do with a request that it has wrapped as one of no certain protocol. */
final class PlainWrapperBehaviours {
    private PlainWrapperBehaviours() {}

    static void addTo(Behaviours to) {
        to.add(
                "forward-of-a-wrapper-of-no-protocol",
                (q, r) -> q.getRequestDispatcher("/target/page").forward(new ServletRequestWrapper(q), r));
        to.add("include-of-a-wrapper-of-no-protocol", (q, r) -> {
            Behaviours.html(r);
            r.getWriter().print("<p>before</p>");
            q.getRequestDispatcher("/target/part").include(new ServletRequestWrapper(q), r);
            r.getWriter().print("<p>behind</p>");
        });
    }
}
