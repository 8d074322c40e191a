package io.github.hushgate.e2e;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** One tab of a browser, whichever it is, as a visitor uses it. */
interface Visitor extends AutoCloseable {
    /** Types an address, and waits for the page. */
    void open(String address) throws IOException;

    /** Clicks; does not wait for what follows. */
    void click(String selector) throws IOException;

    /** One step back; does not wait. */
    void back() throws IOException;

    /** The value of an expression, which may be a promise, as text. */
    String evaluate(String expression) throws IOException;

    /** Waits until something is so, as long as a busy machine may need. */
    void await(BooleanSupplier condition);

    @Override
    void close() throws IOException;

    /** A new tab of Chromium. */
    static Visitor of(Chromium chromium) {
        return new InChromium(chromium.tab());
    }

    /** A new tab of Firefox. */
    static Visitor of(Firefox firefox) throws IOException {
        return new InFirefox(firefox.tab());
    }

    /** Chromium. */
    record InChromium(Page page) implements Visitor {
        @Override
        public void open(String address) {
            page.navigate(address);
        }

        @Override
        public void click(String selector) {
            page.click(selector);
        }

        @Override
        public void back() {
            page.evaluate("() => { setTimeout(() => history.back(), 0); }");
        }

        @Override
        public String evaluate(String expression) {
            return String.valueOf(page.evaluate(expression));
        }

        @Override
        public void await(BooleanSupplier condition) {
            Chromium.await(page, condition);
        }

        @Override
        public void close() {
            page.close();
        }
    }

    /** Firefox. */
    record InFirefox(Firefox.Tab tab) implements Visitor {
        @Override
        public void open(String address) throws IOException {
            tab.navigate(address);
        }

        @Override
        public void click(String selector) throws IOException {
            tab.click(selector);
        }

        @Override
        public void back() throws IOException {
            tab.history(-1);
        }

        @Override
        public String evaluate(String expression) throws IOException {
            return tab.evaluate(expression);
        }

        @Override
        public void await(BooleanSupplier condition) {
            Firefox.await(condition);
        }

        @Override
        public void close() throws IOException {
            tab.close();
        }
    }
}
