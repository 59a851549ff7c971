package io.sluice.testbed.soak.strike;

import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.ingestion.StateDirectory;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.soak.account.KafkaPartitionKey;
import java.util.List;

/**
 * Places at which processes are killed.
 *
 * @param hadoop runs the jobs
 * @param hdfs holds what lands
 * @param read the Kafka partitions that are being read
 */
public record StrikeScene(
    KafkaCluster kafka,
    HadoopCluster hadoop,
    HadoopCluster hdfs,
    StateDirectory state,
    List<KafkaPartitionKey> read) {
  public StrikeScene {
    read = List.copyOf(read);
  }
}
