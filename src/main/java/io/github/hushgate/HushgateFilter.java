package io.github.hushgate;

import io.github.hushgate.report.ReportStore;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The front door: keeps trackers off the sensitive routes of a web application. Map it to {@code /*} and to the servlet
 * name {@code *}, for all dispatcher types, with async supported; on routes that are not sensitive it does nothing, and
 * allocates nothing.
 *
 * <p>Settings stand, each place overriding those before it, in a {@link HushgateConfig} built in code, in a JSON file,
 * in context parameters ({@code hushgate.*}), init parameters, the environment ({@code HUSHGATE_*}) and system
 * properties ({@code hushgate.*}). The key {@code config} of any but the first two names the file; otherwise it is
 * {@code /WEB-INF/hushgate.json} if there is one. Each override is logged at start.
 */
public final class HushgateFilter implements Filter {
    private static final Logger LOG = System.getLogger(HushgateFilter.class.getName());

    private final Optional<HushgateConfig> code;
    private final Optional<ReportStore> store;
    private @Nullable Site site;

    /** A filter whose settings stand in the other places. */
    public HushgateFilter() {
        this.code = Optional.empty();
        this.store = Optional.empty();
    }

    /** A filter with settings built in code. */
    public HushgateFilter(HushgateConfig config) {
        this.code = Optional.of(Objects.requireNonNull(config, "config"));
        this.store = Optional.empty();
    }

    /**
     * A filter with settings built in code, and with a store of the caller's own, which stays the caller's to close.
     */
    public HushgateFilter(HushgateConfig config, ReportStore store) {
        this.code = Optional.of(Objects.requireNonNull(config, "config"));
        this.store = Optional.of(Objects.requireNonNull(store, "store"));
    }

    /**
     * Reads the settings once.
     *
     * @throws IllegalArgumentException when one is wrong; the message names key, value and place
     */
    @Override
    public void init(FilterConfig filter) {
        SettingsReader.Result settings = SettingsReader.read(filter, code);
        settings.overrides().forEach(HushgateFilter::tell);
        HushgateConfig config = settings.config();
        if (config.rules().isEmpty()) {
            LOG.log(Level.WARNING, "Hushgate protects nothing: no pattern is set under the key \"sensitive\"");
        } else {
            site = Site.open(config, filter.getServletContext(), store);
        }
    }

    private static void tell(SettingsReader.Overriding override) {
        if (override.weakens()) {
            LOG.log(Level.WARNING, "{0}; that protects less", override.text());
        } else {
            LOG.log(Level.INFO, override.text());
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Site open = site;
        if (open != null
                && request instanceof HttpServletRequest asked
                && response instanceof HttpServletResponse answer) {
            open.serve(asked, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void destroy() {
        Site open = site;
        site = null;
        if (open != null) {
            open.close();
        }
    }
}
