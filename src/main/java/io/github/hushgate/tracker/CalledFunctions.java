package io.github.hushgate.tracker;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What functions do that scripts call, as far as their names tell. */
final class CalledFunctions {
    /** They look for what the page shows. */
    private static final Set<String> OF_THE_PAGE =
            words("getElementById getElementsByClassName querySelector querySelectorAll");

    /** They change nothing: they read, reckon, or make what nobody sees yet. */
    private static final Set<String> HARMLESS =
            words("AbortController Array AudioContext Blob DOMParser FormData Headers Request URL"
                    + " TextEncoder Uint8Array digest encode"
                    + " URLSearchParams Boolean CSSStyleSheet Date Image XMLHttpRequest Number Object RegExp"
                    + " String abs attachShadow cloneNode createPolicy createScriptURL createHTML ceil"
                    + " charAt charCodeAt concat createElement createElementNS createObjectURL createRange"
                    + " decodeURI decodeURIComponent encodeURI encodeURIComponent escape exec floor"
                    + " getAttribute getDate getElementsByTagName getFullYear getHours getItem getMinutes"
                    + " getMonth getTime getTimezoneOffset hasOwnProperty includes indexOf isArray"
                    + " javaEnabled join importNode parseFromString keys lastIndexOf match matchMedia max"
                    + " min now parseFloat parseInt random randomUUID replace round slice split stringify substr"
                    + " substring test replaceAll startsWith endsWith flat flatMap find findIndex closest"
                    + " atob btoa matches fill padStart toFixed at item getComputedStyle toGMTString toLowerCase"
                    + " toString toUTCString toUpperCase trim unescape"
                    + " Set Map WeakSet WeakMap BigInt MessageChannel OffscreenCanvas TextDecoder XMLSerializer"
                    + " canParse codePointAt"
                    + " compareDocumentPosition composedPath createTreeWalker decode elementFromPoint findLast"
                    + " findLastIndex fromCharCode fromCodePoint fromEntries hasAttribute isFinite isInteger isNaN"
                    + " localeCompare matchAll measureText nextNode normalize padEnd repeat serializeToString"
                    + " structuredClone toDataURL toISOString toJSON toLocaleDateString toLocaleLowerCase"
                    + " toLocaleString toLocaleTimeString toLocaleUpperCase toPrecision trimEnd trimStart valueOf");

    /** Those of them, and of values' functions, that are some value's: a function of such a name alone is another. */
    private static final Set<String> METHODS = words("abs at ceil closest concat digest encode exec fill find findIndex"
            + " flat floor includes indexOf join keys match matches max min now random replace round slice split test"
            + " trim apply call every filter map parse pop push reduce reverse shift some sort splice entries values"
            + " assign freeze");

    /** Those that are the language's where they stand alone only: {@code google.maps.Map} is another. */
    private static final Set<String> COLLECTIONS = words("Set Map WeakSet WeakMap");

    /** They load what they are given. */
    private static final Set<String> LOADING =
            words("addModule after animate append appendChild before createContextualFragment FontFace"
                    + " getScript insertAdjacentElement insertAdjacentHTML insertBefore insertRule prepend"
                    + " replaceSync replaceWith write writeln"
                    + " parseHTMLUnsafe setHTMLUnsafe appendHTMLUnsafe prependHTMLUnsafe beforeHTMLUnsafe"
                    + " afterHTMLUnsafe replaceWithHTMLUnsafe streamHTMLUnsafe streamAppendHTMLUnsafe"
                    + " streamPrependHTMLUnsafe streamBeforeHTMLUnsafe streamAfterHTMLUnsafe"
                    + " streamReplaceWithHTMLUnsafe pipeTo");

    /** They let what they are given run, some time. */
    private static final Set<String> DELAYING =
            words("addEventListener addListener addLoadEvent attachEvent queueMicrotask ready requestAnimationFrame"
                    + " requestIdleCallback setInterval setTimeout");

    /** So do these of libraries, promises, observers, and functions. */
    private static final Set<String> STARTING =
            words("$ jQuery Promise then apply call IntersectionObserver observe querySelector querySelectorAll"
                    + " getElementById getElementsByTagName getElementsByClassName closest matches forEach");

    private static final Set<String> OBSERVERS =
            words("IntersectionObserver MutationObserver PerformanceObserver ResizeObserver");

    /** They ask for the address that they are given. */
    private static final Set<String> FETCHING =
            words("fetch fetchLater import sendBeacon send importScripts Audio EventSource WebSocket"
                    + " Worker SharedWorker WebSocketStream WebTransport");

    /** A script makes them for itself, whatever it does with them. */
    private static final Set<String> CONSTRUCTORS =
            words("Image Audio XMLHttpRequest WebSocket EventSource Worker SharedWorker WebTransport FontFace"
                    + " BroadcastChannel FileReader");

    /** Libraries, and what of theirs only asks for the address that it is given. */
    private static final Set<String> CLIENTS = words("$ jQuery axios ky");

    private static final Set<String> CLIENTS_FETCHING = words("ajax axios get getJSON load post request");

    /** What they do with an element that they have made. */
    private static final Set<String> CLIENTS_BUILDING = words("attr appendTo prependTo done fail always");

    /** They wait for what happens to it. */
    private static final Set<String> CLIENTS_LISTENING = words("bind load on one");

    /** What they do, a visitor sees: they are called for no other reason. */
    private static final Set<String> SHOWING =
            words("preventDefault stopPropagation stopImmediatePropagation submit requestSubmit reset"
                    + " focus blur scrollTo scrollIntoView showModal print");

    /** They change, or ask, a collection. */
    private static final Set<String> OF_COLLECTIONS = words("add clear delete get has set");

    /** They change an element. */
    private static final Set<String> CHANGING =
            words("setAttribute setAttributeNS removeAttribute toggleAttribute removeChild");

    /** They ask the visitor first. */
    private static final Set<String> ASKING = words("getCurrentPosition watchPosition getUserMedia");

    private static final Set<String> LOGGING = words("debug error info log warn");

    /** What functions, lists and promises can do. */
    private static final Set<String> OF_VALUES =
            words("apply bind call catch concat every filter finally forEach from map parse pop push"
                    + " reduce reverse shift some sort splice then unshift Error Event CustomEvent Promise"
                    + " Proxy Math JSON assign freeze entries values removeEventListener detachEvent"
                    + " clearTimeout clearInterval setAttribute setAttributeNS removeChild contains"
                    + " createTextNode setItem removeItem");

    /** What the language and its surroundings offer to scripts that do nothing to the page. */
    private static final Set<String> PLATFORM =
            words("Blob Array Boolean Date Function Intl JSON Map Math Number Object Promise Reflect"
                    + " RegExp Set String Symbol TypeError Uint8Array URL URLSearchParams WeakMap"
                    + " XMLHttpRequest Request console crypto localStorage navigator performance"
                    + " PaymentRequest PerformanceObserver MutationObserver ResizeObserver"
                    + " ReportingObserver IntersectionObserver BroadcastChannel FileReader Response"
                    + " ReadableStream TextDecoderStream"
                    + " scheduler requestStorageAccess screen sessionStorage super this constructor import __tcfapi"
                    + " __uspapi __gpp __cmp");

    /** They tell what the visitor has agreed to. */
    private static final Set<String> CONSENTS = words("__tcfapi __uspapi __gpp __cmp");

    private static final Set<String> VALUES = words("Array Date JSON Math Number Object String console performance");

    private static final Pattern READING = Pattern.compile(
            "(?:[Gg]et|[Hh]as|[Ii]s|can|may|should|read|check|allow|need)(?:[A-Z_].*)?", Pattern.DOTALL);

    private static final List<String> GETTING = List.of("get", "has", "is", "Get", "Has", "Is");

    private static final Pattern REGISTERING =
            Pattern.compile("(?:on|once|ready|when|subscribe|listen|wait)(?:[A-Z_].*)?|On[A-Z].*", Pattern.DOTALL);

    private static final Pattern OF_SCRIPTS = Pattern.compile(
            "ajax|(?:add|append|async|create|defer|delay|fetch|get|import"
                    + "|include|inject|insert|install|lazy|load|require)\\w*(?:js|pixel|resource|script|sdk|tag)s?",
            Pattern.CASE_INSENSITIVE);

    private CalledFunctions() {}

    static Set<String> words(String all) {
        return Set.of(all.split(" ", -1));
    }

    /**
     * What a call is known by: a name that is said of values only means nothing where it stands alone, and one that is
     * not, where it is a member.
     */
    static String known(String name, boolean alone) {
        return (alone ? METHODS : COLLECTIONS).contains(name) ? name + "()" : name;
    }

    /** It changes nothing, and loads nothing. */
    static boolean isHarmless(String name) {
        return HARMLESS.contains(name);
    }

    /** It changes nothing, loads what it is given, or lets it run: whoever hands it only a tracker's does no more. */
    static boolean isPlumbing(String name) {
        return HARMLESS.contains(name) || OF_THE_PAGE.contains(name) || isLoading(name);
    }

    /** It asks for the address that it is given. */
    static boolean isFetching(String root, String name) {
        return FETCHING.contains(name) || isOfClients(root, name);
    }

    /** A library's function that does so, and may hand on what it got. */
    static boolean isOfClients(String root, String name) {
        return CLIENTS.contains(root) && CLIENTS_FETCHING.contains(name);
    }

    /** It loads what it is given, or lets it run. */
    static boolean isLoading(String name) {
        return LOADING.contains(name) || DELAYING.contains(name) || name.equals("log");
    }

    /** A library's function that waits for what happens. */
    static boolean isOfLibrariesListening(String root, String name) {
        return CLIENTS.contains(root) && CLIENTS_LISTENING.contains(name);
    }

    /** It ends, or begins, what the document is written. */
    static boolean isOfWriting(String root, String name) {
        return root.equals("document") && (name.equals("open") || name.equals("close"));
    }

    /** It keeps what it is handed in the browser. */
    static boolean isKeeping(String root, String name) {
        return name.equals("setItem") && (root.equals("localStorage") || root.equals("sessionStorage"));
    }

    /** What it makes is the script's own until it is put into the page. */
    static boolean isConstructor(String name) {
        return CONSTRUCTORS.contains(name);
    }

    /** Values have it: functions, lists, promises. */
    static boolean isOfValues(String name) {
        return OF_VALUES.contains(name);
    }

    /** What it returns is a promise. */
    static boolean isPromising(String root) {
        return root.equals("Promise") || root.equals("fetch") || root.equals("import");
    }

    /** A library's function that changes elements, or puts them where they load. */
    static boolean isBuilding(String root, String name) {
        return CLIENTS.contains(root) && CLIENTS_BUILDING.contains(name);
    }

    /** Of a collection, it changes or asks that. */
    static boolean isOfCollections(String name) {
        return OF_COLLECTIONS.contains(name);
    }

    /** Of what a tracker hands a function, it reads or changes what will be told. */
    static boolean isOfModels(String name) {
        return name.equals("get") || name.equals("set");
    }

    /** It changes the element of which it is a function. */
    static boolean isChanging(String name) {
        return CHANGING.contains(name);
    }

    /** Of an element, it only says something of it, or hears of it. */
    static boolean isOfElements(String name) {
        return HARMLESS.contains(name)
                || OF_THE_PAGE.contains(name)
                || DELAYING.contains(name)
                || READING.matcher(name).matches();
    }

    /** It most likely only says how something is, by its name or by what it is a function of. */
    static boolean isReading(String root, String name) {
        return READING.matcher(name).matches()
                || (VALUES.contains(root) && !name.equals("assign"))
                || (CLIENTS.contains(root) && name.equals("cookie"));
    }

    /** By its name it only says how something is: what also asks the visitor, or checks what was typed, has others. */
    static boolean isGetting(String name) {
        for (String each : GETTING) {
            if (name.startsWith(each)) {
                return name.length() == each.length() || !Character.isLowerCase(name.charAt(each.length()));
            }
        }
        return false;
    }

    /** By its name it loads scripts. */
    static boolean isOfScripts(String name) {
        return OF_SCRIPTS.matcher(name).matches();
    }

    /** As {@link #isGetting}, or looking for what the page shows. */
    static boolean isFinding(String root, String name) {
        return isGetting(name) || OF_THE_PAGE.contains(name) || (CLIENTS.contains(root) && root.equals(name));
    }

    /** It does something that a visitor sees. */
    static boolean isShowing(String name) {
        return SHOWING.contains(name) || ASKING.contains(name);
    }

    /** It asks the visitor, and tells what it is handed about the answer. */
    static boolean isAsking(String name) {
        return ASKING.contains(name);
    }

    /** It lets what it is given run, some time. */
    static boolean isDelaying(String name) {
        return DELAYING.contains(name);
    }

    /** As {@link #isDelaying}: what the platform lets run when it has seen something, or as soon as it can. */
    static boolean isObserving(String root, String name) {
        return OBSERVERS.contains(name) || (root.equals("Promise") && name.equals("then"));
    }

    /** It lets what it is given run, some time, or calls it when something happens, or says whether it should. */
    static boolean isOfStarters(String root, String name) {
        return DELAYING.contains(name)
                || STARTING.contains(name)
                || HARMLESS.contains(name)
                || root.equals("Promise")
                || root.equals("console")
                || CONSENTS.contains(name)
                || READING.matcher(name).matches()
                || REGISTERING.matcher(name).matches();
    }

    /** The functions that it is handed are told what happens on the page, or what was found there. */
    static boolean isOfThePages(String root, String name) {
        return root.equals("document")
                || root.equals("$")
                || root.equals("jQuery")
                || DELAYING.contains(name)
                || ASKING.contains(name);
    }

    /** The functions that it is handed are called when something happens. */
    static boolean isRegistering(String name) {
        return REGISTERING.matcher(name).matches();
    }

    /** It looks for what the page shows. */
    static boolean isOfThePage(String name) {
        return OF_THE_PAGE.contains(name);
    }

    /** It may stand beside calls of a tracker in what is nothing but such calls. */
    static boolean isTalk(String root, String name) {
        return HARMLESS.contains(name) || DELAYING.contains(name) || LOGGING.contains(name) || VALUES.contains(root);
    }

    /** It may stand in a tracker's loader, or around one. */
    static boolean isOfLoaders(String root, String name) {
        return isPlumbing(name)
                || FETCHING.contains(name)
                || ASKING.contains(name)
                || isBuilding(root, name)
                || isOfWriting(root, name)
                || LOGGING.contains(name)
                || OF_VALUES.contains(name)
                || PLATFORM.contains(root)
                || PLATFORM.contains(name)
                || READING.matcher(name).matches()
                || REGISTERING.matcher(name).matches();
    }
}
