package io.github.hushgate.response;

import io.github.hushgate.e2e.Folders;
import io.github.hushgate.e2e.SelfSigned;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Tomcat, of whichever version is on the class path. */
final class TomcatServer {
    private TomcatServer() {}

    static Server start(Server.App app, Server.Place place) throws Exception {
        TomcatURLStreamHandlerFactory.disable(); // There can be one in a JVM, and there are two Tomcats.
        var tomcat = new Tomcat();
        Path base = Files.createTempDirectory("hushgate-tomcat");
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.setSilent(true);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", place.files().toString());
        context.addServletContainerInitializer(Server.initializer(app), null);
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet")
                .addMapping("/");
        for (String[] page : Server.ERROR_PAGES) {
            context.addErrorPage(errorPage(page[0], page[1]));
        }
        context.addMimeMapping("html", "text/html");
        context.addMimeMapping("js", "text/javascript");
        context.addMimeMapping("svg", "image/svg+xml");
        Connector secure = place.isSecure() ? secure(place.keyStore()) : null;
        if (secure != null) {
            tomcat.getService().addConnector(secure);
        }
        tomcat.start();
        return new Server.Running(
                tomcat.getConnector().getLocalPort(), secure == null ? 0 : secure.getLocalPort(), () -> {
                    tomcat.stop();
                    tomcat.destroy();
                    Folders.delete(base);
                });
    }

    private static ErrorPage errorPage(String of, String location) {
        var error = new ErrorPage();
        error.setLocation(location);
        if (of.length() == 3) {
            error.setErrorCode(of);
        } else {
            error.setExceptionType(of);
        }
        return error;
    }

    private static Connector secure(Path keyStore) {
        var host = new SSLHostConfig();
        var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(keyStore.toString());
        certificate.setCertificateKeystorePassword(SelfSigned.PASSWORD);
        host.addCertificate(certificate);
        var connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("SSLEnabled", "true");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.addSslHostConfig(host);
        connector.addUpgradeProtocol(new Http2Protocol());
        return connector;
    }
}
