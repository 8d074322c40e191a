package io.github.hushgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** One command line after another, with what each said. */
final class Cli {
    private final boolean terminal;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** As in a pipe. */
    Cli() {
        this(false);
    }

    Cli(boolean terminal) {
        this.terminal = terminal;
    }

    int run(String in, String... args) {
        return run(in.getBytes(UTF_8), args);
    }

    int run(byte[] in, String... args) {
        out.reset();
        err.reset();
        return HushgateCli.run(console(in), args);
    }

    private Console console(byte[] in) {
        return new Console(
                new ByteArrayInputStream(in),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                terminal);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    String out() {
        return out.toString(UTF_8);
    }

    List<String> lines() {
        return out().lines().toList();
    }

    String err() {
        return err.toString(UTF_8);
    }
}
