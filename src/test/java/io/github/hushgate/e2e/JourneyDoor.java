package io.github.hushgate.e2e;

import java.io.IOException;
import java.util.List;

/** A way by which a tracker that runs only on the other pages learns of the sensitive one; see the threat model. */
enum JourneyDoor {
    CLICK("a click on the entry page: its text and target") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            return enter(visitor, site, bench, "#report", "load/report/rape").contains("Report a rape");
        }
    },
    FORM("a form on the entry page: its fields") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            return enter(visitor, site, bench, "#send", "load/thanks").contains("confided");
        }
    },
    PAGESWAP("the final address, behind a redirect, by pageswap") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            return enter(visitor, site, bench, "#masked", "load/report/rape").contains("/report/rape");
        }
    },
    SERVICE_WORKER("a service worker of the site that imports the tracker") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            visitor.open(site.origin() + "/worker");
            install(visitor, "/sw.js");
            return readByWorker(visitor, site, bench);
        }
    },
    INSTALLED_WORKER("one with the tracker's code in it, installed before us, after its first update") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            site.filterIs(false);
            visitor.open(site.origin() + "/worker");
            install(visitor, "/sw-own.js");
            site.filterIs(true);
            visitor.evaluate("navigator.serviceWorker.getRegistration().then(all => all.update())"
                    + ".then(now => new Promise(done => { let left = 50; const look = () =>"
                    + " now.installing || now.waiting ? left-- ? setTimeout(look, 100) : done('late') : done('done');"
                    + " look(); }))");
            return readByWorker(visitor, site, bench);
        }
    },
    SHARED_WORKER("a shared worker that fetches the sensitive page") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            visitor.open(site.origin() + "/worker");
            visitor.evaluate("new Promise(done => { const w = new SharedWorker('/shared.js');"
                    + " w.port.onmessage = e => done(e.data); w.onerror = () => done('refused');"
                    + " setTimeout(() => done('silent'), 8000); })");
            Firefox.pause(SETTLE_MILLIS);
            return bench.toldText().contains("\"read\":true");
        }
    },
    FETCH("a script of another page that fetches the sensitive one") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            visitor.open(site.origin() + "/worker");
            return visitor.evaluate("fetch('/report/rape').then(answer => answer.text())")
                    .contains("Report rape");
        }
    },
    NOT_FOUND("the site's 404 page below a sensitive path") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            return lands(visitor, site, bench, "/report/nowhere");
        }
    },
    ERROR_PAGE("an error page for a sensitive path") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            return lands(visitor, site, bench, "/report/fails");
        }
    },
    OTHER_ADDRESS("a sensitive path in another address: /thanks?next=/report/rape") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            return lands(visitor, site, bench, "/thanks?next=%2Freport%2Frape");
        }
    },
    SERVER_COOKIE("_fbc that the server sets: handed to the application on sensitive requests") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            visitor.open(site.origin() + "/thanks?fbclid=1");
            site.cookies().clear();
            visitor.open(site.origin() + JourneySite.FORM);
            return site.cookies().toString().contains("_fbc");
        }
    },
    STORAGE_ACCESS("a frame of the tracker on the sensitive page, to ask for storage access") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            visitor.open(site.origin() + JourneySite.FORM);
            bench.clear(site);
            visitor.evaluate("new Promise(done => { const f = document.createElement('iframe');"
                    + " f.onload = () => done('loaded'); f.onerror = () => done('refused');"
                    + " f.src = 'http://www.facebook.com/frame'; document.body.append(f);"
                    + " setTimeout(() => done('silent'), 3000); })");
            return bench.hits().stream().anyMatch(hit -> hit.target().equals("/frame"));
        }
    },
    OPENER("a page that opens the sensitive one reads it") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            return opens(visitor, site, "");
        }
    },
    OPENER_SAME("the same, where that page sends COOP same-origin too") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            return opens(visitor, site, "same-origin");
        }
    },
    OPENER_NO("the same, where it sends noopener-allow-popups") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            return opens(visitor, site, "noopener-allow-popups");
        }
    },
    FRAME("a page that frames the sensitive one reads it") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            visitor.open(site.origin() + "/worker");
            return visitor.evaluate("new Promise(done => { const f = document.createElement('iframe');"
                            + " const read = () => { try { done(f.contentDocument.body.textContent) }"
                            + " catch (e) { done('refused') } };"
                            + " f.onload = read; f.src = '/report/rape'; document.body.append(f);"
                            + " setTimeout(read, 5000); })")
                    .contains("Report rape");
        }
    },
    PREFETCHED("the sensitive page is made ahead for the entry page that prefetches it") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            return isMadeAhead(visitor, site, "/hints");
        }
    },
    PRERENDERED("the sensitive page is made ahead for the entry page that prerenders it") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            return isMadeAhead(visitor, site, "/rules");
        }
    },
    PRERENDERS("the page after, which has a tracker, is made ahead for the sensitive page that prerenders it") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            visitor.open(site.origin() + "/report/ahead");
            visitor.await(() -> site.seen().contains("load/report/ahead"));
            Firefox.pause(AHEAD_MILLIS);
            // Under automation Chromium asks for the page and then lets nothing of it run.
            return site.ahead().contains("/advice");
        }
    },
    BROADCAST("what the sensitive page's own script says over a BroadcastChannel, in a tab that is open already") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            visitor.open(site.origin() + "/worker");
            return visitor.evaluate("new Promise(done => { new BroadcastChannel('own').onmessage = e => done(e.data);"
                            + " window.open('/report/rape'); setTimeout(() => done('silent'), 5000); })")
                    .contains("Report rape");
        }
    },
    LOCAL_STORAGE("what the sensitive page's own script keeps in localStorage") {
        @Override
        boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
            visitor.open(site.origin() + JourneySite.FORM);
            visitor.evaluate("localStorage.setItem('draft', 'confided')");
            visitor.open(site.origin() + "/thanks");
            return visitor.evaluate("String(localStorage.getItem('draft'))").contains("confided");
        }
    };

    private static final int SETTLE_MILLIS = 300;

    /** A browser makes a page ahead when it finds the time. */
    private static final int AHEAD_MILLIS = 1_500;

    private final String words;

    JourneyDoor(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Goes through the door; whether anything of the sensitive page came out. */
    abstract boolean leaks(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException;

    private static String enter(Visitor visitor, JourneySite site, JourneyBench bench, String selector, String seen)
            throws IOException {
        visitor.open(site.origin() + "/");
        visitor.await(() -> site.seen().contains("load/"));
        bench.clear(site);
        visitor.click(selector);
        visitor.await(() -> site.seen().contains(seen));
        Firefox.pause(SETTLE_MILLIS);
        return bench.toldText();
    }

    private static void install(Visitor visitor, String script) throws IOException {
        visitor.evaluate("navigator.serviceWorker.register('" + script + "').then(() => navigator.serviceWorker.ready)"
                + ".then(() => 'ready', e => 'refused')");
    }

    private static boolean readByWorker(Visitor visitor, JourneySite site, JourneyBench bench) throws IOException {
        bench.clear(site);
        visitor.open(site.origin() + JourneySite.FORM);
        visitor.await(() -> site.seen().contains("load/report/rape"));
        Firefox.pause(SETTLE_MILLIS);
        String told = bench.toldText();
        visitor.evaluate("navigator.serviceWorker.getRegistrations().then(all =>"
                + " Promise.all(all.map(each => each.unregister()))).then(() => 'gone')");
        return told.contains("\"worker\"");
    }

    private static boolean isMadeAhead(Visitor visitor, JourneySite site, String entry) throws IOException {
        visitor.open(site.origin() + entry);
        Firefox.pause(AHEAD_MILLIS);
        boolean made = site.ahead().contains("/report/rape");
        visitor.evaluate("setTimeout(() => location.assign('/report/rape'), 0)");
        visitor.await(() -> site.seen().contains("load/report/rape"));
        if (!site.seen().contains("load/report/rape")) {
            throw new IOException("the page does not open when the visitor goes there");
        }
        return made;
    }

    private static boolean lands(Visitor visitor, JourneySite site, JourneyBench bench, String path)
            throws IOException {
        visitor.open(site.origin() + path);
        visitor.await(() -> !site.seen().isEmpty());
        Firefox.pause(SETTLE_MILLIS);
        return List.of("/report", "%2Freport").stream().anyMatch(bench.toldText()::contains);
    }

    private static boolean opens(Visitor visitor, JourneySite site, String policy) throws IOException {
        site.neighbourOpenerPolicy(policy);
        try {
            visitor.open(site.origin() + "/worker");
            String read = visitor.evaluate("new Promise(done => { const w = window.open('/report/rape'); let left = 30;"
                    + " const look = () => { let text = ''; try { text = w.document.querySelector('#text').textContent }"
                    + " catch (e) { text = '' } if (text || !left--) done(text || 'refused'); else setTimeout(look, 100) };"
                    + " look(); })");
            return read.contains("Report rape");
        } finally {
            site.neighbourOpenerPolicy("");
        }
    }
}
