package io.github.hushgate.response;

import io.github.hushgate.e2e.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** A directory with a {@code WEB-INF}, run by Tomcat as it runs any application: descriptors read, jars scanned. */
final class ExplodedApp {
    private ExplodedApp() {}

    /** Called by reflection in a class loader that holds Tomcat, and nothing of ours but the tests. */
    static Object[] start(Path app) throws Exception {
        TomcatURLStreamHandlerFactory.disable();
        var tomcat = new Tomcat();
        Path base = Files.createTempDirectory("hushgate-tomcat");
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.setSilent(true);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setAddDefaultWebXmlToWebapp(false);
        tomcat.getEngine().setParentClassLoader(ExplodedApp.class.getClassLoader());
        // The class path of the tests holds our classes too; a server's own does not.
        if (tomcat.addWebapp("", app.toString()).getJarScanner() instanceof StandardJarScanner scanner) {
            scanner.setScanClassPath(false);
        }
        tomcat.start();
        AutoCloseable stop = () -> {
            tomcat.stop();
            tomcat.destroy();
            Folders.delete(base);
        };
        return new Object[] {tomcat.getConnector().getLocalPort(), stop};
    }
}
