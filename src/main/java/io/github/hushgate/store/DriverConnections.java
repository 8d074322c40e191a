package io.github.hushgate.store;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections of one driver to one database, each made anew. */
final class DriverConnections implements DataSource {
    private final Driver driver;
    private final String url;
    private final Properties properties;

    private DriverConnections(Driver driver, String url, Properties properties) {
        this.driver = driver;
        this.url = url;
        this.properties = properties;
    }

    /**
     * Connections of the first driver, of those in this jar and beside us, that takes the address.
     *
     * @throws IllegalArgumentException when none does; the address, which may hold a password, is not told
     */
    static DriverConnections of(String url, Optional<Path> jar, Properties properties) throws IOException {
        for (Driver each : ServiceLoader.load(Driver.class, loader(jar))) {
            if (accepts(each, url)) {
                return new DriverConnections(each, url, properties);
            }
        }
        int end = url.indexOf(':', url.indexOf(':') + 1);
        String kind = url.substring(0, end + 1);
        throw new IllegalArgumentException("no driver for " + kind
                + (jar.isPresent() ? " in that jar" : "; name its jar with --driver, as in --driver postgresql.jar"));
    }

    private static ClassLoader loader(Optional<Path> jar) throws IOException {
        ClassLoader ours = DriverConnections.class.getClassLoader();
        if (jar.isEmpty()) {
            return ours;
        }
        if (!Files.isRegularFile(jar.get())) {
            throw new NoSuchFileException(jar.get().toString(), null, "no driver's jar");
        }
        // It lives as long as its driver.
        return new URLClassLoader(new URL[] {jar.get().toUri().toURL()}, ours);
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not take this address");
        }
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("one user for all connections");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the driver's own");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
