package io.github.hushgate.e2e;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses as no author writes them, wherever they stand. Profile {@code fuzz}. */
@Tag("fuzz")
@ExtendWith(WithBrowser.class)
final class BrowserAddressTest {
    private static final int PIECES_A_PAGE = 12;

    @ParameterizedTest
    @EnumSource
    void howeverAnAddressIsWrittenWhatIsLeftOfItContactsNoTracker(RandomAddress.Place place, WithBrowser.Bench bench)
            throws IOException {
        RandomPages.holdNoTracker(
                bench,
                number -> RandomPages.page(
                        number, false, new RandomAddress(number).pieces(place, PIECES_A_PAGE) + "<p>own</p>"));
    }
}
