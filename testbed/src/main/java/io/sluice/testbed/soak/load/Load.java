package io.sluice.testbed.soak.load;

import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends records into all topics, at a pace that it catches up with after a broker was down. A
 * record that Kafka refuses in the end is sent no more: what counts is what Kafka has.
 */
public final class Load implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final int LARGEST_BURST = 20_000;
  private static final int BATCHES_PER_CODEC = 20;
  private static final List<Codec> CODECS = List.of(Codec.values());

  private final Traffic traffic;
  private final List<Share> shares;
  private final AtomicLong sent = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * A topic and its part of the load.
   *
   * @param perSecond records
   */
  public record Share(SoakTopic topic, int perSecond) {}

  private Load(Traffic traffic, List<Share> shares) {
    this.traffic = traffic;
    this.shares = List.copyOf(shares);
    this.thread = new Thread(this::run, "load");
    thread.setDaemon(true);
  }

  /** Begins to send. */
  public static Load start(Traffic traffic, List<Share> shares) {
    Load load = new Load(traffic, shares);
    load.thread.start();
    return load;
  }

  /**
   * Sends a number of records to one topic.
   *
   * @return the bytes of their keys and values
   */
  public static long once(Traffic traffic, SoakTopic topic, int count) throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = topic.next(count);
    try (Producer<byte[], byte[]> producer = traffic.producer(Codec.LZ4)) {
      traffic.send(producer, records);
    }
    long bytes = 0;
    for (ProducerRecord<byte[], byte[]> record : records) {
      bytes += record.key().length + record.value().length;
    }
    return bytes;
  }

  /** Number of records handed to Kafka's clients, those of aborted transactions left out. */
  public long sent() {
    return sent.get();
  }

  /** Stops, with no transaction left open. */
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Feed> feeds = new ArrayList<>();
    for (Share share : shares) {
      feeds.add(
          share.topic().sending() == SoakTopic.Sending.PLAIN
              ? new PlainFeed(traffic, share.topic())
              : new TransactionFeed(traffic, share.topic()));
    }
    long begun = System.nanoTime();
    long[] done = new long[shares.size()];
    for (long batch = 0; !stopped; batch++) {
      double seconds = (System.nanoTime() - begun) / 1e9;
      Codec codec = CODECS.get((int) (batch / BATCHES_PER_CODEC % CODECS.size()));
      for (int i = 0; i < done.length; i++) {
        long due = (long) (shares.get(i).perSecond() * seconds) - done[i];
        int count = (int) Math.min(due, LARGEST_BURST);
        sent.addAndGet(feeds.get(i).send(count, codec));
        done[i] += count;
      }
      pause();
    }
    feeds.forEach(Feed::close);
  }

  private void pause() {
    try {
      Thread.sleep(TICK.toMillis());
    } catch (InterruptedException e) {
      stopped = true;
    }
  }
}
