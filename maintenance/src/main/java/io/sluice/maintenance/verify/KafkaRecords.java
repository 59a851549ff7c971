package io.sluice.maintenance.verify;

import io.sluice.mapper.kafka.RangeReader;
import io.sluice.records.TopicStart;
import java.util.List;

/** Opens readers of records that are still in Kafka. */
@FunctionalInterface
public interface KafkaRecords {
  /** A reader of ranges, as in a plan of the ingestion. */
  RangeReader open(List<TopicStart> topics);
}
