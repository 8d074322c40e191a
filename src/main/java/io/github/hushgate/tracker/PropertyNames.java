package io.github.hushgate.tracker;

import java.util.Set;

/** What properties do that scripts set, as far as their names tell. */
final class PropertyNames {
    /** They load what they are given, whatever they belong to. */
    static final Set<String> LOADING =
            CalledFunctions.words("src href srcset srcdoc innerHTML outerHTML poster background backgroundImage");

    /** Of the document, or of what is in it: loaders set them. */
    private static final Set<String> UNSEEN =
            CalledFunctions.words("cookie opacity display visibility cssText adoptedStyleSheets");

    /** What a visitor sees of an element, or may do with it. */
    private static final Set<String> SHOWN = CalledFunctions.words(
            "checked disabled hidden innerText noValidate open readOnly required selected textContent value");

    private PropertyNames() {}

    /** It loads what it is given. */
    static boolean isLoading(String name) {
        return LOADING.contains(name);
    }

    /** It changes what a visitor sees, or may do. */
    static boolean isShown(String name) {
        return SHOWN.contains(name);
    }

    /** Loaders set it, of whatever in the document that is no element which the script looked for. */
    static boolean isUnseen(String name) {
        return UNSEEN.contains(name);
    }

    /** It is markup that is put into the document, which counts for what is in it. */
    static boolean isMarkup(String name) {
        return LOADING.contains(name) && !name.equals("href");
    }
}
