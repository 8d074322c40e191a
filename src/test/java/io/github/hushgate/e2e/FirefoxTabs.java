package io.github.hushgate.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Windows of one Firefox: a tab that is not in front would load less. */
final class FirefoxTabs implements ShapeTabs {
    private static final int LOAD_TIMEOUT = 2_500;
    private static final int PAUSE = 25;

    private final Firefox firefox;
    private final List<Firefox.Tab> windows = new ArrayList<>();

    FirefoxTabs(Firefox firefox, int count) throws IOException {
        this.firefox = firefox;
        while (windows.size() < count) {
            windows.add(firefox.window());
        }
    }

    @Override
    public List<String> open(List<Visit> some, int millisAfterLoad) {
        List<Firefox.Tab> used = windows.subList(windows.size() - some.size(), windows.size());
        for (int i = 0; i < some.size(); i++) {
            go(used.get(i), some.get(i).address());
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOAD_TIMEOUT);
        for (int i = 0; i < some.size(); i++) {
            settle(used.get(i), some.get(i), end);
        }
        Firefox.pause(millisAfterLoad);
        List<String> texts = new ArrayList<>();
        used.forEach(tab -> texts.add(told(tab, "document.body ? document.body.innerText : ''")));
        return texts;
    }

    private static void go(Firefox.Tab tab, String address) {
        try {
            tab.go(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void settle(Firefox.Tab tab, Visit visit, long end) {
        String loaded = "String(location.href === '" + visit.address() + "' && document.readyState === 'complete')";
        while (!told(tab, loaded).equals("true") && System.nanoTime() < end) {
            Firefox.pause(PAUSE);
        }
        if (visit.press()) {
            told(tab, "document.getElementById('go')?.click()");
        }
    }

    /** What an expression says; empty where the page has just gone away. */
    private static String told(Firefox.Tab tab, String expression) {
        try {
            return tab.evaluate(expression);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        firefox.close();
    }
}
