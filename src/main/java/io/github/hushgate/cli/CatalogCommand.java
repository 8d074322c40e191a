package io.github.hushgate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks the bundled catalog of trackers, and the owner's lists beside it. */
@Command(
        name = "catalog",
        mixinStandardHelpOptions = true,
        description = "Asks the catalog of trackers: who is in it, what they are known by, what an address is.")
final class CatalogCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    private CatalogCommand() {}

    static CommandLine of(Console console) {
        return new CommandLine(new CatalogCommand())
                .addSubcommand(new CatalogListCommand(console))
                .addSubcommand(new CatalogShowCommand(console))
                .addSubcommand(new CatalogExplainCommand(console))
                .addSubcommand(new CatalogCloaksCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name one of list, show, explain, cloaks");
    }
}
