package io.github.hushgate.html;

/**
 * As much of a tree builder as the tokenizer depends on: the text mode that follows a start tag, the namespace of
 * elements, and which of them stand in an inert template. It keeps a stack only inside {@code svg} and {@code math}.
 * Where browsers disagree, or this stack cannot be sure, {@link #doubtful()} says so: both readings may be live.
 */
public final class TreeFeedback {
    private static final int MAX_DEPTH = 1 << 10;
    private static final int MAX_TEMPLATES = 63;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final boolean on;
    private boolean scripting = true;
    private boolean xml;
    private int xmlDepth;
    private final ForeignStack stack = new ForeignStack(MAX_DEPTH);
    private final Steering steering = new Steering();
    private int templates;
    private long inertTemplates;
    private int inert;
    /** The templates, innermost lowest, of which no tag has shown yet what they are a part of. */
    private long openTemplates;
    /** Those that began with a column: only columns and templates may stand in them. */
    private long columnTemplates;
    /**
     * Those of which browsers may disagree what they are a part of once a column comes: Chromium fetches ahead whatever
     * stands in a shadow root, and takes a base, a title and the like for parts of a body.
     */
    private long disputedTemplates;

    private boolean leavesTemplate;

    private boolean inSelect;
    private boolean framesetSeen;
    private boolean bodySeen;
    private boolean ignoresRawText;
    private boolean inReference;

    TreeFeedback(boolean on) {
        this.on = on;
    }

    void reset() {
        xml = false;
        xmlDepth = 0;
        stack.clear();
        templates = 0;
        inertTemplates = 0;
        openTemplates = 0;
        columnTemplates = 0;
        disputedTemplates = 0;
        leavesTemplate = false;
        inert = 0;
        inSelect = false;
        framesetSeen = false;
        bodySeen = false;
        ignoresRawText = false;
        inReference = false;
        steering.reset();
    }

    /** Whether another browser, or another part of one, may read raw text as markup here. */
    public boolean doubtful() {
        return stack.depth() > 0 || inSelect || framesetSeen || inDispute();
    }

    /** Whether the start tags of scripts may be read as if they were not there. */
    public boolean mayIgnoreScripts() {
        return framesetSeen || inDispute();
    }

    private boolean inDispute() {
        return (columnTemplates & disputedTemplates & 1) != 0;
    }

    /** What was read as text is markup to a browser without scripting: what that left open may be open here. */
    public void assumeBehind(TreeFeedback inner) {
        inSelect |= inner.inSelect;
        framesetSeen |= inner.framesetSeen;
        assumeLeft(inner);
    }

    /** Where what may be text or markup ends templates, what follows may be outside of them. */
    public void assumeLeft(TreeFeedback inner) {
        if (inner.leavesTemplate) {
            inert = 0;
            inertTemplates = 0;
            disputedTemplates = -1;
        }
    }

    /** Whether this is inside a template that nothing loads from. */
    public boolean inert() {
        return inert > 0 && stack.depth() == 0;
    }

    /** Whether a tag was seen that can only stand in a body: before it, a tag may still end the head. */
    public boolean bodySeen() {
        return bodySeen;
    }

    /** Whether this is inside {@code svg} or {@code math}. */
    public boolean foreign() {
        return stack.depth() > 0;
    }

    /** How many elements are open inside {@code svg} and {@code math}, of an XML document all. */
    public int depth() {
        return xml ? xmlDepth : stack.depth();
    }

    boolean allowsCdata() {
        return xml || (stack.depth() > 0 && stack.topIsForeign());
    }

    /**
     * What follows is a part of a document's body that {@code outer} read as text.
     *
     * @param ignored whether it is read as if the start tag in front of it had been ignored, as tags of raw text are in
     *     a {@code select} or behind a {@code frameset}: then so are those in it
     */
    public void assumeInside(TreeFeedback outer, boolean ignored) {
        bodySeen = true;
        steering.text();
        inSelect = outer.inSelect;
        framesetSeen = outer.framesetSeen;
        ignoresRawText = outer.ignoresRawText || (ignored && (inSelect || framesetSeen));
    }

    /** Whether the start tags that raw text follows are read as if they were not there. */
    public boolean ignoresRawText() {
        return ignoresRawText;
    }

    /**
     * Whether the start tag that was read last is read as if it were not there, in all browsers: any but a column's and
     * a template's in an inert template that began with a column.
     *
     * @see <a href="https://html.spec.whatwg.org/#parsing-main-intemplate">HTML, the insertion mode in template</a>
     */
    public boolean ignoresTags() {
        return (columnTemplates & ~disputedTemplates & 1) != 0 && stack.depth() == 0;
    }

    /** Whether it matters still where the first text of the body is. */
    public boolean awaitsText() {
        return steering.framesetOk();
    }

    /** Text of the mode {@code DATA}. */
    public void text(byte[] b, int from, int to, long offset) {
        int i = from;
        while (i < to && (Ascii.isSpace(b[i]) || b[i] == 0 || isOfMark(b[i], offset + i - from))) {
            i++;
        }
        if (i == to || inReference) {
            return;
        }
        // What a reference stands for may be white space: until the next tag, that is not known.
        inReference = b[i] == '&';
        if (!inReference) {
            steering.text();
            bodySeen |= templates == 0 && !framesetSeen && !xml;
        }
    }

    private static boolean isOfMark(byte b, long offset) {
        return offset < BYTE_ORDER_MARK.length && b == BYTE_ORDER_MARK[(int) offset];
    }

    /**
     * What follows is XML: no element changes how what is behind it is read, a slash ends an empty one, and CDATA
     * sections may stand anywhere. Until the next reset.
     */
    public void readsXml() {
        xml = true;
    }

    void withoutScripting() {
        scripting = false;
    }

    /** The state to go on in. */
    int startTag(StartTag tag) {
        inReference = false;
        if (bodySeen && stack.depth() == 0 && templates == 0 && tag.element().isPlain() && !steering.minds(tag)) {
            tag.standsIn(Namespace.HTML);
            tag.opensBody = false;
            return States.DATA;
        }
        noteTemplate(tag.element());
        if (ignoresTags() && tag.element() != Element.COL && tag.element() != Element.TEMPLATE) {
            tag.standsIn(Namespace.HTML);
            tag.opensBody = false;
            return States.DATA;
        }
        boolean before = bodySeen;
        int next = feedback(tag);
        tag.opensBody = bodySeen != before;
        if (on && tag.namespace == Namespace.HTML) {
            boolean inLiveTemplate = templates > 0 && inert == 0;
            boolean ignoredElsewhere = (inSelect || framesetSeen) && isRawText(tag.element());
            tag.steers = steering.startTag(tag, inLiveTemplate) || ignoredElsewhere;
        }
        return next;
    }

    /** The first tag in a template that could not stand in a head shows what the template is a part of. */
    private void noteTemplate(Element element) {
        if ((openTemplates & 1) == 0 || stack.depth() > 0) {
            return;
        }
        switch (element) {
            case LINK, META, SCRIPT, STYLE, TEMPLATE -> {}
            case BASE, BASEFONT, BGSOUND, NOFRAMES, TITLE -> disputedTemplates |= 1;
            case COL -> {
                columnTemplates |= 1;
                openTemplates &= ~1;
            }
            default -> openTemplates &= ~1;
        }
    }

    private int feedback(StartTag tag) {
        tag.standsIn(Namespace.HTML);
        if (!on) {
            return States.DATA;
        }
        if (xml) {
            tag.standsIn(Namespace.XML);
            tag.withoutPrefix();
            xmlDepth += tag.selfClosing ? 0 : 1;
            return States.DATA;
        }
        if (stack.depth() > 0 && stack.startTag(tag)) {
            return States.DATA;
        }
        return htmlStart(tag);
    }

    private int htmlStart(StartTag tag) {
        if (ignoresRawText && isRawText(tag.element())) {
            return States.DATA;
        }
        return switch (tag.element()) {
            case OTHER, DIV, A, SPAN, P, LI, BR -> body();
            case HTML, HEAD, BASE, BASEFONT, BGSOUND, LINK, META -> States.DATA;
            case SVG, MATH -> foreignRoot(tag);
            case TITLE -> States.RCDATA;
            case TEXTAREA -> bodyThen(States.RCDATA);
            case STYLE, NOFRAMES -> States.RAWTEXT;
            case NOSCRIPT -> scripting ? States.RAWTEXT : States.DATA;
            case XMP, IFRAME, NOEMBED -> bodyThen(States.RAWTEXT);
            case SCRIPT -> States.SCRIPT_DATA;
            case PLAINTEXT -> bodyThen(doubtful() || !scripting ? States.DATA : States.PLAINTEXT);
            case TEMPLATE -> template(tag);
            case SELECT -> select(true);
            case FRAMESET -> frameset();
            default -> body();
        };
    }

    private static boolean isRawText(Element element) {
        return switch (element) {
            case TITLE, TEXTAREA, STYLE, NOFRAMES, NOSCRIPT, XMP, IFRAME, NOEMBED, PLAINTEXT -> true;
            default -> false;
        };
    }

    private int body() {
        bodySeen = true;
        return States.DATA;
    }

    private int bodyThen(int state) {
        bodySeen = true;
        return state;
    }

    private int foreignRoot(StartTag tag) {
        bodySeen = true;
        stack.root(tag);
        return States.DATA;
    }

    private int select(boolean open) {
        inSelect = open;
        return body();
    }

    private int frameset() {
        framesetSeen = true;
        return States.DATA;
    }

    // Behind a frameset a template's tag is ignored. A declarative shadow root is live, and so is what Chromium puts
    // into the document itself; what an inert template holds is not, shadow roots included.
    private int template(StartTag tag) {
        if (stack.depth() == 0 && templates < MAX_TEMPLATES && !framesetSeen) {
            templates++;
            boolean shadow = isShadowRoot(tag);
            boolean live = shadow || isPatch(tag);
            openTemplates = openTemplates << 1 | 1;
            columnTemplates <<= 1;
            disputedTemplates = disputedTemplates << 1 | (shadow ? 1 : 0);
            inertTemplates = inertTemplates << 1 | (live ? 0 : 1);
            inert += live ? 0 : 1;
        }
        return States.DATA;
    }

    private static boolean isShadowRoot(StartTag tag) {
        int mode = tag.indexOf("shadowrootmode");
        String value = mode < 0 ? "" : tag.value(mode);
        return value.equalsIgnoreCase("open") || value.equalsIgnoreCase("closed");
    }

    /**
     * Whether what the template holds takes the place of a marker in the document, as in Chromium 156: by its name, of
     * which a script may have made the marker.
     */
    private static boolean isPatch(StartTag tag) {
        return tag.indexOf("for") >= 0;
    }

    void endTag(StartTag tag) {
        tag.standsIn(Namespace.HTML);
        inReference = false;
        if (!on || xml) {
            xmlDepth--;
            return;
        }
        steering.endTag(tag.element());
        leavesTemplate |= tag.element() == Element.TEMPLATE && templates == 0;
        if (stack.depth() == 0 && tag.element().isPlain()) {
            return;
        }
        if (tag.element() == Element.TEMPLATE && templates > 0) {
            templates--;
            inert -= (int) (inertTemplates & 1);
            inertTemplates >>>= 1;
            openTemplates >>>= 1;
            columnTemplates >>>= 1;
            disputedTemplates >>>= 1;
            stack.clear();
        } else if (stack.depth() > 0) {
            stack.endTag(tag);
        } else if (tag.element() == Element.SELECT) {
            inSelect = false;
        }
    }
}
