package io.github.hushgate.store;

import io.github.hushgate.report.JournalEntry;
import io.github.hushgate.report.ReportBatch;
import io.github.hushgate.report.ReportRecord;
import io.github.hushgate.report.ReportSink;
import io.github.hushgate.report.ViolationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records to a Kafka topic, beside a store that review reads. A violation's key is its fingerprint; the value is
 * JSON after {@code record.schema.json}, which lies beside this class. All replicas acknowledge, and the producer is
 * idempotent.
 *
 * <p>While no broker answers, batches wait in a local file of bounded size. They go out later, some perhaps a second
 * time: under the same {@code batch} and {@code seq}, by which a consumer drops what it has seen. What the journal says
 * of the configuration stays on the machine. Safe for many threads.
 */
public final class KafkaSink implements ReportSink {
    private static final int GROUP = 500;
    private static final System.Logger LOG = System.getLogger(KafkaSink.class.getName());

    /**
     * What the owner decides.
     *
     * @param servers where to find the cluster: {@code host:port,...}
     * @param topic that the records go to
     * @param properties of the producer besides, such as those of its security
     * @param directory in which batches wait for a broker, in a file of each process's own
     * @param maxSpillBytes of a file; what is beyond is lost to the topic, and counted
     * @param fsync whether a batch that waits is on the disk, and not only in the operating system's hands
     * @param patience after which a broker that does not answer counts as away; at most {@link #MAX_PATIENCE}, so that
     *     closing waits no longer than for the other stores
     */
    public record Settings(
            String servers,
            String topic,
            Map<String, String> properties,
            Path directory,
            long maxSpillBytes,
            boolean fsync,
            Duration patience) {
        /** The longest patience. */
        public static final Duration MAX_PATIENCE = Duration.ofSeconds(8);

        /** Copies the map; refuses what is not positive. */
        public Settings {
            properties = Map.copyOf(properties);
            if (maxSpillBytes < 1 || patience.toMillis() < 1 || patience.compareTo(MAX_PATIENCE) > 0) {
                throw new IllegalArgumentException(
                        "reports.kafka.max-spill-bytes must be positive and the patience from 1 ms to 8 s: "
                                + maxSpillBytes + ", " + patience);
            }
        }
    }

    private final Settings settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private final DirectoryLock lock;
    private final Spill spill;
    private final BatchQueue queue;
    private final Retry retry;

    private KafkaSink(Settings settings, KafkaProducer<byte[], byte[]> producer, DirectoryLock lock)
            throws IOException {
        this.settings = settings;
        this.producer = producer;
        this.lock = lock;
        this.retry = new Retry("the topic " + settings.topic(), settings.patience());
        this.spill = Spill.open(
                settings.directory(),
                "waiting",
                lock,
                new Spill.Bound(settings.maxSpillBytes(), "reports.kafka.max-spill-bytes", settings.fsync()));
        this.queue = new BatchQueue("hushgate-report-producer", this::write);
    }

    /**
     * Makes the producer; asks no broker yet.
     *
     * @throws IllegalArgumentException for properties that Kafka does not take
     */
    public static KafkaSink open(Settings settings) throws IOException {
        KafkaProducer<byte[], byte[]> producer = producer(settings);
        try {
            Directories.create(settings.directory());
            KafkaSink sink = open(settings, producer, DirectoryLock.take(settings.directory()));
            sink.queue.start();
            return sink;
        } catch (IOException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private static KafkaSink open(Settings settings, KafkaProducer<byte[], byte[]> producer, DirectoryLock lock)
            throws IOException {
        try {
            return new KafkaSink(settings, producer, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Kafka looks its own classes up through the thread, whose loader may be an application's that has none of them.
     */
    private static KafkaProducer<byte[], byte[]> producer(Settings settings) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(KafkaProducer.class.getClassLoader());
        try {
            return new KafkaProducer<>(properties(settings), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            // Not Kafka's message: it may quote a password among the properties.
            throw new IllegalArgumentException("reports.kafka.servers: \"" + settings.servers()
                    + "\" or a property of reports.kafka.properties is not taken by Kafka ("
                    + e.getClass().getSimpleName() + "); \"kafka.example.org:9092\" would do");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Map<String, Object> properties(Settings settings) {
        int millis = Math.toIntExact(settings.patience().toMillis());
        Map<String, Object> properties = new HashMap<>(settings.properties());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.servers());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, millis / 2));
        return properties;
    }

    /** Takes a batch: the stage completes when all replicas have it, or the local file. */
    @Override
    public CompletionStage<Void> append(ReportBatch batch) {
        return queue.append(batch);
    }

    /** Batches that neither the topic nor the local file took. */
    public long failures() {
        return queue.failures();
    }

    private void write(List<ReportBatch> batches) throws IOException {
        if (!spill.isEmpty() && retry.isDue()) {
            attempt(() -> spill.replay(GROUP, this::send));
        }
        // Behind what waits, nothing goes out: one key's records keep their order.
        if (!batches.isEmpty() && !(spill.isEmpty() && attempt(() -> send(batches)))) {
            spill.add(batches);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws Exception;
    }

    private boolean attempt(Attempt attempt) {
        try {
            attempt.run();
            retry.succeeded();
            return true;
        } catch (Exception e) {
            retry.failed(e.getClass().getSimpleName());
            return false;
        }
    }

    private void send(List<ReportBatch> batches) throws ExecutionException, InterruptedException {
        List<Future<?>> sent = new ArrayList<>();
        for (ReportBatch batch : batches) {
            for (int seq = 0; seq < batch.records().size(); seq++) {
                if (!(batch.records().get(seq) instanceof JournalEntry)) {
                    sent.add(send(batch, seq));
                }
            }
        }
        for (Future<?> each : sent) {
            each.get();
        }
    }

    private Future<?> send(ReportBatch batch, int seq) throws ExecutionException, InterruptedException {
        ReportRecord each = batch.records().get(seq);
        Future<?> sent = producer.send(new ProducerRecord<>(settings.topic(), key(each), value(batch.id(), seq, each)));
        if (sent.isDone()) {
            // Without a broker each send waits its time and then fails at once: the first one ends the attempt.
            sent.get();
        }
        return sent;
    }

    private static byte[] key(ReportRecord each) {
        String key = each instanceof ViolationReport violation
                ? violation.fingerprint()
                : String.valueOf(RecordJson.toMap(each).get("kind"));
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** A record as the topic holds it. */
    static byte[] value(String batch, int seq, ReportRecord each) {
        Map<String, Object> map = RecordJson.toMap(each);
        map.put("batch", batch);
        map.put("seq", seq);
        return new LineJson().write(map);
    }

    /** Sends what waits in memory, or leaves it in the file for the next start. */
    @Override
    public void close() {
        queue.close();
        producer.close(Duration.ZERO);
        try {
            spill.close();
            lock.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "reports: the waiting file could not be closed: {0}", e.toString());
        }
    }
}
