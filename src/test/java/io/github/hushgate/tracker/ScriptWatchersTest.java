package io.github.hushgate.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What tells a tracker of what happens on a page: all that lets it, all that it tells, and all ways to tell it. */
class ScriptWatchersTest {
    private static final List<String> WATCHING = List.of(
            "window.addEventListener('load',function(e){DOES});",
            "document.addEventListener('click',function(e){DOES});",
            "document.addEventListener('click',e=>{DOES},{capture:true,passive:true});",
            "document.addEventListener('submit',function(e){DOES},true);",
            "window.addEventListener('scroll',()=>{DOES},{once:true});",
            "document.addEventListener('input',e=>{DOES});",
            "document.body.addEventListener('mousemove',function(e){DOES});",
            "window.onbeforeunload=function(e){DOES};",
            "addEventListener('pagehide',e=>{DOES});",
            "document.onvisibilitychange=e=>{if(document.hidden){DOES}};",
            "document.addEventListener('visibilitychange',e=>{if(document.visibilityState=='hidden'){DOES}});",
            "window.onerror=function(e,u,l){DOES};",
            "addEventListener('unhandledrejection',e=>{DOES});",
            "addEventListener('hashchange',e=>{DOES});",
            "window.onpopstate=function(e){DOES};",
            "document.querySelectorAll('a').forEach(function(a){a.addEventListener('click',function(e){DOES})});",
            "document.querySelectorAll('form').forEach(f=>f.addEventListener('submit',e=>{DOES}));",
            "for(const a of document.links)a.addEventListener('click',e=>{DOES});",
            "Array.from(document.forms).forEach(function(f){f.addEventListener('change',function(e){DOES})});",
            "document.getElementById('report').addEventListener('submit',function(e){DOES});",
            "document.querySelector('#go').onclick=function(e){DOES};",
            "new MutationObserver(function(e){DOES}).observe(document,{childList:true,subtree:true});",
            "new IntersectionObserver(function(e){DOES}).observe(document.querySelector('footer'));",
            "new ResizeObserver(e=>{DOES}).observe(document.documentElement);",
            "new PerformanceObserver(e=>{DOES}).observe({entryTypes:['paint']});",
            "new ReportingObserver(e=>{DOES}).observe();",
            "setInterval(function(e){DOES},5000);",
            "setTimeout(e=>{DOES},3000);",
            "requestAnimationFrame(function(e){DOES});",
            "requestIdleCallback(e=>{DOES},{timeout:2000});",
            "queueMicrotask(e=>{DOES});",
            "matchMedia('(max-width:600px)').addEventListener('change',e=>{DOES});",
            "matchMedia('print').addListener(function(e){DOES});",
            "window.addEventListener('message',function(e){DOES});",
            "new BroadcastChannel('a').onmessage=e=>{DOES};",
            "navigator.connection.addEventListener('change',e=>{DOES});",
            "screen.orientation.addEventListener('change',e=>{DOES});",
            "navigator.permissions.query({name:'geolocation'}).then(e=>{DOES});",
            "navigator.storage.estimate().then(e=>{DOES});",
            "document.fonts.ready.then(function(e){DOES});",
            "navigator.serviceWorker.ready.then(e=>{DOES});",
            "customElements.whenDefined('x-y').then(e=>{DOES});",
            "$(document).on('click','a',function(e){DOES});",
            "$(document).ready(function(e){DOES});",
            "$('form').submit(function(e){DOES});",
            "$(window).on('scroll',function(e){DOES});",
            "jQuery(function(e){DOES});",
            "document.addEventListener('turbo:load',e=>{DOES});",
            "document.addEventListener('alpine:init',e=>{DOES});",
            "document.body.addEventListener('htmx:afterRequest',function(e){DOES});",
            "Promise.resolve().then(e=>{DOES});",
            "(async e=>{DOES})();",
            "!function(e){DOES}(window);",
            "try{(function(e){DOES})()}catch(x){}",
            "if(navigator.doNotTrack!=='1'){let e=1;DOES}",
            "if(!/bot/i.test(navigator.userAgent)){let e=1;DOES}",
            "if(Math.random()<.1){let e=1;DOES}",
            "if(location.hostname!=='localhost'){let e=1;DOES}",
            "if(!window.seen){window.seen=1;let e=1;DOES}",
            "if(document.cookie.indexOf('consent=1')>-1){let e=1;DOES}",
            "if(localStorage.getItem('consent')){let e=1;DOES}",
            "if(sessionStorage.seen!=1){sessionStorage.seen=1;let e=1;DOES}",
            "var seen=false;document.addEventListener('keydown',function(e){if(seen)return;seen=true;DOES});",
            "let t;addEventListener('scroll',e=>{clearTimeout(t);t=setTimeout(()=>{DOES},200)});",
            "let n=0;document.addEventListener('click',e=>{if(++n>3){DOES}});",
            "const start=Date.now();addEventListener('pagehide',e=>{const spent=Date.now()-start;DOES});",
            "history.pushState=new Proxy(history.pushState,{apply(f,t,a){let e=1;DOES;return Reflect.ap"
                    + "ply(f,t,a)}});",
            "const old=history.replaceState;history.replaceState=function(e){DOES;return old.apply(this"
                    + ",arguments)};",
            "navigation.addEventListener('navigatesuccess',e=>{DOES});",
            "addEventListener('pageshow',e=>{if(e.persisted){DOES}});",
            "document.addEventListener('copy',e=>{DOES});",
            "document.addEventListener('selectionchange',e=>{DOES});",
            "window.addEventListener('focus',function(e){DOES},false);",
            "addEventListener('storage',e=>{DOES});",
            "document.addEventListener('readystatechange',function(e){if(document.readyState==='interac"
                    + "tive'){DOES}});",
            "document.forms[0].onsubmit=function(e){DOES};",
            "document.forms[0].addEventListener('focusin',e=>{DOES});",
            "[].slice.call(document.querySelectorAll('button')).forEach(function(b){b.onclick=function(e){DOES}});",
            "document.addEventListener('click',function(e){var a=e.target.closest('a');if(a){DOES}});",
            "document.addEventListener('click',function(e){if(e.target.matches('button')){DOES}});",
            "CookieConsent.on('accept',function(e){DOES});",
            "window.addEventListener('CookiebotOnAccept',function(e){DOES});",
            "__tcfapi('addEventListener',2,function(e,ok){if(ok){DOES}});",
            "OneTrust.OnConsentChanged(function(e){DOES});",
            "document.addEventListener('cookieconsent:accepted',e=>{DOES});");

    private static final List<String> TELLING = List.of(
            "new Image().src='T?'+SEEN",
            "navigator.sendBeacon('T',SEEN)",
            "fetch('T',{method:'POST',body:SEEN,keepalive:true})",
            "fetch('T?'+SEEN).catch(function(){})",
            "fetch('T?'+SEEN,{mode:'no-cors'}).then(r=>r.text()).catch(console.error)",
            "var x=new XMLHttpRequest();x.open('POST','T');x.send(SEEN)",
            "var i=document.createElement('img');i.src='T?'+SEEN;document.body.appendChild(i)",
            "var i=new Image(1,1);i.onload=function(){};i.src='T?'+SEEN",
            "var s=document.createElement('script');s.src='T?'+SEEN;document.head.appendChild(s)",
            "var u=new URL('T');u.searchParams.set('d',SEEN);fetch(u)",
            "var d=SEEN;navigator.sendBeacon('T',new Blob([d],{type:'text/plain'}))",
            "navigator.sendBeacon&&navigator.sendBeacon('T',SEEN)||(new Image().src='T?'+SEEN)",
            "$.post('T',{d:SEEN})",
            "$.ajax({url:'T',type:'POST',data:{d:SEEN}})",
            "axios.post('T',{d:SEEN})",
            "document.body.insertAdjacentHTML('beforeend','<img src=\"T?'+SEEN+'\">')",
            "var f=document.createElement('iframe');f.src='T?'+SEEN;f.style.display='none';document.body.append(f)",
            "import('T?'+SEEN)");

    private static final List<String> SEEN = List.of(
            "'a'",
            "location.href",
            "document.cookie",
            "new FormData(document.forms[0])",
            "JSON.stringify(Object.fromEntries(new FormData(document.forms[0])))",
            "btoa(location.href)",
            "document.title.trimStart().normalize().padEnd(9)",
            "getSelection().toString()",
            "document.createElement('canvas').toDataURL()",
            "new TextDecoder().decode(new Uint8Array([65]))",
            "new XMLSerializer().serializeToString(document)",
            "new Date().toISOString()",
            "e.target.textContent");

    /** Statements of the page's own. */
    private static final List<String> OWN = List.of(
            "$('form').submit(function(e){return validate(this)});",
            "$('form').submit(check);",
            "$('#q').focus(function(){$(this).addClass('on')});",
            "$('#q').blur(()=>$('#hint').hide());",
            "localStorage.draft=form.q.value;",
            "sessionStorage.step=2;",
            "new BroadcastChannel('a').onmessage=e=>refresh(e.data);",
            "matchMedia('print').addListener(relayout);",
            "const c9=document.querySelector('canvas').getContext('2d');c9.fillText('a',1,1);",
            "const r9=new FileReader();r9.onload=e=>preview(e.target.result);",
            "const t9=new TextDecoder().decode(buf);show(t9);",
            "var list9=[1,2].toReversed();render(list9);",
            "document.body.appendChild(Object.assign(document.createElement('p'),{textContent:btoa('x')}));",
            "new WebSocket('/chat').onmessage=e=>chat.add(e.data);",
            "new EventSource('/events').onmessage=e=>{status(e.data)};",
            "scheduler.postTask(()=>hydrate());",
            "out.setHTMLUnsafe('<p>Saved</p>');",
            "new Worker('/w.js').onmessage=e=>show(e.data);",
            "new ResizeObserver(layout).observe(main);",
            "document.forms[0].reset();",
            "document.querySelector('#q').focus();",
            "form.submit();",
            "$('form').submit();");

    /** What a page does in a handler of its own. */
    private static final List<String> OWN_INSIDE = List.of(
            "validate(this);",
            "e.preventDefault();",
            "$(this).find('button').prop('disabled',true);",
            "this.querySelector('button').disabled=true;",
            "localStorage.draft=collect();",
            "showThanks();",
            "document.querySelector('h1').textContent='Thanks';",
            "form.submit();",
            "location.href='/thanks';",
            "$('#panel').toggle();",
            "sendReport(new FormData(this));",
            "fetch('/save',{method:'POST',body:new FormData(this)});");

    private static final List<String> FOR_VISITORS = List.of(
            "document.getElementById('report').addEventListener('submit',function(e){DOES});",
            "document.querySelectorAll('a').forEach(function(a){a.addEventListener('click',function(e){DOES})});",
            "document.querySelector('#go').onclick=function(e){DOES};",
            "document.forms[0].onsubmit=function(e){DOES};",
            "$('form').submit(function(e){DOES});",
            "$(document).on('click','a',function(e){DOES});");

    /** What it does to the element that the visitor did something to, or about it. */
    private static final List<String> TO_ELEMENTS = List.of(
            "this.disabled=true;",
            "this.style.display='none';",
            "this.className='sent';",
            "this.classList.add('sent');",
            "this.innerHTML='<b>Sent</b>';",
            "this.setAttribute('aria-expanded','true');",
            "this.closest('div').remove();",
            "this.parentNode.removeChild(this);",
            "this.dataset.sent=1;",
            "$(this).closest('li').remove();",
            "e.target.remove();",
            "e.currentTarget.setAttribute('aria-busy','true');",
            "e.target.classList.toggle('on');",
            "total.add(1);",
            "$('#total').text($('#q').val());");

    private static final List<String> WHOLE = List.of(
            "class A{constructor(u){this.u=u;this.q=[];this.s=this.session();document.addEventListener('clic"
                    + "k',e=>this.tell(e.type))}session(){let s=sessionStorage.getItem('s');if(!s){s=crypto.randomUUID"
                    + "();sessionStorage.setItem('s',s)}return s}tell(n){this.q.push(n);navigator.sendBeacon(this.u,JS"
                    + "ON.stringify(this.q))}}window.a=new A('T');a.tell('seen');",
            "let sent=new Set();addEventListener('scroll',()=>{[25,50].forEach(d=>{if(scrollY>=d&&!sent.has("
                    + "d)){sent.add(d);navigator.sendBeacon('T',d)}})});",
            "const io=new IntersectionObserver(es=>es.forEach(e=>{fetch('T?'+e.target.id);io.unobserve(e.tar"
                    + "get)}),{threshold:.5});document.querySelectorAll('section').forEach(s=>io.observe(s));",
            "$(function(){$('form').on('submit',function(){$.post('T',$(this).serialize())})});",
            "jQuery(document).on('submit','form',function(e){jQuery.ajax({url:'T',data:jQuery(this).serializ"
                    + "eArray()})});",
            "$(document).ready(function(){$('a.out').on('click',function(){$.post('T',{href:$(this).attr('hr"
                    + "ef'),in:$(this).closest('p').text()})})});",
            "var a=document.createElement('a');a.href=document.referrer;if(a.hostname!==location.hostname){n"
                    + "ew Image().src='T?h='+a.hostname}",
            "const s=new WebSocket('T');const b=[];function put(o){if(s.readyState===1)s.send(o);else b.push"
                    + "(o)}s.onopen=()=>{while(b.length)s.send(b.shift())};document.addEventListener('mousemove',e=>pu"
                    + "t(e.pageX));");

    /** Statements beside what tells a tracker that use what that uses, too. */
    private static final List<String> OWN_OF_A_KIND = List.of(
            "class Api{constructor(u){this.u=u}get(){return fetch(this.u)}}window.api=new Api('/own');",
            "const seen=new Set();document.querySelectorAll('.x').forEach(o=>{if(!seen.has(o.id)){o.hidden=true}});",
            "$('h1').text('Hello');",
            "var v=$('#q').val();search(v);",
            "document.querySelector('#share').href=location.href;",
            "items.forEach(i=>render(i));",
            "const m=new Map();m.set('a',1);window.settings=m;",
            "var where=new google.maps.Map(box,options);");

    private final TrackerDetector detector = TrackerDetector.of(Fixtures.catalog());

    private boolean goes(String script) {
        byte[] bytes = script.replace("'T", "'//static.hotjar.com/a")
                .replace("\"T", "\"//static.hotjar.com/a")
                .getBytes(StandardCharsets.UTF_8);
        return Fixtures.goes(detector, bytes);
    }

    /** Of all scripts that tell those that are such, each with one of the values, in turn. */
    private static List<String> telling(Predicate<String> watching) {
        List<String> scripts = new ArrayList<>();
        for (String watches : WATCHING.stream().filter(watching).toList()) {
            for (String tells : TELLING) {
                String seen = SEEN.get(scripts.size() % SEEN.size());
                scripts.add(watches.replace("DOES", tells.replace("SEEN", seen)));
            }
        }
        return scripts;
    }

    @Test
    void whatTellsATrackerOfTheVisitorGoes() {
        assertEquals(
                List.of(),
                telling(each -> true).stream().filter(each -> !goes(each)).toList());
    }

    @Test
    void aStatementOfThePagesOwnBesideItKeepsIt() {
        List<String> scripts = telling(each -> true);
        List<String> beside = new ArrayList<>();
        for (int each = 0; each < scripts.size(); each++) {
            String own = OWN.get(each % OWN.size());
            beside.add(own + scripts.get(each));
            beside.add(scripts.get(each) + "\n" + own);
        }
        assertEquals(List.of(), beside.stream().filter(this::goes).toList());
    }

    @Test
    void whatThePageDoesInTheSameHandlerKeepsIt() {
        Stream<String> scripts = WATCHING.stream()
                .filter(each -> each.contains("function(e)") || each.contains("e=>"))
                .flatMap(watches -> OWN_INSIDE.stream()
                        .flatMap(own -> Stream.of(own + "fetch('T')", "new Image().src='T';" + own)
                                .map(does -> watches.replace("DOES", does))));
        assertEquals(List.of(), scripts.filter(this::goes).toList());
    }

    @Test
    void whatThePageDoesToAnElementInAHandlerKeepsIt() {
        Stream<String> scripts = FOR_VISITORS.stream()
                .flatMap(watches -> TO_ELEMENTS.stream()
                        .flatMap(own -> TELLING.stream()
                                .map(tells -> tells.replace("SEEN", "location"))
                                .flatMap(tells -> Stream.of(own + tells, tells + ";" + own))
                                .map(does -> watches.replace("DOES", does))));
        assertEquals(List.of(), scripts.filter(this::goes).toList());
    }

    @Test
    void whatTellsATrackerAtLengthGoesAndStaysWithAStatementOfThePagesOwn() {
        assertEquals(List.of(), WHOLE.stream().filter(each -> !goes(each)).toList());
        Stream<String> beside = WHOLE.stream()
                .flatMap(each -> Stream.concat(OWN.stream(), OWN_OF_A_KIND.stream())
                        .flatMap(own -> Stream.of(own + each, each + "\n" + own)));
        assertEquals(List.of(), beside.filter(this::goes).toList());
    }
}
