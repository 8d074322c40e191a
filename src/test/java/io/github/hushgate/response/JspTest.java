package io.github.hushgate.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hushgate.HushgateConfig;
import io.github.hushgate.HushgateFilter;
import io.github.hushgate.response.Server.Container;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jasper.servlet.JasperInitializer;
import org.apache.jasper.servlet.JspServlet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jakarta Server Pages, with their own buffers, includes, forwards and error pages, in Tomcat. */
class JspTest {
    private static final Map<String, String> PAGES = Map.of(
            "buffer", """
                    <%@page contentType="text/html;charset=UTF-8" buffer="1kb"%><!DOCTYPE html><title>ü</title>
                    <% for (int i = 0; i < 900; i++) { %><p>line <%= i %></p><% } %>
                    """,
            "unbuffered", """
                    <%@page contentType="text/html;charset=UTF-8" buffer="none"%><p>one</p><% out.flush(); %><p>two</p>
                    """,
            "include", """
                    <%@page contentType="text/html;charset=UTF-8"%><p>before</p><jsp:include page="buffer.jsp" flush="true"/>
                    <jsp:include page="part.jsp"/><%@include file="part.jsp"%><p>after</p>
                    """,
            "part", "<b>part</b>",
            "forward", "<%@page buffer=\"8kb\"%>lost<jsp:forward page=\"buffer.jsp\"/>",
            "error", """
                    <%@page errorPage="sorry.jsp" buffer="8kb"%>lost<% if (true) throw new IllegalStateException("x"); %>
                    """,
            "sorry",
                    "<%@page isErrorPage=\"true\" contentType=\"text/html\"%><p>sorry: <%= exception.getMessage() %></p>",
            "redirect", "<% response.sendRedirect(\"buffer.jsp\"); %>",
            "cleared", "<%@page buffer=\"8kb\" contentType=\"text/html\"%>lost<% out.clearBuffer(); %><p>kept</p>",
            "tracker", """
                    <%@page contentType="text/html;charset=UTF-8" buffer="1kb"%><% for (int i = 0; i < 90; i++) { %><p>ü</p>
                    """ + Tracking.TRACKER + "<% } %>");

    @TempDir
    Path files;

    @BeforeEach
    void writePages() throws IOException {
        for (String folder : new String[] {"report", "open"}) {
            Files.createDirectories(files.resolve(folder));
            for (var page : PAGES.entrySet()) {
                Files.writeString(files.resolve(folder).resolve(page.getKey() + ".jsp"), page.getValue());
            }
        }
    }

    private static void register(ServletContext context) {
        try {
            new JasperInitializer().onStartup(Set.of(), context);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
        context.addServlet("jsp", new JspServlet()).addMapping("*.jsp");
    }

    private Map<String, String> answers(String folder, Server.App app) throws Exception {
        Server server = Server.start(Container.TOMCAT, app, files);
        try {
            Map<String, String> answers = new TreeMap<>();
            for (String name : PAGES.keySet()) {
                if (name.equals("sorry")) {
                    continue; // Asked for by itself it fails with a stack trace, in which a filter stands.
                }
                Wire.Answer answer = Wire.get(server.port(), "/" + folder + "/" + name + ".jsp");
                answers.put(name, answer.status() + " " + answer.text());
            }
            return answers;
        } finally {
            server.close();
        }
    }

    @Test
    void theirAnswersAreAsWithoutTheFilterButForTheTracker() throws Exception {
        Server.App filtered = context -> {
            BehaviourApp.map(
                    context,
                    new HushgateFilter(
                            HushgateConfig.builder().sensitive("/report/**").build()));
            register(context);
        };
        Map<String, String> bare = answers("report", JspTest::register);
        assertTrue(bare.get("error").startsWith("500 <p>sorry: x</p>"), bare.get("error"));
        assertTrue(bare.get("include").contains("line 899"), bare.get("include"));
        assertSame(bare, answers("open", filtered));

        bare.compute("tracker", (name, text) -> text.replace(Tracking.TRACKER, ""));
        assertSame(bare, answers("report", filtered));
    }

    private static void assertSame(Map<String, String> expected, Map<String, String> answers) {
        expected.forEach((name, answer) -> assertEquals(answer, answers.get(name), name));
    }
}
