package io.github.hushgate.policy;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One attempt to leave the page, for {@link EgressCheck} to judge.
 *
 * @param name what the owner knows it by: a tracker's name
 * @param url where it would go, absolute
 * @param channel by which way
 */
public record Probe(String name, String url, Channel channel) {
    /** Refuses null. */
    public Probe {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(channel, "channel");
    }

    /** This address by every channel. */
    public static List<Probe> byEveryChannel(String name, String url) {
        return Stream.of(Channel.values())
                .map(channel -> new Probe(name, url, channel))
                .toList();
    }
}
