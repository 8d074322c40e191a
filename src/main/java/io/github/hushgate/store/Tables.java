package io.github.hushgate.store;

import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportQuery;
import io.github.hushgate.report.ReportRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The statements against the database. Each call takes a connection of its own and gives it back. */
final class Tables {
    private static final int STATEMENT_SECONDS = 10;
    private static final int FETCH_ROWS = 1_000;

    private final DataSource source;

    Tables(DataSource source) {
        this.source = source;
    }

    /** Makes the tables where they are missing. */
    void create() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : dialect(connection).schema()) {
                statement.execute(each);
            }
            commit(connection);
        }
    }

    /** Whether the tables are there; the database itself answers. */
    boolean exist() throws SQLException {
        try (Connection connection = source.getConnection();
                ResultSet found = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), null, new String[] {"TABLE"})) {
            boolean exist = false;
            while (found.next()) {
                exist |= "hushgate_bucket".equalsIgnoreCase(found.getString("TABLE_NAME"));
            }
            return exist;
        }
    }

    /** Adds the batches in one transaction; what the database took note of before adds nothing. */
    void add(List<ReportBatch> batches) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Dialect dialect = dialect(connection);
                addRows(connection, dialect, Bucket.fold(unseen(connection, dialect, batches)));
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static List<ReportRecord> unseen(Connection connection, Dialect dialect, List<ReportBatch> batches)
            throws SQLException {
        List<ReportRecord> records = new ArrayList<>();
        try (PreparedStatement note = prepared(connection, dialect.addBatch())) {
            for (ReportBatch batch : batches) {
                note.setString(1, batch.id());
                note.setTimestamp(2, Timestamp.from(Instant.now().truncatedTo(ChronoUnit.HOURS)));
                if (note.executeUpdate() == 1) {
                    records.addAll(batch.records());
                }
            }
        }
        return records;
    }

    private static void addRows(Connection connection, Dialect dialect, List<Bucket> rows) throws SQLException {
        try (PreparedStatement add = prepared(connection, dialect.addRow())) {
            for (Bucket row : rows) {
                add.setTimestamp(1, Timestamp.from(row.hour()));
                add.setString(2, row.kind());
                add.setString(3, row.identity());
                add.setString(4, row.record());
                add.setLong(5, row.count());
                add.setTimestamp(6, Timestamp.from(row.first()));
                add.setTimestamp(7, Timestamp.from(row.last()));
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    /** Gives the records of the time that is asked for to the consumer, the oldest hour first. */
    void forEach(ReportQuery query, Consumer<ReportRecord> consumer) throws SQLException {
        String select = "select bucket_hour, kind, identity, record, n, first_seen, last_seen from hushgate_bucket"
                + " where bucket_hour >= ? and bucket_hour < ? order by bucket_hour";
        try (Connection connection = source.getConnection();
                PreparedStatement rows = prepared(connection, select)) {
            rows.setFetchSize(FETCH_ROWS);
            rows.setTimestamp(1, Timestamp.from(query.from().truncatedTo(ChronoUnit.HOURS)));
            rows.setTimestamp(2, Timestamp.from(query.to()));
            try (ResultSet found = rows.executeQuery()) {
                while (found.next()) {
                    bucket(found).records().forEach(consumer);
                }
            }
        }
    }

    private static Bucket bucket(ResultSet row) throws SQLException {
        return new Bucket(
                row.getTimestamp(1).toInstant(),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant());
    }

    /** Lets go what is older. */
    void forget(Duration age) throws SQLException {
        Timestamp oldest = Timestamp.from(Instant.now().minus(age));
        try (Connection connection = source.getConnection();
                PreparedStatement rows = prepared(connection, "delete from hushgate_bucket where bucket_hour < ?");
                PreparedStatement batches = prepared(connection, "delete from hushgate_batch where taken < ?")) {
            rows.setTimestamp(1, oldest);
            rows.executeUpdate();
            batches.setTimestamp(1, oldest);
            batches.executeUpdate();
            commit(connection);
        }
    }

    private static void commit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private static PreparedStatement prepared(Connection connection, String text) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        statement.setQueryTimeout(STATEMENT_SECONDS);
        return statement;
    }

    private static Dialect dialect(Connection connection) throws SQLException {
        return Dialect.of(connection.getMetaData().getDatabaseProductName());
    }

    /** Whether the database answers at all: what it then refuses is not for want of a connection. */
    boolean answers() {
        try (Connection connection = source.getConnection()) {
            return connection.isValid(STATEMENT_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
