package io.github.hushgate.e2e;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** A Tomcat on a loopback port: one servlet for all paths and, before it, a filter if there is one. */
final class LoopbackTomcat implements AutoCloseable {
    /** Held, because a logger's level goes when nobody holds the logger. */
    private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();

    /**
     * Starts it.
     *
     * @param certificate with one it speaks TLS
     * @param more what else the site's context needs
     */
    LoopbackTomcat(
            Path folder,
            Optional<SelfSigned> certificate,
            HttpServlet pages,
            Optional<Filter> filter,
            Consumer<Context> more)
            throws IOException {
        TOMCAT_LOG.setLevel(Level.OFF);
        Path base = Files.createTempDirectory(folder, "tomcat");
        tomcat.setBaseDir(base.toString());
        tomcat.setConnector(connector(certificate));
        Context context = tomcat.addContext("", base.toString());
        Wrapper wrapper = Tomcat.addServlet(context, "pages", pages);
        wrapper.setAsyncSupported(true);
        wrapper.addMapping("/");
        more.accept(context);
        filter.ifPresent(given -> register(context, given));
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IOException(e);
        }
    }

    private static void register(Context context, Filter filter) {
        context.addServletContainerInitializer(
                (classes, servletContext) -> {
                    var registration = servletContext.addFilter("hushgate", filter);
                    registration.setAsyncSupported(true);
                    registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
                },
                null);
    }

    private static Connector connector(Optional<SelfSigned> certificate) {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        certificate.ifPresent(given -> speakTls(connector, given));
        return connector;
    }

    private static void speakTls(Connector connector, SelfSigned certificate) {
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate key = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        key.setCertificateKeystoreFile(certificate.keyStore().toString());
        key.setCertificateKeystorePassword(SelfSigned.PASSWORD);
        host.addCertificate(key);
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(host);
    }

    /** Where it listens. */
    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws IOException {
        if (tomcat.getServer().getState() == LifecycleState.DESTROYED) {
            return;
        }
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IOException(e);
        }
    }
}
