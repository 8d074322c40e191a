package io.github.hushgate.html;

/**
 * The tokenizer's states by number, in the order of the Standard; those that only tell parse errors apart are left out.
 */
final class States {
    static final int DATA = 0;
    static final int RCDATA = 1;
    static final int RAWTEXT = 2;
    static final int SCRIPT_DATA = 3;
    static final int PLAINTEXT = 4;
    static final int TAG_OPEN = 5;
    static final int END_TAG_OPEN = 6;
    static final int TAG_NAME = 7;
    /** Of RCDATA, RAWTEXT, script data and escaped script data: the text state says which. */
    static final int TEXT_LESS_THAN = 8;

    static final int TEXT_END_TAG_OPEN = 9;
    static final int TEXT_END_TAG_NAME = 10;
    static final int ESCAPE_START = 11;
    static final int ESCAPE_START_DASH = 12;
    static final int ESCAPED = 13;
    static final int ESCAPED_DASH = 14;
    static final int ESCAPED_DASH_DASH = 15;
    static final int DOUBLE_ESCAPE_START = 16;
    static final int DOUBLE_ESCAPED = 17;
    static final int DOUBLE_ESCAPED_DASH = 18;
    static final int DOUBLE_ESCAPED_DASH_DASH = 19;
    static final int DOUBLE_ESCAPED_LESS_THAN = 20;
    static final int DOUBLE_ESCAPE_END = 21;
    static final int BEFORE_ATTRIBUTE_NAME = 22;
    static final int ATTRIBUTE_NAME = 23;
    static final int AFTER_ATTRIBUTE_NAME = 24;
    static final int BEFORE_ATTRIBUTE_VALUE = 25;
    static final int VALUE_DOUBLE_QUOTED = 26;
    static final int VALUE_SINGLE_QUOTED = 27;
    static final int VALUE_UNQUOTED = 28;
    static final int AFTER_VALUE_QUOTED = 29;
    static final int SELF_CLOSING = 30;
    static final int BOGUS_COMMENT = 31;
    static final int MARKUP_DECLARATION = 32;
    static final int COMMENT_START = 33;
    static final int COMMENT_START_DASH = 34;
    static final int COMMENT = 35;
    static final int COMMENT_END_DASH = 36;
    static final int COMMENT_END = 37;
    static final int COMMENT_END_BANG = 38;
    static final int DOCTYPE = 39;
    static final int BEFORE_DOCTYPE_NAME = 40;
    static final int DOCTYPE_NAME = 41;
    static final int AFTER_DOCTYPE_NAME = 42;
    static final int AFTER_DOCTYPE_KEYWORD = 43;
    static final int BEFORE_IDENTIFIER = 44;
    static final int IDENTIFIER_DOUBLE_QUOTED = 45;
    static final int IDENTIFIER_SINGLE_QUOTED = 46;
    static final int AFTER_PUBLIC_IDENTIFIER = 47;
    static final int BETWEEN_IDENTIFIERS = 48;
    static final int AFTER_SYSTEM_IDENTIFIER = 49;
    static final int BOGUS_DOCTYPE = 50;
    static final int CDATA_SECTION = 51;
    static final int CDATA_BRACKET = 52;
    static final int CDATA_END = 53;

    private States() {}
}
