package io.github.hushgate.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tabs of one Chromium. */
final class ChromiumTabs implements ShapeTabs {
    private static final int LOAD_TIMEOUT = 2_500;
    private static final int TEXT_TIMEOUT = 1_000;

    private final Chromium chromium;
    private final List<Page> tabs;

    ChromiumTabs(Chromium chromium, int count) {
        this.chromium = chromium;
        this.tabs = Stream.generate(chromium::tab).limit(count).toList();
    }

    /** In the tabs that were made last: the very last is the one in front. */
    @Override
    public List<String> open(List<Visit> some, int millisAfterLoad) {
        List<Page> used = tabs.subList(tabs.size() - some.size(), tabs.size());
        for (int i = 0; i < some.size(); i++) {
            go(used.get(i), some.get(i).address());
        }
        for (int i = 0; i < some.size(); i++) {
            settle(used.get(i), some.get(i).press());
        }
        used.get(0).waitForTimeout(millisAfterLoad);
        List<String> texts = new ArrayList<>();
        used.forEach(tab -> texts.add(text(tab)));
        return texts;
    }

    private static void go(Page tab, String address) {
        try {
            tab.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        } catch (PlaywrightException e) {
            // A page that refreshes itself away at once: what it contacts is counted all the same.
        }
    }

    private static void settle(Page tab, boolean press) {
        try {
            tab.waitForLoadState(LoadState.LOAD, new Page.WaitForLoadStateOptions().setTimeout(LOAD_TIMEOUT));
            if (press) {
                tab.evaluate("document.getElementById('go')?.click()");
            }
        } catch (PlaywrightException e) {
            // Some shapes never finish loading.
        }
    }

    private static String text(Page tab) {
        try {
            return tab.locator("body").innerText(new Locator.InnerTextOptions().setTimeout(TEXT_TIMEOUT));
        } catch (PlaywrightException e) {
            return "";
        }
    }

    @Override
    public void close() {
        chromium.close();
    }
}
