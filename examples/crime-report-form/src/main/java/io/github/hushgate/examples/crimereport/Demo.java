package io.github.hushgate.examples.crimereport;

import io.github.hushgate.ConfigBuilder;
import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.review.ReviewAccess;
import io.github.hushgate.review.ReviewServlet;
import io.github.hushgate.store.MemoryStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** Starts the form and the stand-ins for the companies on the loopback address, and prints where to look. */
public final class Demo {
    private static final int PREFERRED_PORT = 8080;

    // Held, because the log manager holds loggers weakly.
    private static final Logger CONTAINER = Logger.getLogger("org.apache");

    private Demo() {}

    /** Runs until the process is ended; the port may be given as the only argument. */
    public static void main(String[] arguments) throws IOException, LifecycleException {
        CONTAINER.setLevel(Level.WARNING);
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : freePort();
        Tomcat site = site(port);
        site.start();
        System.out.printf("%nHushgate demo: http://localhost:%d/%n", port);
        System.out.printf("Everything runs on this computer. Press Ctrl+C to end it.%n%n");
        site.getServer().await();
    }

    private static int freePort() throws IOException {
        for (int port = PREFERRED_PORT; port < PREFERRED_PORT + 20; port++) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                continue; // taken by another program
            }
        }
        throw new IOException("no free port from " + PREFERRED_PORT + " on; give one as the argument");
    }

    private static Tomcat site(int port) throws IOException {
        Path base = Files.createTempDirectory("crime-report-form");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(base)));
        var tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(port);
        tomcat.getConnector()
                .setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        var context = tomcat.addContext("", base.toString());
        context.addServletContainerInitializer((classes, servlets) -> assemble(servlets), Set.of());
        return tomcat;
    }

    private static void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            System.err.printf("The server's empty folders stay in %s: %s%n", folder, e.getMessage());
        }
    }

    private static void assemble(ServletContext servlets) {
        Map<View, Ledger> ledgers = new EnumMap<>(View.class);
        Map<View, VendorStandIn> standIns = new EnumMap<>(View.class);
        for (View view : View.values()) {
            ledgers.put(view, new Ledger());
            standIns.put(view, VendorStandIn.start(ledgers.get(view)));
        }
        servlets.addServlet("form", new FormServlet(view -> standIns.get(view).port()))
                .addMapping("/before/*", "/after/*");
        servlets.addServlet("ledger", new LedgerServlet(ledgers)).addMapping("/ledger");
        servlets.addServlet("assets", new AssetsServlet()).addMapping("/");

        var kept = new MemoryStore();
        // Open to everybody, because the demonstration listens on this computer alone.
        servlets.addServlet("review", new ReviewServlet(kept, ReviewAccess.when(request -> true)))
                .addMapping("/hushgate/review");
        var filter = servlets.addFilter("hushgate", new HushgateFilter(settings(), kept));
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        filter.setAsyncSupported(true);
    }

    /**
     * All that the site's owner decides: what is sensitive. The aliases are the demonstration's, since no real company
     * may be contacted.
     */
    private static HushgateConfig settings() {
        ConfigBuilder settings = HushgateConfig.builder().sensitive("/after/**");
        for (Vendor vendor : Vendor.values()) {
            vendor.hosts()
                    .forEach(host ->
                            settings.trackersAlias(host + ".localhost", host, "the vendor's loopback stand-in"));
        }
        return settings.build();
    }
}
