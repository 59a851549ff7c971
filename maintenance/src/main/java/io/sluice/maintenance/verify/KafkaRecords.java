package io.sluice.maintenance.verify;

import io.sluice.mapper.kafka.RangeReader;
import io.sluice.mapper.kafka.TopicWork;
import java.util.List;

/** Opens readers of what Kafka still has. */
@FunctionalInterface
public interface KafkaRecords {
  /** A reader of ranges that the plan of an ingestion could hold. */
  RangeReader open(List<TopicWork> topics);
}
