package io.sluice.testbed.soak.load;

import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.Traffic;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction a batch; every fifth is aborted. */
final class TransactionFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionFeed.class);
  private static final int ABORTED = 5;

  private final Traffic traffic;
  private final SoakTopic topic;
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();
  private long batches;

  TransactionFeed(Traffic traffic, SoakTopic topic) {
    this.traffic = traffic;
    this.topic = topic;
  }

  @Override
  public int send(int count, Codec codec) {
    try {
      if (producer.isEmpty()) {
        // One transactional id: a new producer ends what the one before has left open.
        producer = Optional.of(traffic.transactionalProducer("soak-" + topic.name(), Codec.LZ4));
      }
      return send(count, producer.get());
    } catch (KafkaException | IOException e) {
      LOG.warn("A transaction failed, and is left out: topic={}", topic.name(), e);
      close();
      return 0;
    }
  }

  private int send(int count, Producer<byte[], byte[]> open) throws IOException {
    open.beginTransaction();
    traffic.send(open, topic.next(count));
    if (++batches % ABORTED == 0) {
      open.abortTransaction();
      return 0;
    }
    open.commitTransaction();
    return count;
  }

  @Override
  public void close() {
    producer.ifPresent(open -> open.close(java.time.Duration.ofSeconds(5)));
    producer = Optional.empty();
  }
}
