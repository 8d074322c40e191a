package io.github.hushgate.examples.springboot;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The home page, the form, and the page behind it. */
@Controller
class FormController {
    @GetMapping("/")
    String home() {
        return "home";
    }

    @GetMapping("/report")
    String form() {
        return "report";
    }

    @PostMapping("/report")
    String send() {
        return "redirect:/report/thanks";
    }

    @GetMapping("/report/thanks")
    String thanks() {
        return "thanks";
    }
}
