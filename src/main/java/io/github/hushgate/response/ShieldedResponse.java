package io.github.hushgate.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The response that the application sees: what it may legally do with a response still works, while our headers stand
 * and documents go through the rewriter. Never keeps a stream or writer past the container's: a forward re-arms those.
 */
final class ShieldedResponse extends HttpServletResponseWrapper {
    private static final String SET_COOKIE = "Set-Cookie";
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int PROCESSING = 102;
    private static final int EARLY_HINTS = 103;

    private final ShieldedExchange exchange;
    private final HttpServletResponse raw;
    private final ResponseHeaders headers;
    private final ResponseBody body;
    private final boolean inert;
    private @Nullable ShieldedStream stream;
    private @Nullable ShieldedWriter writer;
    private @Nullable ExitPage exit;

    ShieldedResponse(ShieldedExchange exchange, HttpServletResponse raw, boolean included) {
        super(raw);
        this.exchange = exchange;
        this.raw = raw;
        inert = included;
        headers = new ResponseHeaders(exchange, this, raw, included);
        body = new ResponseBody(this, headers);
    }

    /** Ours among the wrappers of a response; null when there is none. */
    static @Nullable ShieldedResponse in(ServletResponse response) {
        ServletResponse at = response;
        while (at instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof ShieldedResponse ours) {
                return ours;
            }
            at = wrapper.getResponse();
        }
        return null;
    }

    ShieldedExchange exchange() {
        return exchange;
    }

    ResponseHeaders headers() {
        return headers;
    }

    ResponseBody body() {
        return body;
    }

    /**
     * What is directly below now: a container may slip a wrapper of its own between, which ignores headers during an
     * include.
     */
    HttpServletResponse below() {
        return (HttpServletResponse) getResponse();
    }

    boolean isOver(ServletResponse other) {
        return raw == other;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream container = super.getOutputStream();
        ShieldedStream ours = stream;
        if (ours == null || !ours.wraps(container)) {
            ours = new ShieldedStream(container, this, body);
            stream = ours;
        }
        return ours;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter container = super.getWriter();
        ShieldedWriter ours = writer;
        if (ours == null || !ours.wraps(container)) {
            ours = new ShieldedWriter(container, body);
            writer = ours;
        }
        return ours;
    }

    @Override
    public void flushBuffer() throws IOException {
        body.settle();
        super.flushBuffer();
    }

    @Override
    public void reset() {
        super.reset();
        exit = null;
        body.discard();
        stream = null;
        writer = null;
        headers.restore(true);
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        body.discard();
    }

    @Override
    public void setStatus(int status) {
        super.setStatus(status);
        reconsider();
    }

    @Override
    public void setContentType(@Nullable String type) {
        super.setContentType(type);
        reconsider();
    }

    @Override
    public void setCharacterEncoding(@Nullable String charset) {
        super.setCharacterEncoding(charset);
        reconsider();
    }

    /** Servlet 6.1. */
    @Override
    public void setCharacterEncoding(@Nullable Charset charset) {
        super.setCharacterEncoding(charset);
        reconsider();
    }

    @Override
    public void setLocale(Locale locale) {
        super.setLocale(locale);
        reconsider();
    }

    private void reconsider() {
        try {
            body.reconsider();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        if (headers.isPlain(HeldHeaders.LENGTH)) {
            super.setContentLengthLong(length);
        } else {
            headers.set(HeldHeaders.LENGTH, length < 0 ? null : Long.toString(length));
        }
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (value == null || !isJudged(name)) {
            headers.set(name, value);
            afterHeader(name);
        } else if (OutgoingGate.isLocation(name)) {
            setLocation(value);
        } else {
            headers.set(name, exchange.outgoing().passed(name, value));
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (value == null || !isJudged(name)) {
            headers.add(name, value);
            afterHeader(name);
        } else if (OutgoingGate.isLocation(name)) {
            setLocation(value);
        } else {
            String passed = exchange.outgoing().passed(name, value);
            if (passed != null) {
                headers.add(name, passed);
            }
        }
    }

    @Override
    public void addCookie(Cookie cookie) {
        boolean gone = cookie.getMaxAge() == 0;
        if (gone || !isJudged(SET_COOKIE) || mayLeave(cookie)) {
            super.addCookie(cookie);
        }
    }

    private boolean mayLeave(Cookie cookie) {
        return exchange.outgoing().passed(SET_COOKIE, cookie.getName() + "=" + cookie.getValue()) != null;
    }

    /** Whether the application's header counts, and is one that may tell a third party something. */
    private boolean isJudged(@Nullable String name) {
        return OutgoingGate.concerns(name) && !inert && !exchange.isIncluding() && !isCommitted();
    }

    private void setLocation(String location) {
        exit = exchange.outgoing().exit(location).orElse(null);
        headers.set("Location", exit == null ? location : null);
    }

    private void afterHeader(String name) {
        if ("Content-Type".equalsIgnoreCase(name)) {
            reconsider();
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (headers.isPlain(name)) {
            super.setIntHeader(name, value);
        } else {
            headers.set(name, Integer.toString(value));
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (headers.isPlain(name)) {
            super.addIntHeader(name, value);
        } else {
            headers.add(name, Integer.toString(value));
        }
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return headers.all(name);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return headers.names();
    }

    @Override
    public boolean containsHeader(String name) {
        return headers.contains(name);
    }

    @Override
    public void sendError(int status) throws IOException {
        answer(status, () -> super.sendError(status));
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        answer(status, () -> super.sendError(status, message));
    }

    private void answer(int status, Answer answer) throws IOException {
        if (status == PROCESSING || status == EARLY_HINTS) {
            answer.send(); // Jetty sends these ahead of the response, with the headers so far.
        } else {
            replace(answer);
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        redirect(location, true, () -> super.sendRedirect(location));
    }

    /** Servlet 6.1. */
    @Override
    public void sendRedirect(String location, int status) throws IOException {
        redirect(location, true, () -> super.sendRedirect(location, status));
    }

    /** Servlet 6.1. */
    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        redirect(location, clearBuffer, () -> super.sendRedirect(location, clearBuffer));
    }

    /** Servlet 6.1. */
    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        redirect(location, clearBuffer, () -> super.sendRedirect(location, status, clearBuffer));
    }

    private interface Answer {
        void send() throws IOException;
    }

    private void redirect(@Nullable String location, boolean clearBuffer, Answer answer) throws IOException {
        Optional<ExitPage> page =
                location != null && isJudged("Location") ? exchange.outgoing().exit(location) : Optional.empty();
        if (page.isPresent()) {
            leave(page.get());
            flushBuffer();
        } else if (clearBuffer) {
            replace(answer);
        } else {
            body.settle();
            body.finish();
            answer.send();
        }
    }

    /**
     * Before the commit: a redirect to a tracker, made of status and header, becomes the page that stands in for it.
     */
    void leave() throws IOException {
        ExitPage page = exit;
        if (page == null || isCommitted()) {
            return;
        }
        exit = null;
        if (REDIRECTS.contains(getStatus())) {
            leave(page);
        } else {
            headers.set("Location", page.address());
        }
    }

    private void leave(ExitPage page) throws IOException {
        exit = null;
        super.resetBuffer();
        body.discard();
        headers.replaced();
        super.setStatus(SC_OK);
        super.setContentType(ExitPage.TYPE);
        body.withhold();
        byte[] text = page.text().getBytes(StandardCharsets.US_ASCII);
        try {
            super.setContentLengthLong(text.length);
            super.getOutputStream().write(text);
        } catch (IllegalStateException e) {
            // The application has begun with the writer, whose charset stays.
            super.setContentLengthLong(page.text().getBytes(super.getCharacterEncoding()).length);
            super.getWriter().write(page.text());
        }
    }

    /** The container's answer takes the place of what was written so far. */
    private void replace(Answer answer) throws IOException {
        if (!isCommitted() && !inert) {
            exit = null;
            body.discard();
            headers.replaced();
        }
        answer.send();
    }

    /** An error dispatch: the container has emptied its buffer without telling us. */
    void startOver() {
        if (!raw.isCommitted()) {
            body.discard();
            headers.restore(false);
        }
    }

    /** A forward: the same, but the headers stay. */
    void startBodyOver() {
        if (!raw.isCommitted() && !inert) {
            body.discard();
        }
    }
}
