package io.sluice.testbed.tour.count;

import io.sluice.testbed.kafka.Traffic;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;

/**
 * Counts of a topic in Kafka, by a plain consumer.
 *
 * @param records all of them
 * @param tombstones those without a value
 */
public record InKafka(long records, long tombstones) {
  public static InKafka of(Traffic traffic, String topic) throws IOException {
    List<ConsumerRecord<byte[], byte[]>> all =
        traffic.readAll(topic, IsolationLevel.READ_COMMITTED);
    return new InKafka(all.size(), all.stream().filter(each -> each.value() == null).count());
  }
}
