package io.github.hushgate;

import com.sun.management.ThreadMXBean;
import io.github.hushgate.HushgateConfig.Guard;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.catalina.startup.Tomcat;

/**
 * What the pages that {@code doorways: warn} looks at cost a site: the processor time that the container's threads use
 * for each single page, with the filter's doorways and without, one page here and one there in turns, in one run. From
 * the lowest tenths of the pages that are left alone, searched, and read, it computes what looking adds to each page,
 * by how often it comes. What a page that is left alone pays is too little to be seen here: see
 * {@link NeighbourBenchmark}. Names of kinds may be given.
 */
public final class DoorwayCost {
    private static final int PAGES = 20_000;

    /** Of each kind, gone through until then, so far as there is room for routes. */
    private static final int ROUTES = 100;

    /** As {@code Doorways} decides. */
    private static final int SEARCHED_IN = 100;

    private static final int READ_IN = 10_000;

    private static final int FIRST = 5;
    private static final int PAGE_BYTES = 30_000;
    private static final String TRACKER = "<script src=\"https://connect.facebook.net/en_US/fbevents.js\"></script>";
    private static final String LINK = "<a href=/report/rape>Report</a>";
    private static final Map<String, byte[]> KINDS = new TreeMap<>(Map.of(
            "neither", page(""),
            "link", page(LINK),
            "tracker", page(TRACKER + "<p>The yearly report"),
            "doorway", page(TRACKER + LINK)));

    private DoorwayCost() {}

    private static byte[] page(String told) {
        var html = new StringBuilder("<!doctype html><title>News</title>" + told);
        while (html.length() < PAGE_BYTES) {
            html.append("<div class=\"row\"><h2>Opening hours</h2><p>The station is open <a href=\"/stations/7\">from"
                    + " eight</a> to six. <a href=\"https://city.example/map\">Map</a></p>"
                    + "<img src=\"/static/station.jpg\" alt=\"\"></div>\n");
        }
        return html.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Renders nothing: the page is bytes that lie ready, so that the filter's share is at its largest. */
    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=utf-8");
            byte[] page = KINDS.get(request.getRequestURI().split("/")[1]);
            response.setContentLength(page.length);
            response.getOutputStream().write(page);
        }
    }

    private static Tomcat start(boolean watched) throws Exception {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("cost").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        var context = tomcat.addContext("", Files.createTempDirectory("cost").toString());
        Tomcat.addServlet(context, "pages", new Pages());
        context.addServletMappingDecoded("/", "pages");
        Guard doorways = watched ? Guard.WARN : Guard.OFF;
        HushgateConfig config = HushgateConfig.builder()
                .sensitive("/report/**")
                .journeyDoorways(doorways)
                .build();
        context.addServletContainerInitializer(
                (classes, servlets) -> servlets.addFilter("hushgate", new HushgateFilter(config))
                        .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*"),
                null);
        tomcat.start();
        return tomcat;
    }

    /** One side: a server, and a visitor who keeps his connection. */
    private static final class Side implements AutoCloseable {
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private final Tomcat server;
        private final long[] threads;
        private final Socket socket;
        private final InputStream in;

        /** The container numbers its servers, and names their threads so. */
        Side(boolean watched, int number) throws Exception {
            server = start(watched);
            threads = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                    .filter(info -> info != null && info.getThreadName().contains("-auto-" + number + "-"))
                    .mapToLong(info -> info.getThreadId())
                    .toArray();
            socket = new Socket("127.0.0.1", server.getConnector().getLocalPort());
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        }

        /** Microseconds that its threads used for one more page. */
        double page(byte[] request) throws IOException {
            long before = used();
            socket.getOutputStream().write(request);
            skip(in);
            return (used() - before) / 1e3;
        }

        private long used() {
            long sum = 0;
            for (long id : threads) {
                sum += Math.max(0, THREADS.getThreadCpuTime(id));
            }
            return sum;
        }

        @Override
        public void close() throws Exception {
            socket.close();
            server.stop();
        }
    }

    private static void skip(InputStream in) throws IOException {
        int length = -1;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            length = line.startsWith("Content-Length:")
                    ? Integer.parseInt(line.substring(15).strip())
                    : length;
            chunked |= line.startsWith("Transfer-Encoding:");
        }
        if (chunked) {
            for (int size = size(in); size > 0; size = size(in)) {
                in.skipNBytes(size);
                line(in);
            }
            line(in);
        } else {
            in.skipNBytes(length);
        }
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private static void compare(String kind, Side off, Side warn) throws Exception {
        byte[] request = request(kind);
        List<Double> without = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<Double> searched = new ArrayList<>();
        List<Double> read = new ArrayList<>();
        for (int page = 0; page < PAGES; page++) {
            boolean first = page % 2 == 0;
            double here = first ? off.page(request) : 0;
            double there = warn.page(request);
            here = first ? here : off.page(request);
            without.add(here);
            // The first pages are read whatever comes.
            boolean isRead = page < FIRST || page % READ_IN == 0;
            (isRead ? read : page % SEARCHED_IN == 0 ? searched : alone).add(there);
        }
        double added = (undisturbed(searched) - undisturbed(alone)) / SEARCHED_IN
                + (undisturbed(read) - undisturbed(searched)) / READ_IN;
        System.out.printf(
                "%-8s us a page: without %.2f, left alone %.2f, searched %.2f (%d), read %.2f (%d); looking adds %.2f%n",
                kind,
                undisturbed(without),
                undisturbed(alone),
                undisturbed(searched),
                searched.size(),
                undisturbed(read),
                read.size(),
                added);
    }

    /** The lowest tenth's upper end: what a page costs where nothing else on the machine gets in its way. */
    private static double undisturbed(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 10);
    }

    private static byte[] request(String path) {
        return ("GET /" + path + " HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Dest: document\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * One page in a hundred would need millions of pages until the compiler has done its work. So its ways are gone
     * beforehand: by sensitive pages, by the first pages of many routes, and by the hundredth of each.
     */
    private static void warmUp(Side off, Side warn, Collection<String> kinds) throws IOException {
        for (String kind : kinds) {
            for (int route = 0; route < ROUTES; route++) {
                byte[] request = request(kind + "/r" + Integer.toString(route, 36));
                for (int page = 0; page <= SEARCHED_IN; page++) {
                    warn.page(request);
                    off.page(request);
                }
            }
        }
    }

    /** One run. */
    public static void main(String[] args) throws Exception {
        try (Side off = new Side(false, 1);
                Side warn = new Side(true, 2)) {
            warmUp(off, warn, KINDS.keySet());
            for (String kind : args.length == 0 ? KINDS.keySet() : List.of(args)) {
                compare(kind, off, warn);
            }
        }
    }
}
