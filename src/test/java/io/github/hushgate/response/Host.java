package io.github.hushgate.response;

import io.github.hushgate.HushgateFilter;
import io.github.hushgate.response.Server.App;
import io.github.hushgate.response.Server.Container;
import io.github.hushgate.response.Server.Place;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every server that the project promises to be transparent in. Those whose Servlet API is not the class path's run in a
 * class loader of their own, which holds the server as the build put it beside the tests, and our classes once more.
 */
enum Host {
    TOMCAT_11(Container.TOMCAT, ""),
    JETTY_EE11(Container.JETTY, ""),
    UNDERTOW(Container.UNDERTOW, ""),
    TOMCAT_10_1(Container.TOMCAT, "tomcat-10.1"),
    JETTY_EE10(Container.JETTY, "jetty-ee10");

    /** Of each of our own dependencies, and of ourselves, one class. */
    private static final List<String> CARRIED = List.of(
            HushgateFilter.class.getName(),
            Host.class.getName(),
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.github.benmanes.caffeine.cache.Caffeine");

    private final Container container;
    private final String folder;
    private ClassLoader loader;

    Host(Container container, String folder) {
        this.container = container;
        this.folder = folder;
    }

    /** Starts an application: a class with a constructor that takes one text, so that any class loader can make one. */
    Server start(Class<? extends App> app, String argument, Place place) throws Exception {
        if (folder.isEmpty()) {
            return Server.start(container, app(app, argument), place);
        }
        ClassLoader theirs = shared();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(theirs);
        try {
            Method there = theirs.loadClass(Host.class.getName())
                    .getDeclaredMethod("startHere", String.class, String.class, String.class, Path.class, Path.class);
            there.setAccessible(true);
            Object[] started = (Object[])
                    there.invoke(null, container.name(), app.getName(), argument, place.files(), place.keyStore());
            return new Server.Running((int) started[0], (int) started[1], ((AutoCloseable) started[2])::close);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** One for all tests of this JVM: a server is slow while its classes are new. */
    private synchronized ClassLoader shared() throws IOException, ClassNotFoundException {
        if (loader == null) {
            loader = loader(folder, CARRIED);
        }
        return loader;
    }

    /** Called in the other class loader, by reflection: only the JDK's types pass between the two. */
    static Object[] startHere(String container, String app, String argument, Path files, Path keyStore)
            throws Exception {
        Class<? extends App> type = Class.forName(app).asSubclass(App.class);
        Server server = Server.start(Container.valueOf(container), app(type, argument), new Place(files, keyStore));
        AutoCloseable stop = server::close;
        return new Object[] {server.port(), server.securePort(), stop};
    }

    private static App app(Class<? extends App> app, String argument) throws ReflectiveOperationException {
        Constructor<? extends App> constructor = app.getDeclaredConstructor(String.class);
        constructor.setAccessible(true);
        return constructor.newInstance(argument);
    }

    /** A class loader with a server of {@code target/containers} and the jars that these classes come from. */
    static URLClassLoader loader(String folder, List<String> carried) throws IOException, ClassNotFoundException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars(folder)) {
            urls.add(jar.toUri().toURL());
        }
        for (String name : carried) {
            urls.add(Class.forName(name).getProtectionDomain().getCodeSource().getLocation());
        }
        return new URLClassLoader(folder, urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** The jars of a server that is not on the class path. */
    static List<Path> jars(String folder) throws IOException {
        Path jars = Path.of("target", "containers", folder);
        if (!Files.isDirectory(jars)) {
            throw new IOException(jars + " is missing; mvn process-test-resources makes it");
        }
        try (Stream<Path> found = Files.list(jars)) {
            return found.sorted().toList();
        }
    }
}
