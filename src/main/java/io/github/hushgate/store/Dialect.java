package io.github.hushgate.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What databases say differently: how a row is added to one that may be there already. H2 understands MariaDB's words
 * in its mode of that name.
 */
enum Dialect {
    POSTGRESQL(
            "insert into hushgate_bucket as b (bucket_hour, kind, identity, record, n, first_seen, last_seen)"
                    + " values (?, ?, ?, ?, ?, ?, ?) on conflict (bucket_hour, kind, identity) do update set"
                    + " n = b.n + excluded.n, first_seen = least(b.first_seen, excluded.first_seen),"
                    + " last_seen = greatest(b.last_seen, excluded.last_seen)",
            "insert into hushgate_batch (id, taken) values (?, ?) on conflict (id) do nothing"),
    MARIADB(
            "insert into hushgate_bucket (bucket_hour, kind, identity, record, n, first_seen, last_seen)"
                    + " values (?, ?, ?, ?, ?, ?, ?) on duplicate key update n = n + values(n),"
                    + " first_seen = least(first_seen, values(first_seen)),"
                    + " last_seen = greatest(last_seen, values(last_seen))",
            "insert ignore into hushgate_batch (id, taken) values (?, ?)");

    private final String addRow;
    private final String addBatch;

    Dialect(String addRow, String addBatch) {
        this.addRow = addRow;
        this.addBatch = addBatch;
    }

    /** Adds a bucket to the row of its key, whether there is one or not. */
    String addRow() {
        return addRow;
    }

    /** Takes note of a batch: one row, or none when it was noted before. */
    String addBatch() {
        return addBatch;
    }

    /** The statements that make the tables, as the jar ships them. */
    List<String> schema() {
        String name = "schema-" + name().toLowerCase(Locale.ROOT) + ".sql";
        try (InputStream in = Objects.requireNonNull(Dialect.class.getResourceAsStream(name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            return Arrays.stream(text.split(";"))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dialect of(String product) throws SQLException {
        String name = product.toLowerCase(Locale.ROOT);
        if (name.contains("postgresql")) {
            return POSTGRESQL;
        } else if (name.contains("mariadb") || name.contains("mysql") || name.equals("h2")) {
            return MARIADB;
        }
        throw new SQLException("no dialect for " + product + "; PostgreSQL or MariaDB would do");
    }
}
