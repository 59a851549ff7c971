package io.sluice.testbed.soak.load;

import io.sluice.testbed.kafka.Codec;
import io.sluice.testbed.kafka.Traffic;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** An idempotent producer for each codec. */
final class PlainFeed implements Feed {
  private final Traffic traffic;
  private final SoakTopic topic;
  private final Map<Codec, Producer<byte[], byte[]>> producers = new EnumMap<>(Codec.class);

  PlainFeed(Traffic traffic, SoakTopic topic) {
    this.traffic = traffic;
    this.topic = topic;
  }

  @Override
  public int send(int count, Codec codec) {
    Producer<byte[], byte[]> producer = producers.computeIfAbsent(codec, traffic::producer);
    topic.next(count).forEach(producer::send);
    return count;
  }

  @Override
  public void close() {
    producers.values().forEach(Producer::close);
  }
}
