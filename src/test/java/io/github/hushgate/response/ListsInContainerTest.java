package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.response.Server.Container;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner's own list, from its file to the page that a visitor gets. */
class ListsInContainerTest {
    private static final String LISTED = "<script src=\"https://ads.unheard-of.example/x.js\"></script>";
    private static final String SPARED = "<script src=\"https://ads.unheard-of.example/ok.js\"></script>";
    private static final String CATALOGUED =
            "<script src=\"https://www.googletagmanager.com/gtm.js?id=GTM-ABC123\"></script>";

    @TempDir
    Path files;

    private Path list;

    @BeforeEach
    void aListThatSparesAnAddressOfItsOwnAndOneOfTheCatalog() throws Exception {
        list = Files.writeString(
                files.resolve("own.txt"),
                "||ads.unheard-of.example^\n@@||ads.unheard-of.example/ok.js\n@@||googletagmanager.com/gtm.js\n");
        Path pages = Files.createDirectory(files.resolve("report"));
        Files.writeString(pages.resolve("page.html"), "<body>" + LISTED + SPARED + CATALOGUED + "<p>form");
    }

    private String page(HushgateConfig config) throws Exception {
        Server server = Server.start(
                Container.TOMCAT,
                context -> {
                    BehaviourApp.map(context, new HushgateFilter(config));
                    context.addServlet("files", "org.apache.catalina.servlets.DefaultServlet")
                            .addMapping("/report/*");
                },
                files);
        try {
            return Wire.get(server.port(), "/report/page.html").text();
        } finally {
            server.close();
        }
    }

    @Test
    void anExceptionSparesWhatAListNamesAndNothingOfTheCatalog() throws Exception {
        HushgateConfig config = HushgateConfig.builder()
                .sensitive("/report/**")
                .trackersLists(list)
                .trackersSurrogates(false)
                .build();
        assertEquals("<body>" + SPARED + "<p>form", page(config));
    }

    @Test
    void aTrackerOfTheCatalogIsSparedByTheOwnersWordAlone() throws Exception {
        HushgateConfig config = HushgateConfig.builder()
                .sensitive("/report/**")
                .trackersLists(list)
                .trackersKeep("google-tag-manager", "the consent banner comes through it")
                .build();
        assertEquals("<body>" + SPARED + CATALOGUED + "<p>form", page(config));
    }
}
