package io.github.hushgate.cli;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** The chain of aliases (CNAME records) that a host name leads through, as a name server tells it. */
final class DnsAliases {
    /** Aliases that are followed from one name, at most. */
    static final int MAX_LINKS = 8;

    private static final String TIMEOUT_MILLIS = "2000";
    private static final String TRIES = "2";

    /** JNDI takes no other kind of map. */
    @SuppressWarnings("JdkObsolete")
    private final Hashtable<String, String> environment = new Hashtable<>();

    /** Asks {@code HOST[:PORT]}, or the system's name servers where it is empty. */
    DnsAliases(String server) {
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        environment.put("java.naming.provider.url", server.isEmpty() ? "dns:" : "dns://" + server);
        environment.put("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
    }

    /**
     * The host itself, then each name that it is an alias of.
     *
     * @throws NamingException where there is no such name, or no answer
     */
    List<String> of(String host) throws NamingException {
        var context = new InitialDirContext(environment);
        try {
            List<String> chain = new ArrayList<>(List.of(host));
            Optional<String> next = alias(context, host);
            while (next.isPresent() && chain.size() <= MAX_LINKS && !chain.contains(next.get())) {
                chain.add(next.get());
                next = furtherAlias(context, next.get());
            }
            return chain;
        } finally {
            context.close();
        }
    }

    /** An alias of something that is gone is an alias all the same. */
    private static Optional<String> furtherAlias(InitialDirContext context, String host) {
        try {
            return alias(context, host);
        } catch (NamingException e) {
            return Optional.empty();
        }
    }

    /** Attributes of the DNS are text: no object is looked up, so none can be made of what a server says. */
    @SuppressWarnings("BanJNDI")
    private static Optional<String> alias(InitialDirContext context, String host) throws NamingException {
        Attribute records = context.getAttributes(host, new String[] {"CNAME"}).get("CNAME");
        if (records == null) {
            return Optional.empty();
        }
        String name = String.valueOf(records.get()).toLowerCase(Locale.ROOT);
        return Optional.of(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
    }
}
