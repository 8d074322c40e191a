package io.github.hushgate.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The program behind {@code java -jar hushgate-cli.jar}. Exit codes: 0 nothing found, 1 found, 2 wrong usage or
 * settings, 3 unreadable.
 */
@Command(
        name = "hushgate",
        mixinStandardHelpOptions = true,
        versionProvider = HushgateCli.Version.class,
        description = "Keeps trackers off the pages where people confide things.",
        footer = {
            "",
            "Exit codes: 0 nothing found, 1 found, 2 wrong usage or settings, 3 unreadable.",
            "In a shell: alias hushgate='java -jar hushgate-cli.jar'; source <(hushgate generate-completion)"
        })
public final class HushgateCli implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    private HushgateCli() {}

    /** Runs the command that {@code args} name and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(Console.ofProcess(), args));
    }

    /** Runs one command line against the given streams; never throws. */
    static int run(Console console, String... args) {
        return commands(console).execute(args);
    }

    /** All commands. */
    static CommandLine commands(Console console) {
        return new CommandLine(new HushgateCli())
                .addSubcommand(new StripCommand(console))
                .addSubcommand(new ScanCommand(console))
                .addSubcommand(new PolicyCommand(console))
                .addSubcommand(new CheckPolicyCommand(console))
                .addSubcommand(new ApproveCommand(console))
                .addSubcommand(new ReviewCommand(console))
                .addSubcommand(CatalogCommand.of(console))
                .addSubcommand(new AutoComplete.GenerateCompletion())
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(HushgateCli::explain);
    }

    /** A person gets a sentence, not a stack trace; a stack trace's exit code would be that of a finding. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        Throwable told = failure instanceof UncheckedIOException wrapped ? wrapped.getCause() : failure;
        if (told instanceof IOException) {
            command.getErr().println("hushgate: cannot read or write: " + told.getMessage());
            return Exit.UNREADABLE;
        }
        if (failure instanceof IllegalArgumentException) {
            command.getErr().println("hushgate: " + failure.getMessage());
            return Exit.USAGE;
        }
        command.getErr().println("hushgate: this is a mistake of ours, not of yours; please report it:");
        failure.printStackTrace(command.getErr());
        return Exit.UNREADABLE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    /** The version of the jar that runs. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = HushgateCli.class.getPackage().getImplementationVersion();
            return new String[] {"hushgate " + (version == null ? "(not run from its jar)" : version)};
        }
    }
}
