package io.github.hushgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Undertow makes filters late, unless told otherwise; WildFly does not tell it. */
class UndertowStartTest {
    private static DeploymentManager deployed(boolean declared, String key, String value) {
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(UndertowStartTest.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("test")
                .addServletContainerInitializer(
                        new ServletContainerInitializerInfo(HushgateInitializer.class, Set.of()))
                .addInitParameter("hushgate.sensitive", "/report/**")
                .addInitParameter(key, value);
        if (declared) {
            info.addFilter(Servlets.filter("own", HushgateFilter.class))
                    .addFilterUrlMapping("own", "/*", DispatcherType.REQUEST);
        }
        DeploymentManager manager = Servlets.newContainer().addDeployment(info);
        manager.deploy();
        return manager;
    }

    private static String failure(boolean declared, String key, String value) {
        StringBuilder all = new StringBuilder();
        for (Throwable each = assertThrows(
                        Exception.class, () -> deployed(declared, key, value).start());
                each != null;
                each = each.getCause()) {
            all.append(each.getMessage()).append('\n');
        }
        return all.toString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWrongSettingStopsTheStartAndNotTheFirstVisitor(boolean declared, @TempDir Path folder) throws Exception {
        assertTrue(failure(declared, "hushgate.mode", "enforec").contains("enforec"));
        Path file = Files.writeString(folder.resolve("file"), "");
        String directory = file.resolve("reports").toString();
        assertTrue(failure(declared, "hushgate.reports.directory", directory).contains("reports.directory"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFilterIsReadyBeforeTheFirstRequest(boolean declared, @TempDir Path folder) throws Exception {
        Path reports = folder.resolve("reports");
        DeploymentManager manager = deployed(declared, "hushgate.reports.directory", reports.toString());
        manager.start();
        assertTrue(Files.isDirectory(reports));
        assertEquals(
                1,
                manager.getDeployment()
                        .getServletContext()
                        .getFilterRegistrations()
                        .size());
        manager.stop();
        manager.undeploy();
    }
}
