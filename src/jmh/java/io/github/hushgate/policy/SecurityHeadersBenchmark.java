package io.github.hushgate.policy;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a response pays for its headers: the set with a new nonce, beside the randomness alone. Run with {@code -prof
 * gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SecurityHeadersBenchmark {
    private final SecureRandom random = new SecureRandom();
    private final byte[] bytes = new byte[Nonces.BYTES];

    /** How strict. */
    @Param({"CONTAIN", "CONFIDENTIAL", "SEALED"})
    public Preset preset;

    private SecurityHeaders headers;
    private SpringHeaders peer;

    /** Start-up. */
    @Setup
    public void compute() {
        headers = SecurityHeaders.of(new SecurityHeaders.Settings(
                preset, Disposition.ENFORCE, Map.of(), "/hushgate/reports", "/report/**", "2026-11-24"));
        peer = new SpringHeaders(headers.policies("fixed").get(0).toString());
    }

    /** The floor. */
    @Benchmark
    public byte[] randomnessAlone() {
        random.nextBytes(bytes);
        return bytes;
    }

    /** The nonce alone. */
    @Benchmark
    public String nonce() {
        return Nonces.next();
    }

    /** All headers with a new nonce. */
    @Benchmark
    public void headersWithNonce(Blackhole sink) {
        headers.send(Nonces.next(), true, (name, value) -> {
            sink.consume(name);
            sink.consume(value);
        });
    }

    /** All headers with a new nonce, set on a response. */
    @Benchmark
    public Object headersOnAResponse() {
        headers.send(Nonces.next(), true, peer.response()::addHeader);
        return peer.response();
    }

    /** A peer's header writers with as many headers, one fixed policy, no nonce, set on the same response. */
    @Benchmark
    public Object springSecurityOnAResponse() {
        peer.write();
        return peer.response();
    }

    /** All headers, the nonce given. */
    @Benchmark
    public void headersAlone(Blackhole sink) {
        headers.send("abcdefghijklmnopqrstuvwx", true, (name, value) -> {
            sink.consume(name);
            sink.consume(value);
        });
    }
}
