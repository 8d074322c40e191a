/** Keeps trackers off the routes where people confide things. The exports are the public API, all of it. */
module io.github.hushgate {
    requires transitive jakarta.servlet;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires java.net.http;
    requires static org.jspecify;
    requires static info.picocli;
    requires static kafka.clients;
    requires static spring.beans;
    requires static spring.boot;
    requires static spring.boot.actuator;
    requires static spring.boot.actuator.autoconfigure;
    requires static spring.boot.autoconfigure;
    requires static spring.context;
    requires static spring.core;
    requires static micrometer.core;
    requires static java.naming;
    requires static transitive java.sql;

    exports io.github.hushgate;
    exports io.github.hushgate.assertions;
    exports io.github.hushgate.report;
    exports io.github.hushgate.policy;
    exports io.github.hushgate.review;
    exports io.github.hushgate.store;

    opens io.github.hushgate.spring;

    provides jakarta.servlet.ServletContainerInitializer with
            io.github.hushgate.HushgateInitializer;
}
