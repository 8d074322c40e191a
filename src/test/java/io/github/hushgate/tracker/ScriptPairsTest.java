package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Loaders of a tracker in what pages put around them, alone and with a statement of the page's own. */
class ScriptPairsTest {
    private static final List<String> LOADERS = List.of(
            "new Image().src='T';",
            "var i=new Image();i.src='T';",
            "var s=document.createElement('script');s.async=1;s.src='T';document.head.appendChild(s);",
            "(function(d,t,u){var g=d.createElement(t),s=d.getElementsByTagName(t)[0];g.src=u;s.parentNode.insertBefore(g,s)})"
                    + "(document,'script','T');",
            "fetch('T',{mode:'no-cors'});",
            "navigator.sendBeacon('T');",
            "document.body.insertAdjacentHTML('beforeend','<img src=\"T\">');",
            "import('T');",
            "var x=new XMLHttpRequest();x.open('GET','T');x.send();",
            "document.documentElement.style.backgroundImage='url(T)';",
            "document.head.append(Object.assign(document.createElement('script'),{src:'T',async:true}));",
            "['T'].forEach(u=>{const s=document.createElement('script');s.src=u;document.head.append(s)});",
            "new EventSource('T');",
            "new FontFace('x','url(T)').load();",
            "(function(u){new Image().src=u+'?'+Math.random()})('T');",
            "function load(u='T'){var s=document.createElement('script');s.src=u;document.head.appendChild(s)}load();",
            "var u=new URL('T');u.searchParams.set('a','b');fetch(u);",
            "for(const u of ['T'])new Image().src=u;",
            "var e=document.createElement('style');e.textContent='@import url(T)';document.head.appendChild(e);");

    private static final List<String> WRAPPINGS = List.of(
            "BODY",
            "(function(){BODY})();",
            "(()=>{BODY})();",
            "!function(){BODY}();",
            "(function(){BODY}).call(this);",
            "window.addEventListener('load',function(){BODY});",
            "document.addEventListener('DOMContentLoaded',()=>{BODY});",
            "window.onload=function(){BODY};",
            "setTimeout(function(){BODY},10);",
            "(window.requestIdleCallback||setTimeout)(()=>{BODY});",
            "Promise.resolve().then(()=>{BODY});",
            "queueMicrotask(()=>{BODY});",
            "try{BODY}catch(e){}",
            "if(!window.once){window.once=1;BODY}",
            "if(navigator.doNotTrack!=='1'){BODY}",
            "if(document.readyState==='complete'){BODY}else{window.addEventListener('load',function(){BODY})}",
            "for(var n=0;n<1;n++){BODY}",
            "switch(1){case 1:BODY}",
            "function go(){BODY}go();",
            "const go=()=>{BODY};go();",
            "async function go(){BODY}\ngo();",
            "class A{static go(){BODY}}A.go();",
            "class A{constructor(){BODY}}new A;",
            "var o={go(){BODY}};o.go();",
            "function*go(){BODY}go().next();",
            "'use strict';BODY",
            "// it's\nBODY",
            "console.log('loading');BODY",
            "performance.mark('a');BODY",
            "$(document).ready(function(){BODY});",
            "$(function(){BODY});",
            "var c=readConsent();if(c==='yes'){BODY}",
            "const c=Cookies.get('consent');\nif(c){BODY}",
            "var c=JSON.parse(localStorage.getItem('c')||'{}');if(c.all){BODY}",
            "document.onreadystatechange=function(){BODY};",
            "document.addEventListener('consent',(e)=>{if(e.detail.all){BODY}});",
            "window.ready=window.ready||[];ready.push(function(d){if(d.get('a')){BODY}});",
            "function load(){BODY}\ndocument.getElementById('accept').addEventListener('click',load);");

    private static final List<String> OWN = List.of(
            "initTabs();",
            "GOVUKFrontend.initAll();",
            "$('.x').hide();",
            "alert('Please wait');",
            "document.getElementById('out').textContent='x';",
            "document.body.className+=' js-enabled';",
            "document.documentElement.classList.remove('no-js');",
            "document.forms[0].addEventListener('submit',function(){this.q.disabled=true});",
            "document.addEventListener('DOMContentLoaded',init);",
            "document.querySelector('#f').addEventListener('submit',function(e){validate(e)});",
            "document.querySelectorAll('.t').forEach(t=>{enhance(t)});",
            "for(const b of document.querySelectorAll('button')){b.disabled=false}",
            "window.addEventListener('beforeunload',function(e){e.preventDefault()});",
            "history.replaceState(null,'',location.pathname);",
            "setTimeout(function(){document.forms[0].reset()},600000);",
            "if('serviceWorker' in navigator){navigator.serviceWorker.register('/sw.js')}",
            "fetch('/own').then(r=>r.text()).then(t=>{document.title=t});",
            "import('/own.js');",
            "(function(){var s=document.createElement('script');s.src='/own.js';document.head.appendChild(s)})();",
            "document.documentElement.style.backgroundImage='url(/own.png)';");

    private final TrackerDetector detector = TrackerDetector.of(Fixtures.catalog());

    private boolean goes(String script) {
        byte[] bytes = script.replace("T'", "//static.hotjar.com/a.js'")
                .replace("T)", "//static.hotjar.com/a.js)")
                .replace("T\"", "//static.hotjar.com/a.js\"")
                .getBytes(StandardCharsets.UTF_8);
        return Fixtures.goes(detector, bytes);
    }

    private static Stream<String> wrapped(String body) {
        return WRAPPINGS.stream().map(each -> each.replace("BODY", body));
    }

    @Test
    void aLoaderGoesWhateverIsPutAroundIt() {
        assertEquals(
                List.of(),
                LOADERS.stream()
                        .flatMap(ScriptPairsTest::wrapped)
                        .filter(script -> !goes(script))
                        .toList());
    }

    @Test
    void aStatementOfThePagesOwnKeepsTheScriptBeforeTheLoaderBehindItAndInside() {
        Stream<String> scripts = LOADERS.stream()
                .flatMap(loader -> OWN.stream()
                        .flatMap(own -> Stream.of(
                                        wrapped(loader)
                                                .flatMap(each -> Stream.of(own + "\n" + each, each + "\n" + own)),
                                        wrapped(own + loader),
                                        wrapped(loader + own))
                                .flatMap(each -> each)));
        assertEquals(List.of(), scripts.filter(this::goes).toList());
    }
}
