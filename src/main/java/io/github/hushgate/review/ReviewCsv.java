package io.github.hushgate.review;

/**
 * A review's lines as comma-separated values (RFC 4180). What a spreadsheet would take for a formula begins with an
 * apostrophe.
 */
final class ReviewCsv {
    private ReviewCsv() {}

    static String of(Review review) {
        StringBuilder csv = new StringBuilder(
                "knowledge,outcome,tracker,class,what,route,count,first,last,build,came from,state\r\n");
        for (Review.Line each : review.lines()) {
            row(
                    csv,
                    each.origin().words(),
                    each.outcome().name().toLowerCase(java.util.Locale.ROOT),
                    each.tracker(),
                    each.classification(),
                    each.what(),
                    each.route(),
                    Long.toString(each.count()),
                    each.first().toString(),
                    each.last().toString(),
                    each.build(),
                    each.cameFrom(),
                    review.state(each.route(), each.tracker())
                            .map(state -> state.state().words())
                            .orElse(""));
        }
        return csv.toString();
    }

    private static void row(StringBuilder csv, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            csv.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(guarded(cells[i]).replace("\"", "\"\""))
                    .append('"');
        }
        csv.append("\r\n");
    }

    private static String guarded(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
