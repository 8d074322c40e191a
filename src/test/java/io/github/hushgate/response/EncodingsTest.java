package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateConfig.Unreadable;
import io.github.hushgate.HushgateFilter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A page that the application compressed is read, or else what the owner decided is done with it. */
class EncodingsTest {
    @TempDir
    Path files;

    private record Encoded(Unreadable unreadable) implements Server.App {
        Encoded(String unreadable) {
            this(Unreadable.valueOf(unreadable));
        }

        @Override
        public void start(ServletContext context) {
            var config = HushgateConfig.builder().sensitive("/**").trackersUnreadable(unreadable);
            BehaviourApp.map(context, new HushgateFilter(config.build()));
            context.addServlet("pages", new Pages()).addMapping("/p/*");
        }
    }

    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String[] way = request.getPathInfo().substring(1).split("/");
            response.setContentType("text/html;charset=UTF-8");
            response.setHeader("Content-Encoding", way[0].replace("raw-", ""));
            byte[] body = encode(way[0], Tracking.PAGE.getBytes(StandardCharsets.UTF_8));
            int step = way.length > 1 ? Integer.parseInt(way[1]) : body.length;
            for (int at = 0; at < body.length; at += step) {
                response.getOutputStream().write(body, at, Math.min(step, body.length - at));
            }
        }
    }

    private static byte[] encode(String way, byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream encoder = switch (way) {
            case "gzip", "x-gzip" -> new GZIPOutputStream(out);
            case "deflate" -> new DeflaterOutputStream(out);
            case "raw-deflate" -> new DeflaterOutputStream(out, new Deflater(9, true));
            default -> out;
        }) {
            encoder.write(bytes);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void gzipAndDeflateAreDecodedAndRewritten(Host host) throws Exception {
        Server server = host.start(Encoded.class, "PASS", new Server.Place(files, null));
        try {
            for (String way : List.of("gzip", "x-gzip", "deflate", "raw-deflate", "gzip/1", "deflate/1", "gzip/7")) {
                var answer = Wire.get(server.port(), "/p/" + way);
                assertEquals(Tracking.CLEAN, answer.text(), way);
                assertEquals("", answer.header("content-encoding"), way);
            }
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void whatNobodyReadsIsPassedUnderThePoliciesOrWithheld(Host host) throws Exception {
        for (Unreadable rule : Unreadable.values()) {
            Server server = host.start(Encoded.class, rule.name(), new Server.Place(files, null));
            try {
                for (String way : List.of("br", "zstd/5", "gzip, br")) {
                    var answer = Wire.get(server.port(), "/p/" + way.replace(" ", "%20"));
                    assertEquals(rule == Unreadable.PASS ? Tracking.PAGE : "", answer.text(), rule + way);
                    assertEquals(rule == Unreadable.PASS ? way.split("/")[0] : "", answer.header("content-encoding"));
                    assertFalse(answer.all("content-security-policy").isEmpty());
                }
            } finally {
                server.close();
            }
        }
    }
}
