package io.sluice.testbed.soak.account;

import java.util.Map;
import java.util.TreeMap;

/** Every record that was seen in Kafka and in landed files. */
public final class Account {
  private final Map<KafkaPartitionKey, KafkaPartitionAccount> kafkaPartitions = new TreeMap<>();

  void inKafka(KafkaPartitionKey place, long offset, long fingerprint) {
    of(place).inKafka(offset, fingerprint);
  }

  void landed(KafkaPartitionKey place, long offset, long fingerprint) {
    of(place).landed(offset, fingerprint);
  }

  /**
   * Holds both sides against each other.
   *
   * @param committed by Kafka partition the ledger's offset: what is below must have landed. None
   *     for a Kafka partition that the ledger does not know
   */
  public AccountComparison reckon(Map<KafkaPartitionKey, Long> committed) {
    AccountComparison reckoning = new AccountComparison();
    kafkaPartitions.forEach(
        (place, account) -> {
          reckoning.at(place);
          account.reckon(committed.getOrDefault(place, 0L), reckoning);
        });
    return reckoning;
  }

  /** Holds both sides against each other where all that is in Kafka must have landed. */
  public AccountComparison reckonAll() {
    Map<KafkaPartitionKey, Long> all = new TreeMap<>();
    kafkaPartitions.keySet().forEach(place -> all.put(place, Long.MAX_VALUE));
    return reckon(all);
  }

  private KafkaPartitionAccount of(KafkaPartitionKey place) {
    return kafkaPartitions.computeIfAbsent(place, added -> new KafkaPartitionAccount());
  }
}
