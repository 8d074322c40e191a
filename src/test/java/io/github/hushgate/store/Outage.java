package io.github.hushgate.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database behind a network that can be taken away, also in the middle of a transaction. */
final class Outage implements DataSource {
    private final DataSource real;
    private final AtomicInteger callsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean away;

    Outage(DataSource real) {
        this.real = real;
    }

    void begin() {
        away = true;
    }

    void end() {
        callsLeft.set(Integer.MAX_VALUE);
        away = false;
    }

    /** Lets this many calls on connections through, then really closes the connection under its user. */
    void cutAfter(int calls) {
        callsLeft.set(calls);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            throw new SQLException("no route to host", "08001");
        }
        Connection connection = real.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Outage.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(connection, method, arguments));
    }

    private Object call(Connection connection, Method method, Object... arguments) throws Throwable {
        boolean works =
                method.getName().equals("prepareStatement") || method.getName().equals("commit");
        if (works && callsLeft.get() != Integer.MAX_VALUE && callsLeft.getAndDecrement() <= 0) {
            callsLeft.set(Integer.MAX_VALUE);
            connection.abort(Runnable::run);
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
