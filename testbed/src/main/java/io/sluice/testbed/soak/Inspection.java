package io.sluice.testbed.soak;

import io.sluice.testbed.hadoop.WebHdfs;
import io.sluice.testbed.ingestion.LedgerEntry;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.ingestion.StateDirectory;
import io.sluice.testbed.process.Command;
import io.sluice.testbed.soak.account.Account;
import io.sluice.testbed.soak.account.AccountComparison;
import io.sluice.testbed.soak.account.KafkaPartitionKey;
import io.sluice.testbed.soak.account.KafkaSide;
import io.sluice.testbed.soak.account.LandedSide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds Kafka's content against the landed content, round by round, and lets Sluice verify. */
final class Inspection implements AutoCloseable {
  private final SoakSetup ground;
  private final Sluice sluice;
  private final Path scratch;
  private final Account account = new Account();
  private final KafkaSide kafka;
  private final LandedSide landed;

  /**
   * Result of an inspection.
   *
   * @param unsound what {@code verify} found, and landed files that are not as they were
   */
  record Result(AccountComparison reckoning, List<String> unsound) {}

  /** Has read nothing yet; copies of landed files go to a directory while they are read. */
  Inspection(SoakSetup ground, Sluice sluice, Path scratch) {
    this.ground = ground;
    this.sluice = sluice;
    this.scratch = scratch;
    this.kafka = new KafkaSide(ground.scene().kafka().bootstrapServers(), ground.encodings());
    this.landed = landedSide(ground, scratch);
  }

  /** Checks what is new: everything that the ledger has passed must have landed. */
  Result look() throws IOException {
    Map<KafkaPartitionKey, Long> committed = committed(ground.scene().state());
    kafka.readInto(account);
    List<String> unsound = new ArrayList<>(landed.readInto(account));
    Command.Result verify = sluice.run("verify", "--config", ground.config());
    if (verify.exitCode() != 0 || !verify.output().contains("Sound")) {
      unsound.add("verify ended with %d: %s".formatted(verify.exitCode(), verify.output()));
    }
    return new Result(account.reckon(committed), unsound);
  }

  /** All of it once more, from the first record and the first file on; all must have landed. */
  AccountComparison lookAtAll() throws IOException {
    Account whole = new Account();
    try (KafkaSide all =
        new KafkaSide(ground.scene().kafka().bootstrapServers(), ground.encodings())) {
      all.readInto(whole);
    }
    landedSide(ground, scratch).readInto(whole);
    return whole.reckonAll();
  }

  int files() {
    return landed.files();
  }

  @Override
  public void close() {
    kafka.close();
  }

  private static LandedSide landedSide(SoakSetup ground, Path scratch) {
    WebHdfs hdfs = ground.scene().state().hdfs();
    return new LandedSide(hdfs, ground.root(), List.copyOf(ground.encodings().keySet()), scratch);
  }

  private static Map<KafkaPartitionKey, Long> committed(StateDirectory state) throws IOException {
    Map<KafkaPartitionKey, Long> committed = new TreeMap<>();
    long head = state.head();
    if (head > 0) {
      LedgerEntry entry = state.entry(head);
      entry
          .offsets()
          .forEach(
              (topic, ofTopic) ->
                  ofTopic.forEach(
                      (number, after) ->
                          committed.put(new KafkaPartitionKey(topic, number), after)));
    }
    return committed;
  }
}
