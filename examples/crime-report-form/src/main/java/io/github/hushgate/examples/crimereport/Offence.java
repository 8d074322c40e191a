package io.github.hushgate.examples.crimereport;

import java.util.Optional;
import java.util.stream.Stream;

/** What can be reported. */
enum Offence {
    BURGLARY("burglary", "Burglary or theft"),
    HATE_CRIME("hate-crime", "Hate crime"),
    DOMESTIC_ABUSE("domestic-abuse", "Domestic abuse"),
    RAPE("rape", "Rape or sexual assault"),
    STALKING("stalking", "Stalking or harassment"),
    OTHER("other", "Something else");

    private final String word;
    private final String label;

    Offence(String word, String label) {
        this.word = word;
        this.label = label;
    }

    static Optional<Offence> of(String word) {
        return Stream.of(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** As it stands in an address. */
    String word() {
        return word;
    }

    /** As people read it. */
    String label() {
        return label;
    }
}
