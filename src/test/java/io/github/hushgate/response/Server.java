package io.github.hushgate.response;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One web application in a real container on a loopback port. */
interface Server {
    /** HTTP/1.1 without TLS. */
    int port();

    /** HTTP/2 over TLS; 0 when no key store was given. */
    int securePort();

    void close() throws Exception;

    /** What the application registers. */
    interface App {
        void start(ServletContext context) throws ServletException;
    }

    /** The application's static files, and the key of its TLS port; without a key there is none. */
    record Place(Path files, Path keyStore) {
        boolean isSecure() {
            return keyStore != null;
        }
    }

    /** A kind of container that the project names; which version of it is for the class path to say. */
    enum Container {
        TOMCAT {
            @Override
            Server start(App app, Place place) throws Exception {
                return TomcatServer.start(app, place);
            }
        },
        JETTY {
            @Override
            Server start(App app, Place place) throws Exception {
                return JettyServer.start(app, place);
            }
        },
        UNDERTOW {
            @Override
            Server start(App app, Place place) throws Exception {
                return UndertowServer.start(app, place);
            }
        };

        abstract Server start(App app, Place place) throws Exception;
    }

    /** Starts the application with {@code files} as its static files. */
    static Server start(Container container, App app, Path files) throws Exception {
        return start(container, app, new Place(files, null));
    }

    static Server start(Container container, App app, Place place) throws Exception {
        for (String noisy : new String[] {"org.apache", "org.eclipse.jetty", "io.undertow", "org.xnio", "org.jboss"}) {
            Logger logger = Logger.getLogger(noisy);
            logger.setLevel(Level.OFF);
            QUIET.add(logger);
        }
        return container.start(app, place);
    }

    /** What the application's descriptor would say: a status or an exception, and the page for it. */
    String[][] ERROR_PAGES = {
        {"418", "/target/error-page"}, {"java.lang.UnsupportedOperationException", "/target/error-page"}
    };

    /** Held, because the log manager holds loggers weakly. */
    Set<Logger> QUIET = new CopyOnWriteArraySet<>();

    static ServletContainerInitializer initializer(App app) {
        return (classes, context) -> app.start(context);
    }

    /** What stops a container. */
    interface Stop {
        void run() throws Exception;
    }

    /** A container that listens. */
    record Running(int port, int securePort, Stop stop) implements Server {
        @Override
        public void close() throws Exception {
            stop.run();
        }
    }
}
