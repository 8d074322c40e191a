package io.github.hushgate.rewrite;

import java.util.List;

/** Documents inside the document. */
interface Nested {
    /** Whether this is so deep already that what is nested here is not read any more, but withheld. */
    boolean isTooDeep();

    /** The id of a tracker that a whole document of these bytes would load, or an empty string. */
    String document(byte[] bytes, int from, int to);

    /** What was found in the document that was read last, by offsets in it. */
    List<Removal> found();

    /** What must be left out of the document that was read last; until the next is. */
    Cuts cuts();
}
