package io.github.hushgate.response;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** What an application may legally do with a response, each under a name. No page here holds anything to remove. */
final class Behaviours {
    static final String PAGE =
            "<!DOCTYPE html><html><head><title>T</title></head><body><p class=\"a\">Grüße &amp; 漢字</p>"
                    + "<form action=/b/x method=post><input name=q></form></body></html>";
    static final byte[] BYTES = PAGE.getBytes(StandardCharsets.UTF_8);
    static final String BIG = "<!DOCTYPE html><title>big</title>"
            + "<p>0123456789 abcdefghijklmnopqrstuvwxyz</p>\n".repeat(4_000) + "<p>the end";

    private static final String HTML = "text/html;charset=UTF-8";

    /** What the application does. */
    interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    /** One behaviour, with the request that brings it about. */
    record Behaviour(String name, String method, String[] headers, Handler handler) {}

    private final Map<String, Behaviour> all = new LinkedHashMap<>();

    private Behaviours() {}

    static Map<String, Behaviour> all() {
        var behaviours = new Behaviours();
        behaviours.commits();
        behaviours.lengths();
        behaviours.streams();
        behaviours.writers();
        behaviours.types();
        behaviours.charsets();
        behaviours.validators();
        behaviours.encodings();
        behaviours.answers();
        behaviours.dispatches();
        AsyncBehaviours.addTo(behaviours);
        PlainWrapperBehaviours.addTo(behaviours);
        behaviours.views();
        return behaviours.all;
    }

    void add(String name, Handler handler) {
        add(name, "GET", handler);
    }

    private void add(String name, String method, Handler handler, String... headers) {
        if (all.put(name, new Behaviour(name, method, headers, handler)) != null) {
            throw new IllegalStateException("twice: " + name);
        }
    }

    static void html(HttpServletResponse response) {
        response.setContentType(HTML);
    }

    static void page(HttpServletResponse response) throws IOException {
        html(response);
        response.getOutputStream().write(BYTES);
    }

    private void commits() {
        add("body-bigger-than-the-buffer", (q, r) -> {
            html(r);
            r.getWriter().write(BIG);
        });
        add("flush-before-any-byte", (q, r) -> {
            html(r);
            r.flushBuffer();
            r.getWriter().print(PAGE);
        });
        add("flush-in-the-middle", (q, r) -> {
            html(r);
            r.getWriter().print(PAGE.substring(0, 40));
            r.flushBuffer();
            r.getWriter().print(PAGE.substring(40));
        });
        add("flush-inside-a-tag", (q, r) -> {
            html(r);
            r.getOutputStream().write(BYTES, 0, 70);
            r.getOutputStream().flush();
            r.getOutputStream().write(BYTES, 70, BYTES.length - 70);
        });
        add("flush-after-each-character", (q, r) -> {
            html(r);
            for (char c : PAGE.toCharArray()) {
                r.getWriter().write(c);
                r.getWriter().flush();
            }
        });
        for (int status : new int[] {200, 201, 202, 204, 304, 404, 410, 500, 503}) {
            add("empty-" + status, (q, r) -> r.setStatus(status));
            if (status != 204 && status != 304) {
                add("page-" + status, (q, r) -> {
                    r.setStatus(status);
                    page(r);
                });
            }
        }
        add("empty-html", (q, r) -> html(r));
        add("is-committed", (q, r) -> {
            html(r);
            PrintWriter w = r.getWriter();
            w.print("<p>" + r.isCommitted());
            r.flushBuffer();
            w.print("<p>" + r.isCommitted());
        });
        add("buffer-size-kept", (q, r) -> {
            html(r);
            r.setBufferSize(20_000);
            r.getWriter().print("<p>" + (r.getBufferSize() >= 20_000));
        });
        add("buffer-size-after-write", (q, r) -> {
            html(r);
            r.getWriter().print(PAGE);
            r.getWriter().print("<p>" + thrown(() -> r.setBufferSize(64_000)));
        });
        add("reset-buffer", (q, r) -> {
            html(r);
            r.setHeader("X-Kept", "yes");
            r.getWriter().print("<p>gone<a href=\"");
            r.resetBuffer();
            r.getWriter().print(PAGE);
        });
        add("reset", (q, r) -> {
            r.setContentType("text/plain");
            r.setHeader("X-Gone", "yes");
            r.setStatus(418);
            r.getWriter().print("<p>gone<a href=\"");
            r.reset();
            html(r);
            r.getOutputStream().write(BYTES);
        });
        add("reset-after-commit", (q, r) -> {
            html(r);
            r.getWriter().print(PAGE);
            r.flushBuffer();
            r.getWriter().print("<p>" + thrown(r::reset) + thrown(r::resetBuffer));
        });
        add("exception-before-commit", (q, r) -> {
            html(r);
            r.getWriter().print("<p>gone with the exception");
            throw new IllegalStateException("asked for");
        });
        add("io-exception", (q, r) -> {
            throw new IOException("asked for");
        });
        add("servlet-exception", (q, r) -> {
            throw new ServletException("asked for");
        });
        add("exception-to-an-error-page", (q, r) -> {
            html(r);
            r.getWriter().print("<p>gone<b");
            throw new UnsupportedOperationException("asked for");
        });
    }

    private static String thrown(Runnable action) {
        try {
            action.run();
            return "nothing";
        } catch (RuntimeException e) {
            return e instanceof IllegalStateException ? "ISE" : e.getClass().getName();
        }
    }

    private void lengths() {
        Map<String, Handler> setters = new LinkedHashMap<>();
        setters.put("setContentLength", (q, r) -> r.setContentLength(BYTES.length));
        setters.put("setContentLengthLong", (q, r) -> r.setContentLengthLong(BYTES.length));
        setters.put("setHeader", (q, r) -> r.setHeader("Content-Length", "" + BYTES.length));
        setters.put("addHeader", (q, r) -> r.addHeader("content-length", "" + BYTES.length));
        setters.put("setIntHeader", (q, r) -> r.setIntHeader("CONTENT-LENGTH", BYTES.length));
        setters.put("addIntHeader", (q, r) -> r.addIntHeader("Content-Length", BYTES.length));
        setters.forEach((name, setter) -> {
            add("length-by-" + name, (q, r) -> {
                setter.handle(q, r);
                page(r);
            });
            add("length-of-json-by-" + name, (q, r) -> {
                r.setContentType("application/json");
                setter.handle(q, r);
                r.getOutputStream().write(BYTES);
            });
            add("length-told-by-" + name, (q, r) -> {
                setter.handle(q, r);
                r.setContentType("text/plain");
                String told = r.getHeader("Content-Length") + r.containsHeader("content-length");
                r.resetBuffer();
                r.setContentLength(told.length());
                r.getWriter().print(told);
            });
        });
        add("length-then-flush", (q, r) -> {
            r.setContentLength(BYTES.length);
            html(r);
            r.flushBuffer();
            r.getOutputStream().write(BYTES);
        });
        add("length-by-writer", (q, r) -> {
            html(r);
            r.setContentLength(BYTES.length);
            r.getWriter().print(PAGE);
        });
        add("length-head", "HEAD", (q, r) -> {
            r.setContentType("application/json");
            r.setContentLength(1234);
        });
        add("head-of-a-page", "HEAD", (q, r) -> page(r));
        add("length-longer-than-int", "HEAD", (q, r) -> {
            r.setContentType("video/mp4");
            r.setContentLengthLong(5_000_000_000L);
        });
    }

    private void streams() {
        add("stream-one-write", (q, r) -> page(r));
        add("stream-byte-by-byte", (q, r) -> {
            html(r);
            for (byte b : BYTES) {
                r.getOutputStream().write(b);
            }
        });
        add("stream-print", (q, r) -> {
            html(r);
            ServletOutputStream out = r.getOutputStream();
            out.print("<p>");
            out.print(1);
            out.println(true);
            out.println(2.5);
            out.print('x');
        });
        add("stream-close", (q, r) -> {
            page(r);
            r.getOutputStream().close();
        });
        add("stream-close-twice", (q, r) -> {
            page(r);
            r.getOutputStream().close();
            r.getOutputStream().close();
        });
        add("stream-empty-write", (q, r) -> {
            html(r);
            r.getOutputStream().write(new byte[0]);
            r.getOutputStream().write(BYTES);
        });
        add("stream-then-writer", (q, r) -> {
            html(r);
            r.getOutputStream().print("<p>" + thrownIo(r::getWriter));
        });
        add("writer-then-stream", (q, r) -> {
            html(r);
            r.getWriter().print("<p>" + thrownIo(r::getOutputStream));
        });
        add("stream-is-the-same", (q, r) -> {
            html(r);
            r.getOutputStream().print("<p>" + (r.getOutputStream() == r.getOutputStream()));
        });
        add("writer-is-the-same", (q, r) -> {
            html(r);
            r.getWriter().print("<p>" + (r.getWriter() == r.getWriter()));
        });
        add("ends-inside-a-tag", (q, r) -> {
            html(r);
            r.getOutputStream().print("<p>x<a href=\"/somewhere");
        });
        add("ends-inside-a-comment", (q, r) -> {
            html(r);
            r.getOutputStream().print("<p>x<!-- never closed");
        });
        add("ends-inside-a-script", (q, r) -> {
            html(r);
            r.getOutputStream().print("<p>x<script>var a = 1; // never closed");
        });
        add("ends-inside-a-character", (q, r) -> {
            html(r);
            r.getOutputStream().write("<p>x".getBytes(StandardCharsets.UTF_8));
            r.getOutputStream().write(new byte[] {(byte) 0xE6, (byte) 0xBC});
        });
        add("binary-as-html", (q, r) -> {
            html(r);
            byte[] bytes = new byte[5_000];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i * 31 % 251 + 128);
            }
            r.getOutputStream().write(bytes);
        });
    }

    interface Io {
        Object run() throws IOException;
    }

    private static String thrownIo(Io action) {
        return thrown(() -> {
            try {
                action.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void writers() {
        add("writer-one-write", (q, r) -> {
            html(r);
            r.getWriter().write(PAGE);
        });
        add("writer-print-methods", (q, r) -> {
            html(r);
            PrintWriter w = r.getWriter();
            w.print('<');
            w.println("p>");
            w.print(1);
            w.print(2L);
            w.print(1.5f);
            w.print(2.5);
            w.print(true);
            w.print(new char[] {'a', 'b'});
            w.print((Object) "o");
            w.print((String) null);
            w.println();
            w.printf(Locale.ROOT, "%d-%s", 5, "x");
            w.format("%s", "y");
            w.append("z").append('!').append("abcdef", 1, 3);
            w.write("offsets", 1, 3);
            w.write(new char[] {'c', 'd', 'e'}, 1, 2);
            w.write(65);
        });
        add("writer-surrogates-split", (q, r) -> {
            html(r);
            r.getWriter().write("<p>😀");
            r.getWriter().write('\uD83D');
            r.getWriter().write('\uDE00');
            r.getWriter().write("</p>");
        });
        add("writer-close", (q, r) -> {
            html(r);
            r.getWriter().print(PAGE);
            r.getWriter().close();
        });
        add("writer-close-then-write", (q, r) -> {
            html(r);
            PrintWriter w = r.getWriter();
            w.print(PAGE);
            w.close();
            w.print("never seen");
        });
        add("writer-check-error", (q, r) -> {
            html(r);
            r.getWriter().print("<p>" + r.getWriter().checkError());
        });
        add("writer-big-text", (q, r) -> {
            html(r);
            r.getWriter().print("<p>" + "漢字かな".repeat(10_000));
        });
        add("writer-ends-inside-a-tag", (q, r) -> {
            html(r);
            r.getWriter().print("<p>x<img alt=\"");
        });
    }

    private void types() {
        add("type-never-set", (q, r) -> r.getOutputStream().write(BYTES));
        add("type-never-set-text", (q, r) -> r.getOutputStream().print("plain words, 1 < 2"));
        add("type-never-set-white-space-first", (q, r) -> {
            r.getOutputStream().print("  \n ");
            r.getOutputStream().write(BYTES);
        });
        add("type-null-then-html", (q, r) -> {
            r.setContentType(null);
            page(r);
        });
        add("type-by-set-header", (q, r) -> {
            r.setHeader("Content-Type", HTML);
            r.getOutputStream().write(BYTES);
        });
        add("type-by-add-header", (q, r) -> {
            r.addHeader("content-type", HTML);
            r.getOutputStream().write(BYTES);
        });
        add("type-in-capitals", (q, r) -> {
            r.setContentType("TEXT/HTML; Charset=\"utf-8\"");
            r.getOutputStream().write(BYTES);
        });
        for (String type : new String[] {
            "application/xhtml+xml",
            "image/svg+xml",
            "application/json",
            "text/plain",
            "text/css",
            "text/javascript",
            "application/octet-stream",
            "text/event-stream",
            "application/x-ndjson",
            "application/xml",
            "multipart/mixed;boundary=b",
            "image/png",
            "application/pdf"
        }) {
            add("type-" + type.replaceAll("[^a-z]+", "-"), (q, r) -> {
                r.setContentType(type);
                r.getOutputStream().write("<x:a xmlns:x=\"u\"><b>1</b></x:a>".getBytes(StandardCharsets.UTF_8));
            });
        }
        add("type-html-then-json", (q, r) -> {
            html(r);
            r.resetBuffer();
            r.setContentType("application/json");
            r.getWriter().print("{\"a\":\"<b\"}");
        });
        add("type-json-then-html", (q, r) -> {
            r.setContentType("application/json");
            page(r);
        });
        add("type-changed-after-the-first-byte", (q, r) -> {
            html(r);
            r.getOutputStream().print("{\"a\":\"<b ");
            r.setContentType("application/json");
            r.getOutputStream().print("c\"}");
        });
        add("type-after-get-writer", (q, r) -> {
            PrintWriter w = r.getWriter();
            r.setContentType("text/html;charset=ISO-8859-2");
            w.print("<p>é");
        });
        add("attachment", (q, r) -> {
            r.setHeader("Content-Disposition", "attachment; filename=a.html");
            page(r);
        });
    }

    private void charsets() {
        for (String charset :
                new String[] {"ISO-8859-1", "windows-1252", "Shift_JIS", "UTF-16LE", "UTF-16", "ISO-2022-JP", "UTF-8"
                }) {
            add("charset-writer-" + charset, (q, r) -> {
                r.setContentType("text/html");
                r.setCharacterEncoding(charset);
                r.getWriter().print("<p>é かな ü</p><a href=\"x\">");
            });
            add("charset-stream-" + charset, (q, r) -> {
                r.setContentType("text/html;charset=" + charset);
                r.getOutputStream().write("<p>é かな ü</p><a href=\"x\">".getBytes(charset));
            });
        }
        add("charset-by-locale", (q, r) -> {
            r.setContentType("text/html");
            r.setLocale(Locale.JAPANESE);
            r.getWriter().print("<p>かな");
        });
        add("charset-told", (q, r) -> {
            r.setContentType("text/html;charset=windows-1252");
            r.getWriter()
                    .print("<p>" + r.getContentType().toLowerCase(Locale.ROOT).replace(" ", "")
                            + r.getCharacterEncoding());
        });
        add("charset-default-of-writer", (q, r) -> {
            r.setContentType("text/html");
            r.getWriter().print("<p>é" + r.getCharacterEncoding());
        });
        add("byte-order-mark", (q, r) -> {
            r.setContentType("text/html");
            r.getOutputStream().write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
            r.getOutputStream().write(BYTES);
        });
        add("malformed-bytes", (q, r) -> {
            html(r);
            r.getOutputStream()
                    .write(new byte[] {'<', 'p', '>', (byte) 0xFF, (byte) 0xC0, 0, (byte) 0x80, '<', '/', 'p', '>'});
        });
    }

    private void validators() {
        add("etag-of-json", (q, r) -> {
            r.setHeader("ETag", "\"1\"");
            r.setHeader("Content-MD5", "x");
            r.setContentType("application/json");
            r.getOutputStream().print("{}");
        });
        add("etag-of-a-page", (q, r) -> {
            r.setHeader("ETag", "\"1\"");
            r.addHeader("Digest", "x");
            r.setHeader("Accept-Ranges", "bytes");
            page(r);
        });
        add("etag-told", (q, r) -> {
            r.setHeader("ETag", "\"1\"");
            html(r);
            r.getWriter()
                    .print("<p>" + r.getHeader("etag") + r.getHeaders("ETag") + r.containsHeader("ETAG")
                            + r.getHeaderNames().contains("ETag"));
        });
        add("not-modified-with-etag", (q, r) -> {
            r.setHeader("ETag", "\"1\"");
            r.setStatus(304);
        });
        add("last-modified", (q, r) -> {
            r.setDateHeader("Last-Modified", 1_700_000_000_000L);
            page(r);
        });
        add(
                "range-of-an-image",
                "GET",
                (q, r) -> {
                    r.setContentType("image/png");
                    r.getOutputStream()
                            .write((q.getHeader("Range") + q.getHeader("If-None-Match"))
                                    .getBytes(StandardCharsets.UTF_8));
                },
                "Range: bytes=0-1",
                "If-None-Match: \"1\"",
                "Sec-Fetch-Dest: image");
        add("partial-content", (q, r) -> {
            r.setStatus(206);
            r.setHeader("Content-Range", "bytes 0-3/10");
            html(r);
            r.getOutputStream().print("<p a");
        });
        add(
                "if-match-is-seen",
                "PUT",
                (q, r) -> {
                    html(r);
                    r.getWriter().print("<p>" + q.getHeader("If-Match") + q.getHeader("If-None-Match"));
                },
                "If-Match: \"1\"",
                "If-None-Match: \"2\"",
                "Content-Length: 0");
        add("cache-control-of-an-image", (q, r) -> {
            r.setHeader("Cache-Control", "max-age=60");
            r.setContentType("image/png");
            r.getOutputStream().write('x');
        });
        add("cache-control-told", (q, r) -> {
            r.setHeader("Cache-Control", "max-age=60");
            html(r);
            r.getWriter().print("<p>" + r.getHeader("Cache-Control") + r.containsHeader("Cache-Control"));
        });
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private void encodings() {
        add("gzip-page", (q, r) -> {
            html(r);
            r.setHeader("Content-Encoding", "gzip");
            r.getOutputStream().write(gzip(BIG.getBytes(StandardCharsets.UTF_8)));
        });
        add("gzip-page-with-length", (q, r) -> {
            byte[] body = gzip(BYTES);
            r.setHeader("Content-Encoding", "gzip");
            r.setContentLength(body.length);
            html(r);
            r.getOutputStream().write(body);
        });
        add("gzip-byte-by-byte", (q, r) -> {
            r.addHeader("content-encoding", "x-gzip");
            html(r);
            for (byte b : gzip(BYTES)) {
                r.getOutputStream().write(b);
            }
        });
        add("gzip-two-members", (q, r) -> {
            r.setHeader("Content-Encoding", "gzip");
            html(r);
            r.getOutputStream().write(gzip(BYTES));
            r.getOutputStream().write(gzip(BYTES));
        });
        add("deflate-page", (q, r) -> {
            r.setHeader("Content-Encoding", "deflate");
            html(r);
            var out = new ByteArrayOutputStream();
            try (var deflate = new DeflaterOutputStream(out)) {
                deflate.write(BYTES);
            }
            r.getOutputStream().write(out.toByteArray());
        });
        add("gzip-json", (q, r) -> {
            r.setHeader("Content-Encoding", "gzip");
            r.setContentType("application/json");
            r.getOutputStream().write(gzip(BYTES));
        });
        add("identity", (q, r) -> {
            r.setHeader("Content-Encoding", "identity");
            page(r);
        });
        add("unknown-encoding", (q, r) -> {
            r.setHeader("Content-Encoding", "zz");
            html(r);
            r.getOutputStream().print("zzzz");
        });
        add("gzip-by-a-filter-inside", (q, r) -> {
            if ("gzip".equals(q.getHeader("Accept-Encoding"))) {
                r.setHeader("Content-Encoding", "gzip");
                html(r);
                r.getOutputStream().write(gzip(BYTES));
            } else {
                page(r);
            }
        });
        add("trailers", (q, r) -> {
            r.setTrailerFields(() -> Map.of("X-After", "yes"));
            r.setHeader("Trailer", "X-After");
            html(r);
            r.flushBuffer();
            r.getWriter().print(PAGE);
        });
    }

    private void answers() {
        for (int status : new int[] {400, 401, 403, 404, 418, 500, 503}) {
            add("send-error-" + status, (q, r) -> {
                html(r);
                r.getWriter().print("<p>gone<i");
                r.sendError(status);
            });
        }
        add("send-error-with-message", (q, r) -> r.sendError(404, "not here"));
        add("send-error-after-flush", (q, r) -> {
            page(r);
            r.flushBuffer();
            try {
                r.sendError(404);
            } catch (IllegalStateException e) {
                r.getOutputStream().print("<p>ISE");
            }
        });
        add("write-after-send-error", (q, r) -> {
            r.sendError(418);
            html(r);
            r.getWriter().print("<p>never seen<i");
        });
        add("send-redirect", (q, r) -> r.sendRedirect("/elsewhere"));
        add("send-redirect-after-write", (q, r) -> {
            html(r);
            r.getWriter().print("<p>gone<i");
            r.sendRedirect("/elsewhere?a=b");
        });
        add("redirect-by-status", (q, r) -> {
            r.setStatus(303);
            r.setHeader("Location", "/thanks");
        });
        add(
                "post-then-redirect",
                "POST",
                (q, r) -> {
                    q.getParameter("a");
                    r.setStatus(303);
                    r.setHeader("Location", "/thanks");
                },
                "Content-Length: 3",
                "Content-Type: application/x-www-form-urlencoded");
        add("headers-of-all-kinds", (q, r) -> {
            r.setHeader("X-A", "1");
            r.addHeader("X-A", "2");
            r.setIntHeader("X-B", 3);
            r.addIntHeader("X-B", 4);
            r.setDateHeader("X-C", 0);
            r.addDateHeader("X-C", 1000);
            r.addCookie(new jakarta.servlet.http.Cookie("session", "1"));
            r.setHeader("Vary", "Cookie");
            page(r);
        });
        add("options", "OPTIONS", (q, r) -> r.setHeader("Allow", "GET"));
        add("status-after-body", (q, r) -> {
            page(r);
            r.setStatus(202);
        });
    }

    private void dispatches() {
        add("forward", (q, r) -> q.getRequestDispatcher("/target/page").forward(q, r));
        add("forward-after-write", (q, r) -> {
            html(r);
            r.getWriter().print("<p>gone<i");
            q.getRequestDispatcher("/target/writer").forward(q, r);
        });
        add("forward-writer", (q, r) -> q.getRequestDispatcher("/target/writer").forward(q, r));
        add("forward-after-get-writer", (q, r) -> {
            r.getWriter();
            q.getRequestDispatcher("/target/writer").forward(q, r);
        });
        add("forward-twice", (q, r) -> q.getRequestDispatcher("/target/forward").forward(q, r));
        add(
                "forward-by-name",
                (q, r) -> q.getServletContext().getNamedDispatcher("target").forward(q, r));
        add(
                "forward-by-context",
                (q, r) -> q.getServletContext()
                        .getRequestDispatcher("/target/page")
                        .forward(q, r));
        add(
                "forward-to-a-static-file",
                (q, r) -> q.getRequestDispatcher("/static/page.html").forward(q, r));
        add(
                "forward-to-ends-inside-a-tag",
                (q, r) -> q.getRequestDispatcher("/target/cut").forward(q, r));
        add(
                "forward-to-an-error",
                (q, r) -> q.getRequestDispatcher("/target/error").forward(q, r));
        add("include", (q, r) -> {
            html(r);
            r.getWriter().print("<p>before</p>");
            q.getRequestDispatcher("/target/part").include(q, r);
            r.getWriter().print("<p>after</p>");
        });
        add("include-inside-a-tag", (q, r) -> {
            html(r);
            r.getWriter().print("<p title=\"");
            q.getRequestDispatcher("/target/word").include(q, r);
            r.getWriter().print("\">after</p>");
        });
        add("include-stream", (q, r) -> {
            html(r);
            r.getOutputStream().print("<p>before</p>");
            q.getRequestDispatcher("/target/stream").include(q, r);
            r.getOutputStream().print("<p>after</p>");
        });
        add("include-that-flushes", (q, r) -> {
            html(r);
            r.getWriter().print("<p>before</p>");
            q.getRequestDispatcher("/target/flush").include(q, r);
            r.getWriter().print("<p>after</p>");
        });
        add("include-three-deep", (q, r) -> {
            html(r);
            r.getWriter().print("<p>1");
            q.getRequestDispatcher("/target/deep?n=3").include(q, r);
            r.getWriter().print("</p>");
        });
        add("include-by-name", (q, r) -> {
            html(r);
            r.getWriter().print("<p>1");
            q.getServletContext().getNamedDispatcher("target").include(q, r);
            r.getWriter().print("</p>");
        });
        add("include-sets-headers-in-vain", (q, r) -> {
            html(r);
            q.getRequestDispatcher("/target/headers").include(q, r);
            r.getWriter().print("<p>after</p>");
        });
    }

    private void views() {
        add(
                "request-headers-of-a-post",
                "POST",
                (q, r) -> {
                    html(r);
                    r.getWriter()
                            .print("<p>" + q.getHeader("Accept-Encoding") + q.getHeader("Range")
                                    + q.getHeader("If-None-Match"));
                },
                "Accept-Encoding: br",
                "Range: bytes=0-1",
                "If-None-Match: \"x\"",
                "Content-Length: 0");
        add("server-sent-events", (q, r) -> {
            r.setContentType("text/event-stream");
            for (int i = 0; i < 3; i++) {
                r.getWriter().print("data: <p>" + i + "\n\n");
                r.getWriter().flush();
            }
        });
        add("fragment", (q, r) -> {
            html(r);
            r.getWriter().print("<li>one<li>two");
        });
    }
}
