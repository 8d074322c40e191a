package io.github.hushgate.e2e;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Ways out of a page, each to a host of its own: {@code NAME.tracker.test}. In the markup {@code HOST} stands for it,
 * {@code NONCE} for the response's nonce (a tracker that got in may have copied it), {@code WEBRTC} for a UDP port.
 * Each may throw: the others go on.
 */
final class ExitChannels {
    private static final Map<String, String> BESIDE = new LinkedHashMap<>();
    private static final Map<String, String> ALONE = new LinkedHashMap<>();

    static {
        head("preconnect", "<link rel=preconnect href=https://HOST>");
        head("preload-image", "<link rel=preload as=image href=https://HOST/i.png>");
        head("preload-script", "<link rel=preload as=script href=https://HOST/s.js>");
        head("modulepreload", "<link rel=modulepreload href=https://HOST/s.js>");
        head("prefetch", "<link rel=prefetch href=https://HOST/p.html>");
        head("stylesheet", "<link rel=stylesheet href=https://HOST/s.css>");
        head("css-import", "<style nonce=NONCE>@import 'https://HOST/s.css';</style>");
        head(
                "css-font",
                "<style nonce=NONCE>@font-face{font-family:x;"
                        + "src:url(https://HOST/f.woff2)} b{font-family:x}</style><b>x</b>");
        head("css-image", "<style nonce=NONCE>#bg{background:url(https://HOST/i.png)}</style><p id=bg>x");
        head("style-attribute", "<p style='background:url(https://HOST/i.png)'>x");
        head("script", "<script src=https://HOST/s.js></script>");
        head("script-nonce", "<script nonce=NONCE src=https://HOST/s.js></script>");
        head("script-module", "<script type=module nonce=NONCE src=https://HOST/s.js></script>");
        head("img", "<img src=https://HOST/i.png>");
        head("img-srcset", "<img srcset='https://HOST/i.png 1x'>");
        head("picture", "<picture><source srcset=https://HOST/i.png><img></picture>");
        head("input-image", "<input type=image src=https://HOST/i.png>");
        head("body-background", "<table background=https://HOST/i.png><tr><td>x</table>");
        head("svg-image", "<svg width=9 height=9><image href=https://HOST/i.png width=9 height=9 /></svg>");
        head("video", "<video src=https://HOST/v.mp4 preload=auto></video>");
        head("video-poster", "<video poster=https://HOST/i.png></video>");
        head("audio", "<audio src=https://HOST/a.mp3 preload=auto></audio>");
        head("object", "<object data=https://HOST/o.html></object>");
        head("embed", "<embed src=https://HOST/o.html type=text/html>");
        head("iframe", "<iframe src=https://HOST/f.html></iframe>");
        head("iframe-srcdoc", "<iframe srcdoc='<img src=https://HOST/i.png>'></iframe>");
        head("noscript-less-redirected-img", "<img src='/away?to=https://HOST/i.png'>");
        head("redirected-script", "<script nonce=NONCE src='/away?to=https://HOST/s.js'></script>");
        script(
                "script-inserted",
                "const s=document.createElement('script');s.src='https://HOST/s.js';document.head.append(s)");
        script(
                "script-inserted-nonce",
                "const s=document.createElement('script');s.nonce='NONCE';"
                        + "s.src='https://HOST/s.js';document.head.append(s)");
        script("import", "import('https://HOST/s.js').catch(()=>0)");
        script("image-object", "new Image().src='https://HOST/i.png'");
        script("fetch", "fetch('https://HOST/f',{mode:'no-cors'}).catch(()=>0)");
        script(
                "fetch-keepalive",
                "fetch('https://HOST/f',{mode:'no-cors',keepalive:true,method:'POST',body:'x'}).catch(()=>0)");
        script("redirected-fetch", "fetch('/away?to=https://HOST/f',{mode:'no-cors'}).catch(()=>0)");
        script("xhr", "const x=new XMLHttpRequest();x.open('GET','https://HOST/x');x.send()");
        script("beacon", "navigator.sendBeacon('https://HOST/b','x')");
        script("eventsource", "new EventSource('https://HOST/e')");
        script("websocket", "new WebSocket('wss://HOST/w')");
        script(
                "ping",
                "const a=document.createElement('a');a.href='#p';"
                        + "a.ping='https://HOST/p';document.body.append(a);a.click()");
        script(
                "worker",
                "new Worker(URL.createObjectURL(new Blob([\"fetch('https://HOST/f',"
                        + "{mode:'no-cors'})\"],{type:'text/javascript'})))");
        script(
                "worker-import",
                "new Worker(URL.createObjectURL(new "
                        + "Blob([\"importScripts('https://HOST/s.js')\"],{type:'text/javascript'})))");
        script(
                "webrtc",
                "const p=new RTCPeerConnection({iceServers:[{urls:'stun:127.0.0.1:WEBRTC'}]});"
                        + "p.createDataChannel('x');p.createOffer().then(o=>p.setLocalDescription(o))");
        script(
                "icon-inserted",
                "const l=document.createElement('link');l.rel='icon';"
                        + "l.href='https://HOST/i.png';document.head.append(l)");
        head(
                "speculation-prefetch",
                "<script type=speculationrules nonce=NONCE>{\"prefetch\":[{\"source\":\"list\","
                        + "\"urls\":[\"https://HOST/p.html\"]}]}</script>");

        alone("icon", "<link rel=icon href=https://HOST/i.png>");
        alone("location", "<script nonce=NONCE>setTimeout(()=>location='https://HOST/l.html',50)</script>");
        alone(
                "location-replace",
                "<script nonce=NONCE>setTimeout(()=>location.replace('https://HOST/l.html'),50)</script>");
        alone("meta-refresh", "<meta http-equiv=refresh content='0;url=https://HOST/m.html'>");
        alone("link-click", "<a id=go href=https://HOST/l.html>x</a>");
        alone("link-new-tab", "<a id=go target=_blank href=https://HOST/l.html>x</a>");
        alone(
                "window-open",
                "<button id=go>x</button><script nonce=NONCE>"
                        + "go.onclick=()=>window.open('https://HOST/o.html')</script>");
        alone(
                "form-post",
                "<form method=post action=https://HOST/f><input name=a value=b><button id=go>x</button></form>");
        alone("form-get", "<form action=https://HOST/f><input name=a value=b><button id=go>x</button></form>");
        alone(
                "form-action-attribute",
                "<form method=post action=/own><button id=go formaction=https://HOST/f>x</button></form>");
        alone("form-redirected", "<form method=post action='/away?to=https://HOST/f'><button id=go>x</button></form>");
        alone("link-redirected", "<a id=go href='/away?to=https://HOST/l.html'>x</a>");
    }

    private ExitChannels() {}

    private static void head(String name, String markup) {
        BESIDE.put(name, host(name, markup));
    }

    private static void script(String name, String code) {
        head(name, "<script nonce=NONCE>try{(()=>{" + code + "})()}catch(e){}</script>");
    }

    private static void alone(String name, String markup) {
        ALONE.put(name, host(name, markup));
    }

    private static String host(String name, String markup) {
        return markup.replace("HOST", name + ".tracker.test");
    }

    /** All channels that can stand on one page, on one page. */
    static String page() {
        return "<!doctype html><title>all</title>\n" + String.join("\n", BESIDE.values());
    }

    /**
     * The channels that leave the page, each on a page of its own; what has an element {@code go} waits for a click.
     */
    static Map<String, String> pages() {
        var pages = new TreeMap<String, String>();
        // Of two icons a browser loads one.
        ALONE.forEach((name, markup) -> pages.put(
                name,
                "<!doctype html><title>one</title>" + (name.equals("icon") ? "" : "<link rel=icon href=data:,>")
                        + markup));
        return pages;
    }

    /** The channels that {@link #page} holds. */
    static Set<String> beside() {
        return BESIDE.keySet();
    }

    /** Every channel's name. */
    static List<String> names() {
        return Stream.concat(BESIDE.keySet().stream(), ALONE.keySet().stream()).toList();
    }
}
