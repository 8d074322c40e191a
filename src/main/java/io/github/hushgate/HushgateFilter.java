package io.github.hushgate;

import io.github.hushgate.report.ReportSink;
import io.github.hushgate.report.ReportStore;
import io.github.hushgate.review.Review;
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
import java.util.List;
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
    private final List<ReportSink> mirrors;
    private @Nullable Site site;

    /** A filter whose settings stand in the other places. */
    public HushgateFilter() {
        this(Optional.empty(), Optional.empty(), List.of());
    }

    /** A filter with settings built in code. */
    public HushgateFilter(HushgateConfig config) {
        this(config, List.of());
    }

    /**
     * A filter with settings built in code. What is kept goes to the mirrors as well, such as counters; they are closed
     * with the filter.
     */
    public HushgateFilter(HushgateConfig config, List<? extends ReportSink> mirrors) {
        this(Optional.of(Objects.requireNonNull(config, "config")), Optional.empty(), List.copyOf(mirrors));
    }

    /**
     * A filter with settings built in code, and with a store of the caller's own, which stays the caller's to close.
     */
    public HushgateFilter(HushgateConfig config, ReportStore store) {
        this(
                Optional.of(Objects.requireNonNull(config, "config")),
                Optional.of(Objects.requireNonNull(store, "store")),
                List.of());
    }

    private HushgateFilter(Optional<HushgateConfig> code, Optional<ReportStore> store, List<ReportSink> mirrors) {
        this.code = code;
        this.store = store;
        this.mirrors = mirrors;
    }

    /** What is kept, summed up; empty while nothing is protected. */
    public Optional<Review> review() {
        Site open = site;
        return open == null ? Optional.empty() : Optional.of(open.review());
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
            site = Site.open(config, filter.getServletContext(), store, mirrors);
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
        HttpServletRequest asked = PlainWrappers.beneath(request);
        HttpServletResponse answer = PlainWrappers.beneath(response);
        if (open == null || asked == null || answer == null) {
            chain.doFilter(request, response);
        } else if (asked == request && answer == response) {
            open.serve(asked, answer, chain);
        } else {
            open.serve(asked, answer, PlainWrappers.under(request, response, asked, answer, chain));
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
