package io.github.hushgate.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test what its browser needs, the bench, made once for the whole run. Where the browser is not found, the test
 * is skipped aloud; on a build server (CI=true) it fails, because a proof that did not run is none.
 */
abstract class WithBench<B extends AutoCloseable> implements ExecutionCondition, ParameterResolver {
    private final Class<B> bench;
    private final String missing;

    /**
     * For benches of this type.
     *
     * @param missing what is said where the browser is not found
     */
    WithBench(Class<B> bench, String missing) {
        this.bench = bench;
        this.missing = missing;
    }

    abstract B open() throws IOException;

    abstract Optional<Path> browser(B opened);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (browser(bench(context)).isPresent()) {
            return ConditionEvaluationResult.enabled("a browser is here");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(missing);
        }
        System.err.println("SKIPPED " + context.getDisplayName() + ": " + missing);
        return ConditionEvaluationResult.disabled(missing);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == bench;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return bench(context);
    }

    private B bench(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(getClass())).computeIfAbsent(bench, type -> opened(), bench);
    }

    private B opened() {
        try {
            return open();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
