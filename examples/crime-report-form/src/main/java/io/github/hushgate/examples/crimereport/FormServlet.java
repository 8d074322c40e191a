package io.github.hushgate.examples.crimereport;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToIntFunction;

/** The crime-report form. It knows nothing of the filter: both views run this class and one template. */
final class FormServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MAX_ANSWER = 2_000;

    private final transient ToIntFunction<View> vendorPort;

    /** A form whose pages load the vendors' tags from this port. */
    FormServlet(ToIntFunction<View> vendorPort) {
        this.vendorPort = vendorPort;
    }

    private static View view(HttpServletRequest request) {
        return View.of(request.getServletPath().substring(1));
    }

    private static String step(HttpServletRequest request) {
        return Optional.ofNullable(request.getPathInfo()).orElse("/");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> answers = answers(request);
        Offence.of(Optional.ofNullable(request.getParameter("offence")).orElse(""))
                .ifPresent(offence -> answers.put("offence", offence.word()));
        keep(request, answers);
        switch (step(request)) {
            case "/" -> show(request, response, "home", "Tell us about a crime", answers);
            case "/advice" -> show(request, response, "advice", "Advice for victims", answers);
            case "/report" -> show(request, response, "offence", "What do you want to report?", answers);
            case "/report/what-happened" -> show(request, response, "what-happened", "What happened?", answers);
            case "/report/about-you" -> show(request, response, "about-you", "How may we contact you?", answers);
            case "/report/check" -> show(request, response, "check", "Check what you wrote", answers);
            case "/report/thank-you" -> show(request, response, "thank-you", "We have your report", answers);
            default -> {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                show(request, response, "not-found", "Page not found", answers);
            }
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8");
        Map<String, String> answers = answers(request);
        for (String name : new String[] {"offence", "account", "when", "known", "name", "phone"}) {
            String answer = request.getParameter(name);
            if (answer != null) {
                answers.put(
                        name,
                        answer.strip().substring(0, Math.min(answer.strip().length(), MAX_ANSWER)));
            }
        }
        keep(request, answers);
        String report = "/" + view(request).path() + "/report";
        switch (step(request)) {
            case "/report" -> takeOffence(request, response, answers, report);
            case "/report/what-happened" -> takeAccount(request, response, answers, report);
            case "/report/about-you" -> takePhone(request, response, answers, report);
            case "/report/check" -> {
                request.getSession().invalidate();
                int number = ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
                response.sendRedirect(report + "/thank-you?ref=WM-" + number);
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void takeOffence(
            HttpServletRequest request, HttpServletResponse response, Map<String, String> answers, String report)
            throws IOException {
        Optional<Offence> offence = Offence.of(answers.getOrDefault("offence", ""));
        if (offence.isEmpty()) {
            refuse(answers, "offence-burglary", "Choose what you want to report");
            show(request, response, "offence", "Error: What do you want to report?", answers);
            return;
        }
        response.sendRedirect(report + "/what-happened?offence=" + offence.get().word());
    }

    private void takeAccount(
            HttpServletRequest request, HttpServletResponse response, Map<String, String> answers, String report)
            throws IOException {
        if (answers.getOrDefault("account", "").isEmpty()) {
            refuse(answers, "account", "Tell us something of what happened");
            show(request, response, "what-happened", "Error: What happened?", answers);
            return;
        }
        response.sendRedirect(report + "/about-you");
    }

    private void takePhone(
            HttpServletRequest request, HttpServletResponse response, Map<String, String> answers, String report)
            throws IOException {
        boolean plausible = answers.getOrDefault("phone", "").chars().allMatch(c -> "0123456789 +-()".indexOf(c) >= 0);
        if (!plausible) {
            refuse(answers, "phone", "Enter a telephone number, or leave it empty");
            show(request, response, "about-you", "Error: How may we contact you?", answers);
            return;
        }
        response.sendRedirect(report + "/check");
    }

    private static void refuse(Map<String, String> answers, String field, String message) {
        String told = Template.escape(message);
        answers.put("errorClass", "group--wrong");
        answers.put("rawFieldError", "<p class=\"wrong\"><span class=\"unseen\">Error: </span>" + told + "</p>");
        answers.put(
                "rawError",
                "<div class=\"errors\" role=\"alert\" tabindex=\"-1\"><h2>There is a problem</h2><p><a href=\"#" + field
                        + "\">" + told + "</a></p></div>");
    }

    /** What was answered so far, as a copy; kept in the session only, and only while the report is being written. */
    private static Map<String, String> answers(HttpServletRequest request) {
        HttpSession session = request.getSession(step(request).startsWith("/report"));
        return session != null && session.getAttribute(view(request).path()) instanceof Answers kept
                ? new HashMap<>(kept.byName())
                : new HashMap<>();
    }

    private static void keep(HttpServletRequest request, Map<String, String> answers) {
        if (step(request).startsWith("/report")) {
            request.getSession().setAttribute(view(request).path(), new Answers(Map.copyOf(answers)));
        }
    }

    private record Answers(Map<String, String> byName) {}

    private void show(
            HttpServletRequest request,
            HttpServletResponse response,
            String step,
            String title,
            Map<String, String> answers)
            throws IOException {
        View view = view(request);
        Map<String, String> values = new HashMap<>(answers);
        Offence offence = Offence.of(answers.getOrDefault("offence", "")).orElse(Offence.OTHER);
        values.put("offenceName", offence.label());
        values.put("known" + ("yes".equals(answers.get("known")) ? "Yes" : "No"), "checked");
        values.put("reference", Optional.ofNullable(request.getParameter("ref")).orElse(""));
        values.put("rawOffences", offences(answers.getOrDefault("offence", "")));
        values.put("view", view.path());
        values.put("title", title);
        values.put("vendorPort", Integer.toString(vendorPort.applyAsInt(view)));
        values.put("panelKicker", view.kicker());
        values.put("panelEmpty", view.empty());
        values.put("beforeUrl", "/before" + Template.escape(step(request)));
        values.put("afterUrl", "/after" + Template.escape(step(request)));
        String page = Resource.text("template.html")
                .replace("${beforeCurrent}", view == View.BEFORE ? "aria-current=\"page\"" : "")
                .replace("${afterCurrent}", view == View.AFTER ? "aria-current=\"page\"" : "");
        values.put("rawMain", Template.fill(Resource.text("steps/" + step + ".html"), values));
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(Template.fill(page, values));
    }

    private static String offences(String chosen) {
        var radios = new StringBuilder();
        for (Offence each : Offence.values()) {
            String id = "offence-" + each.word();
            radios.append("<div class=\"radio\"><input type=\"radio\" name=\"offence\" id=\"" + id + "\" value=\"")
                    .append(each.word())
                    .append(each.word().equals(chosen) ? "\" checked>" : "\">")
                    .append("<label for=\"" + id + "\">" + Template.escape(each.label()) + "</label></div>\n");
        }
        return radios.toString();
    }
}
