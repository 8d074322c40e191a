package io.github.hushgate.response;

import io.github.hushgate.e2e.SelfSigned;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import java.net.InetSocketAddress;
import java.util.Set;

/** Undertow. */
final class UndertowServer {
    private UndertowServer() {}

    static Server start(Server.App app, Server.Place place) throws Exception {
        var files = new PathResourceManager(place.files());
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment(app, files));
        manager.deploy();
        Undertow.Builder builder = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(2)
                .setWorkerThreads(16)
                .setHandler(manager.start());
        if (place.isSecure()) {
            builder.setServerOption(UndertowOptions.ENABLE_HTTP2, true);
            builder.addHttpsListener(0, "127.0.0.1", new SelfSigned(place.keyStore()).context());
        }
        Undertow undertow = builder.build();
        undertow.start();
        return new Server.Running(port(undertow, 0), place.isSecure() ? port(undertow, 1) : 0, () -> {
            undertow.stop();
            manager.stop();
            manager.undeploy();
            files.close();
        });
    }

    private static DeploymentInfo deployment(Server.App app, PathResourceManager files) {
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(UndertowServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("test")
                .setResourceManager(files)
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        ServletContainerInitializer.class,
                        new ImmediateInstanceFactory<>(Server.initializer(app)),
                        Set.of()));
        for (String[] page : Server.ERROR_PAGES) {
            info.addErrorPage(
                    page[0].length() == 3
                            ? Servlets.errorPage(page[1], Integer.parseInt(page[0]))
                            : Servlets.errorPage(page[1], UnsupportedOperationException.class));
        }
        return info;
    }

    private static int port(Undertow undertow, int listener) {
        return ((InetSocketAddress) undertow.getListenerInfo().get(listener).getAddress()).getPort();
    }
}
