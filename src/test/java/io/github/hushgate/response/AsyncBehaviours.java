package io.github.hushgate.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What an application may legally do with a response after its request has returned, each under a name. */
final class AsyncBehaviours {
    private AsyncBehaviours() {}

    static void addTo(Behaviours to) {
        asynchronous(to);
        nonBlocking(to);
    }

    private static void asynchronous(Behaviours to) {
        to.add("async-own-response", (q, r) -> {
            Behaviours.html(r);
            AsyncContext async = q.startAsync();
            async.start(() -> io(() -> {
                r.getWriter().print(Behaviours.PAGE);
                r.getWriter().print("<p cut=\"");
                async.complete();
                return "";
            }));
        });
        to.add("async-response-of-the-context", (q, r) -> {
            AsyncContext async = q.startAsync();
            async.start(() -> io(() -> {
                Behaviours.html((HttpServletResponse) async.getResponse());
                async.getResponse().getOutputStream().write(Behaviours.BYTES);
                async.getResponse().getOutputStream().print("<p cut");
                async.complete();
                return "";
            }));
        });
        to.add("async-given-objects", (q, r) -> {
            AsyncContext async = q.startAsync(q, r);
            async.start(() -> io(() -> {
                Behaviours.html(r);
                async.getResponse().getWriter().print(Behaviours.PAGE + "<p cut");
                async.complete();
                return "";
            }));
        });
        to.add("async-given-the-very-objects-they-are-the-original-ones", (q, r) -> {
            Behaviours.html(r);
            AsyncContext async = q.startAsync(q, r);
            r.getWriter().print("<p>" + async.hasOriginalRequestAndResponse());
            async.complete();
        });
        to.add("async-complete-at-once", (q, r) -> {
            Behaviours.html(r);
            AsyncContext async = q.startAsync();
            r.getWriter().print(Behaviours.PAGE + "<p cut");
            async.complete();
        });
        to.add("async-dispatch", (q, r) -> {
            if (q.getDispatcherType() == DispatcherType.ASYNC) {
                Behaviours.page(r);
                r.getOutputStream().print("<p cut");
            } else {
                q.startAsync().dispatch();
            }
        });
        to.add("async-dispatch-given-objects", (q, r) -> {
            if (q.getDispatcherType() == DispatcherType.ASYNC) {
                Behaviours.page(r);
                r.getOutputStream().print("<p cut");
            } else {
                q.startAsync(q, r).dispatch();
            }
        });
        to.add("async-dispatch-to-a-path", (q, r) -> {
            AsyncContext async = q.startAsync();
            async.start(() -> async.dispatch("/target/cut"));
        });
        to.add("async-dispatch-twice", (q, r) -> {
            if (q.getAttribute("second") != null) {
                Behaviours.page(r);
            } else if (q.getDispatcherType() == DispatcherType.ASYNC) {
                q.setAttribute("second", true);
                q.startAsync().dispatch();
            } else {
                q.startAsync().dispatch();
            }
        });
        to.add("async-dispatch-after-write", (q, r) -> {
            Behaviours.html(r);
            if (q.getDispatcherType() == DispatcherType.ASYNC) {
                r.getWriter().print("-cut\">x</p>");
            } else {
                r.getWriter().print("<p>1</p><p title=\"un");
                q.startAsync(q, r).dispatch();
            }
        });
        to.add(
                "async-dispatch-after-forward",
                (q, r) -> q.getRequestDispatcher("/target/again?of=forward").forward(q, r));
        to.add("async-dispatch-after-forward-of-a-wrapper", (q, r) -> {
            var wrapper = new HttpServletRequestWrapper(q);
            q.getRequestDispatcher("/target/again?of=forward").forward(wrapper, r);
        });
        to.add("async-identity-of-given-objects", (q, r) -> {
            AsyncContext async = q.startAsync(q, r);
            Behaviours.html(r);
            r.getWriter()
                    .print("<p>" + async.hasOriginalRequestAndResponse() + (async.getRequest() == q)
                            + (async.getResponse() == r) + (q.getAsyncContext() == async));
            async.complete();
        });
        to.add("async-identity", (q, r) -> {
            AsyncContext async = q.startAsync();
            Behaviours.html(r);
            r.getWriter()
                    .print("<p>" + async.hasOriginalRequestAndResponse() + (async.getResponse() == r)
                            + (q.getAsyncContext() == async));
            async.complete();
        });
        to.add("async-timeout-completes", (q, r) -> {
            Behaviours.html(r);
            r.getWriter().print("<p>1<b");
            AsyncContext async = q.startAsync();
            async.setTimeout(100);
            async.addListener(new Listener() {
                @Override
                public void onTimeout(AsyncEvent event) throws IOException {
                    event.getAsyncContext().complete();
                }
            });
        });
        to.add("async-timeout-dispatches", (q, r) -> {
            if (q.getDispatcherType() == DispatcherType.ASYNC) {
                Behaviours.page(r);
                return;
            }
            AsyncContext async = q.startAsync();
            async.setTimeout(100);
            async.addListener(new Listener() {
                @Override
                public void onTimeout(AsyncEvent event) {
                    event.getAsyncContext().dispatch();
                }
            });
        });
        to.add("async-send-error", (q, r) -> {
            AsyncContext async = q.startAsync();
            async.start(() -> io(() -> {
                r.sendError(418);
                async.complete();
                return "";
            }));
        });
    }

    private static void io(Behaviours.Io action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A listener that does nothing but what a test says. */
    private abstract static class Listener implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private static void nonBlocking(Behaviours to) {
        to.add("non-blocking-page", (q, r) -> {
            Behaviours.html(r);
            writeWhenReady(q.startAsync(), r, Behaviours.BYTES, 64);
        });
        to.add("non-blocking-big-page", (q, r) -> {
            Behaviours.html(r);
            writeWhenReady(q.startAsync(), r, Behaviours.BIG.getBytes(StandardCharsets.UTF_8), 5_000);
        });
        to.add("non-blocking-ends-inside-a-tag", (q, r) -> {
            Behaviours.html(r);
            writeWhenReady(q.startAsync(), r, "<p>1</p><a href=\"/x".getBytes(StandardCharsets.UTF_8), 5);
        });
        to.add("non-blocking-json", (q, r) -> {
            r.setContentType("application/json");
            writeWhenReady(q.startAsync(), r, Behaviours.BIG.getBytes(StandardCharsets.UTF_8), 5_000);
        });
    }

    private static void writeWhenReady(AsyncContext async, HttpServletResponse response, byte[] bytes, int step)
            throws IOException {
        ServletOutputStream out = response.getOutputStream();
        out.setWriteListener(new WriteListener() {
            private int at;

            @Override
            public void onWritePossible() throws IOException {
                while (out.isReady()) {
                    if (at == bytes.length) {
                        async.complete();
                        return;
                    }
                    int count = Math.min(step, bytes.length - at);
                    at += count;
                    out.write(bytes, at - count, count);
                }
            }

            @Override
            public void onError(Throwable cause) {
                async.complete();
            }
        });
    }
}
