package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A page leaves without its tracker and otherwise to the byte, in every encoding and however the browser learns of it.
 */
class PageCharsetTest {
    @TempDir
    Path files;

    /** How a page is served: the Content-Type, the encoding it is really in, and what it begins with. */
    private record Served(String type, String charset, String start) {
        private byte[] bytes(String text) {
            String page = start + text.replace("after", "\u3042after\u3042");
            if (type.contains("xml")) {
                page = page.replace("v=1\">", "v=1\"/>");
            }
            if (type.contains("jp") || start.contains("jp")) {
                page = page.replace("before", "\u308C\u308D before"); // 0x24 0x6C, 0x24 0x6D
            }
            return page.getBytes(Charset.forName(charset));
        }
    }

    private static final Map<String, Served> PAGES = Map.of(
            "utf-16le", new Served("text/html;charset=UTF-16LE", "UTF-16LE", ""),
            "utf-16be", new Served("text/html; charset=\"utf-16be\"", "UTF-16BE", ""),
            "mark", new Served("text/html", "UTF-16LE", "\uFEFF"),
            "mark-over-header", new Served("text/html;charset=utf-8", "UTF-16BE", "\uFEFF"),
            "jp-header", new Served("text/html;charset=iso-2022-jp", "ISO-2022-JP", ""),
            "jp-meta", new Served("text/html", "ISO-2022-JP", "<meta charset=iso-2022-jp>"),
            "sjis", new Served("text/html;charset=Shift_JIS", "windows-31j", ""),
            "xml", new Served("application/xhtml+xml", "UTF-16LE", "\uFEFF<?xml version='1.0'?>"));

    private static final class Site implements Server.App {
        Site(String unused) {}

        @Override
        public void start(ServletContext context) {
            var config = HushgateConfig.builder().sensitive("/**");
            BehaviourApp.map(context, new HushgateFilter(config.build()));
            context.addServlet("pages", new Pages()).addMapping("/p/*");
        }
    }

    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String[] way = request.getPathInfo().substring(1).split("/");
            Served page = PAGES.get(way[0]);
            response.setContentType(page.type());
            byte[] body = page.bytes(Tracking.PAGE);
            int step = Integer.parseInt(way[1]);
            for (int at = 0; at < body.length; at += step) {
                response.getOutputStream().write(body, at, Math.min(step, body.length - at));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void thePageLosesItsTrackerAndNothingElse(Host host) throws Exception {
        Server server = host.start(Site.class, "", new Server.Place(files, null));
        try {
            for (var each : PAGES.entrySet()) {
                for (int step : new int[] {1, 7, 4_096}) {
                    var answer = Wire.get(server.port(), "/p/" + each.getKey() + "/" + step);
                    assertArrayEquals(each.getValue().bytes(Tracking.CLEAN), answer.body(), each.getKey() + step);
                    assertFalse(answer.all("content-security-policy").isEmpty());
                }
            }
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void aRefreshThatBecomesAStepIsWrittenInThePagesOwnEncoding(Host host) throws Exception {
        Server server = host.start(Refreshing.class, "", new Server.Place(files, null));
        try {
            byte[] body = Wire.get(server.port(), "/r").body();
            var text = new String(body, StandardCharsets.UTF_16BE);
            assertFalse(!text.startsWith("\uFEFF<p>own</p><script") || !text.endsWith("</script>"), text);
        } finally {
            server.close();
        }
    }

    private static final class Refreshing implements Server.App {
        Refreshing(String unused) {}

        @Override
        public void start(ServletContext context) {
            var config = HushgateConfig.builder().sensitive("/**");
            BehaviourApp.map(context, new HushgateFilter(config.build()));
            context.addServlet("refresh", new Refresh()).addMapping("/r");
        }
    }

    private static final class Refresh extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html");
            response.setHeader("Refresh", "5; url=https://elsewhere.example/");
            var body = new ByteArrayOutputStream();
            body.writeBytes("\uFEFF<p>own</p>".getBytes(StandardCharsets.UTF_16BE));
            response.getOutputStream().write(body.toByteArray());
        }
    }
}
