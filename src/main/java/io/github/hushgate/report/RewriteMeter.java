package io.github.hushgate.report;

/**
 * Is told what each page cost that went through the rewriter. A {@link ReportSink} beside the store that is one as well
 * is told without further ado. Safe for many threads; never blocks, never throws.
 */
@FunctionalInterface
public interface RewriteMeter {
    /**
     * A page has ended.
     *
     * @param route the sensitive pattern, or the word for pages beside the sensitive ones
     * @param bytes of the page, as the application wrote it
     * @param nanos spent on it in the rewriter, and on handing its output over
     */
    void rewrote(String route, long bytes, long nanos);
}
