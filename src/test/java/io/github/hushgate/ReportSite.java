package io.github.hushgate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** A site in Tomcat whose filter takes reports; also a process of its own, so that it can be killed. */
final class ReportSite implements AutoCloseable {
    private static final Logger QUIET = Logger.getLogger("org.apache");

    private final Tomcat tomcat;

    private ReportSite(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    static ReportSite start(HushgateConfig config, Path base) throws Exception {
        QUIET.setLevel(Level.WARNING);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        tomcat.setConnector(connector);
        tomcat.addContext("", base.toString())
                .addServletContainerInitializer(
                        (classes, context) -> {
                            var filter = context.addFilter("hushgate", new HushgateFilter(config));
                            filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
                            context.addServlet("nothing", new Nothing()).addMapping("/");
                        },
                        null);
        tomcat.start();
        return new ReportSite(tomcat);
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** Settings without a rate, and with all the patience for the disk. */
    static ConfigBuilder config(Path reports) {
        return HushgateConfig.builder()
                .sensitive("/report/**")
                .reportsDirectory(reports)
                .read(SettingKeys.LIMIT_RECORDS, 1_000_000)
                .read(SettingKeys.LIMIT_FINGERPRINTS, 1_000_000)
                .read(SettingKeys.LIMIT_ACKNOWLEDGE_SECONDS, 60);
    }

    /** Serves until it is killed; tells its port on the first line. */
    public static void main(String[] args) throws Exception {
        ReportSite site = start(config(Path.of(args[0])).build(), Path.of(args[1]));
        System.out.println("port " + site.port());
    }

    @Override
    public void close() throws IOException {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IOException(e);
        }
    }

    /** Tomcat asks no filter where no servlet would answer. */
    private static final class Nothing extends HttpServlet {
        private static final long serialVersionUID = 1;
    }

    /** One visitor's connection. */
    static final class Visitor implements AutoCloseable {
        /** Stands in each report where a visitor's story could. */
        static final String SECRET = "zq7janedoecr12345";

        private static final byte[] END = {'\r', '\n', '\r', '\n'};

        private final int port;
        private final Socket socket;

        Visitor(int port) throws IOException {
            this.port = port;
            this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(120_000);
        }

        /** The legacy report of a blocked image, with what nobody may keep in it. */
        String legacy(String host) {
            return "{\"csp-report\":{\"document-uri\":\"http://127.0.0.1:" + port + "/report/x?name=" + SECRET
                    + "\",\"referrer\":\""
                    + SECRET + "\",\"script-sample\":\"" + SECRET + "\","
                    + "\"effective-directive\":\"img-src\",\"disposition\":\"enforce\",\"blocked-uri\":\"https://"
                    + host
                    + "/" + SECRET + "\",\"status-code\":200}}";
        }

        /** Sends a body and gives the status of the answer. */
        int post(String body) throws IOException {
            return post("application/csp-report", body);
        }

        int post(String mediaType, String body) throws IOException {
            return send("POST", "Content-Type: " + mediaType + "\r\n", body);
        }

        /** Sends a request with these header lines, each ended by CRLF, and gives the status of the answer. */
        int send(String method, String headers, String body) throws IOException {
            begin(method, headers, body, body.length());
            return status(socket.getInputStream());
        }

        /** Sends the beginning of a body of ASCII, so much of it. */
        void begin(String method, String headers, String body, int length) throws IOException {
            String head = method + " /hushgate/reports?p=a HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + headers
                    + "Content-Length: " + body.length() + "\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write((head + body.substring(0, length)).getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        /**
         * Sends a body byte by byte until the answer comes, however late the site begins to read; then what is left.
         */
        int drip(String method, String headers, String body) throws IOException {
            begin(method, headers, body, 0);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            int sent = 0;
            while (in.available() == 0 && sent < body.length()) {
                out.write(body.charAt(sent++));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            out.write(body.substring(sent).getBytes(StandardCharsets.US_ASCII));
            return status(in);
        }

        /** Sends nothing any more, and gives the status of the answer that comes all the same. */
        int hangUp() throws IOException {
            socket.shutdownOutput();
            return status(socket.getInputStream());
        }

        private static int status(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            for (int matched = 0; matched < END.length; ) {
                int read = in.read();
                if (read < 0) {
                    throw new IOException("the connection ended");
                }
                head.append((char) read);
                matched = read == END[matched] ? matched + 1 : read == '\r' ? 1 : 0;
            }
            return Integer.parseInt(head.substring(9, 12));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
