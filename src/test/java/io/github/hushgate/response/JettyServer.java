package io.github.hushgate.response;

import io.github.hushgate.e2e.SelfSigned;
import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Path;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Jetty, of whichever version and Jakarta EE level is on the class path: its servlet classes have the level in their
 * package's name, and are asked by reflection.
 */
final class JettyServer {
    private static final String[] LEVELS = {"ee11", "ee10"};

    private JettyServer() {}

    static Server start(Server.App app, Server.Place place) throws Exception {
        var server = new org.eclipse.jetty.server.Server();
        var plain = new ServerConnector(server);
        plain.setHost("127.0.0.1");
        server.addConnector(plain);
        ServerConnector secure = place.isSecure() ? secure(server, place.keyStore()) : null;
        if (secure != null) {
            server.addConnector(secure);
        }
        server.setHandler(context(app, place.files()));
        server.start();
        return new Server.Running(plain.getLocalPort(), secure == null ? 0 : secure.getLocalPort(), server::stop);
    }

    private static ServerConnector secure(org.eclipse.jetty.server.Server server, Path keyStore) {
        var configuration = new HttpConfiguration();
        configuration.addCustomizer(new SecureRequestCustomizer());
        var tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keyStore.toString());
        tls.setKeyStorePassword(SelfSigned.PASSWORD);
        var alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol("http/1.1");
        var secure = new ServerConnector(
                server,
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                new HTTP2ServerConnectionFactory(configuration),
                new HttpConnectionFactory(configuration));
        secure.setHost("127.0.0.1");
        return secure;
    }

    private static Handler context(Server.App app, Path files) throws ReflectiveOperationException {
        Class<?> type = servletClass("ServletContextHandler");
        Object context = type.getConstructor().newInstance();
        type.getMethod("setContextPath", String.class).invoke(context, "/");
        type.getMethod("setBaseResourceAsPath", Path.class).invoke(context, files);
        type.getMethod("addServletContainerInitializer", ServletContainerInitializer.class)
                .invoke(context, Server.initializer(app));
        Object holder = type.getMethod("addServlet", String.class, String.class)
                .invoke(context, servletClass("DefaultServlet").getName(), "/");
        holder.getClass().getMethod("setAsyncSupported", boolean.class).invoke(holder, true);
        type.getMethod("setErrorHandler", Request.Handler.class).invoke(context, errors());
        return (Handler) context;
    }

    private static Object errors() throws ReflectiveOperationException {
        Class<?> type = servletClass("ErrorPageErrorHandler");
        Object errors = type.getConstructor().newInstance();
        for (String[] page : Server.ERROR_PAGES) {
            if (page[0].length() == 3) {
                type.getMethod("addErrorPage", int.class, String.class)
                        .invoke(errors, Integer.parseInt(page[0]), page[1]);
            } else {
                type.getMethod("addErrorPage", String.class, String.class).invoke(errors, page[0], page[1]);
            }
        }
        return errors;
    }

    private static Class<?> servletClass(String name) throws ClassNotFoundException {
        for (String level : LEVELS) {
            try {
                return Class.forName("org.eclipse.jetty." + level + ".servlet." + name);
            } catch (ClassNotFoundException e) {
                continue; // Another level's Jetty.
            }
        }
        throw new ClassNotFoundException("no Jetty servlet classes on the class path: " + name);
    }
}
