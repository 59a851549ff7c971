package io.sluice.testbed.soak.load;

import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.Traffic;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An idempotent producer for each codec. */
final class PlainFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(PlainFeed.class);

  private final Traffic traffic;
  private final SoakTopic topic;
  private final Map<Codec, Producer<byte[], byte[]>> producers = new EnumMap<>(Codec.class);

  PlainFeed(Traffic traffic, SoakTopic topic) {
    this.traffic = traffic;
    this.topic = topic;
  }

  @Override
  public int send(int count, Codec codec) {
    try {
      return traffic
          .send(producers.computeIfAbsent(codec, traffic::producer), topic.next(count))
          .size();
    } catch (IOException e) {
      LOG.warn("A batch failed, what Kafka has of it counts: topic={}", topic.name(), e);
      return 0;
    }
  }

  @Override
  public void close() {
    producers.values().forEach(Producer::close);
  }
}
