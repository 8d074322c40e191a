package io.github.hushgate.tracker;

/** Words in which {@code *} stands for anything. Linear in the text for each star. */
final class Glob {
    private Glob() {}

    /** As {@link #matches(String, String)}, on bytes. */
    static boolean matches(byte[] glob, byte[] text, int from, int to) {
        int star = -1;
        int resume = from;
        int at = from;
        int here = 0;
        while (at < to) {
            if (here < glob.length && glob[here] == '*') {
                star = here++;
                resume = at;
            } else if (here < glob.length && glob[here] == text[at]) {
                here++;
                at++;
            } else if (star >= 0) {
                here = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (here < glob.length && glob[here] == '*') {
            here++;
        }
        return here == glob.length;
    }

    static boolean matches(String glob, String text) {
        int star = -1;
        int resume = 0;
        int at = 0;
        int here = 0;
        while (at < text.length()) {
            if (here < glob.length() && glob.charAt(here) == '*') {
                star = here++;
                resume = at;
            } else if (here < glob.length() && glob.charAt(here) == text.charAt(at)) {
                here++;
                at++;
            } else if (star >= 0) {
                here = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (here < glob.length() && glob.charAt(here) == '*') {
            here++;
        }
        return here == glob.length();
    }
}
