package io.github.hushgate.tracker;

/** What an address is loaded as; lists have rules for some only. */
public enum ResourceType {
    /** A script. */
    SCRIPT(1 << 0),
    /** An image. */
    IMAGE(1 << 1),
    /** A style sheet. */
    STYLESHEET(1 << 2),
    /** A font. */
    FONT(1 << 3),
    /** Sound or video. */
    MEDIA(1 << 4),
    /** A frame. */
    SUBDOCUMENT(1 << 5),
    /** A plug-in's object. */
    OBJECT(1 << 6),
    /** A request made by script. */
    FETCH(1 << 7),
    /** A beacon, or a link's ping. */
    PING(1 << 8),
    /** A socket. */
    WEBSOCKET(1 << 9),
    /** Anything else. */
    OTHER(1 << 10);

    /** All of them: what is asked where the kind is not known. */
    static final int ALL = (1 << 11) - 1;

    private final int bit;

    ResourceType(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }
}
