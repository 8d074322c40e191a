package io.github.hushgate.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous context that the application sees: it hands out our request and response where the container would
 * hand out those below us, and ends the document before the container ends the response.
 */
final class ShieldedAsyncContext implements AsyncContext {
    private final AsyncContext context;
    private final ShieldedExchange exchange;
    private final ShieldedRequest request;
    private final boolean original;

    /** {@code original}: started without a request and response of the application's own. */
    ShieldedAsyncContext(AsyncContext context, ShieldedExchange exchange, ShieldedRequest request, boolean original) {
        this.context = context;
        this.exchange = exchange;
        this.request = request;
        this.original = original;
    }

    boolean wraps(AsyncContext other) {
        return context == other;
    }

    @Override
    public ServletRequest getRequest() {
        ServletRequest below = context.getRequest();
        return ShieldedRequest.isIn(below) ? below : request;
    }

    @Override
    public ServletResponse getResponse() {
        return exchange.above(context.getResponse());
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return original || context.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        exchange.endDocument();
        context.dispatch();
    }

    @Override
    public void dispatch(String path) {
        exchange.endDocument();
        context.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext other, String path) {
        exchange.endDocument();
        context.dispatch(other, path);
    }

    @Override
    public void complete() {
        exchange.ending().end(exchange, () -> exchange.complete(context));
    }

    @Override
    public void start(Runnable work) {
        context.start(work);
    }

    @Override
    public void addListener(AsyncListener listener) {
        context.addListener(listening(listener));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest suppliedRequest, ServletResponse suppliedResponse) {
        context.addListener(listening(listener), suppliedRequest, suppliedResponse);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return context.createListener(type);
    }

    @Override
    public void setTimeout(long milliseconds) {
        context.setTimeout(milliseconds);
    }

    @Override
    public long getTimeout() {
        return context.getTimeout();
    }

    private AsyncListener listening(AsyncListener listener) {
        var ours = new Listener();
        ours.context = this;
        ours.listener = listener;
        return ours;
    }

    private AsyncEvent ours(AsyncEvent event) {
        AsyncContext of = event.getAsyncContext();
        return new AsyncEvent(
                of == null || wraps(of) ? this : exchange.wrap(of, request, original),
                event.getSuppliedRequest(),
                event.getSuppliedResponse(),
                event.getThrowable());
    }

    /**
     * Hands the application's listener our context, so that a complete or dispatch from there ends the document as
     * well. Made without arguments, since WildFly warns at each deployment of a listener's class that it cannot make.
     */
    private static final class Listener implements AsyncListener {
        private @Nullable ShieldedAsyncContext context;
        private @Nullable AsyncListener listener;

        private AsyncListener listener() {
            return Objects.requireNonNull(listener, "listener");
        }

        private AsyncEvent ours(AsyncEvent event) {
            return Objects.requireNonNull(context, "context").ours(event);
        }

        @Override
        public void onComplete(AsyncEvent event) throws IOException {
            listener().onComplete(ours(event));
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            listener().onTimeout(ours(event));
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            listener().onError(ours(event));
        }

        @Override
        public void onStartAsync(AsyncEvent event) throws IOException {
            listener().onStartAsync(ours(event));
        }
    }
}
