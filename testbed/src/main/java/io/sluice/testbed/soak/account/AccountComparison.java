package io.sluice.testbed.soak.account;

import java.util.ArrayList;
import java.util.List;

/** Result of comparing Kafka's content with the landed content. */
public final class AccountComparison {
  private static final int EXAMPLES = 20;

  private final List<String> examples = new ArrayList<>();
  private String place = "";
  private long inKafka;
  private long landed;
  private long lost;
  private long doubled;
  private long changed;
  private long strange;

  AccountComparison() {}

  /** Records that a reader of committed ones sees in Kafka. */
  public long inKafka() {
    return inKafka;
  }

  /** Records in landed files, each copy counted. */
  public long landed() {
    return landed;
  }

  /** Records that the ledger has passed, and that are in no landed file. */
  public long lost() {
    return lost;
  }

  /** Copies beyond the first. */
  public long doubled() {
    return doubled;
  }

  /** Records that landed with another content, or in another time partition. */
  public long changed() {
    return changed;
  }

  /** Landed records that a reader of committed ones does not see in Kafka. */
  public long strange() {
    return strange;
  }

  public boolean isClean() {
    return lost == 0 && doubled == 0 && changed == 0 && strange == 0;
  }

  /** The first places where something is wrong. */
  public List<String> examples() {
    return List.copyOf(examples);
  }

  void at(KafkaPartitionKey of) {
    place = of.toString();
  }

  void countInKafka() {
    inKafka++;
  }

  void countLanded(int copies) {
    landed += copies;
  }

  void countLost(long offset) {
    lost++;
    example("lost", offset);
  }

  void countDoubled(long offset, int copies) {
    doubled += copies;
    example("doubled", offset);
  }

  void countChanged(long offset) {
    changed++;
    example("changed", offset);
  }

  void countStrange(long offset) {
    strange++;
    example("not in Kafka", offset);
  }

  private void example(String what, long offset) {
    if (examples.size() < EXAMPLES) {
      examples.add(what + ": " + place + " offset " + offset);
    }
  }

  @Override
  public String toString() {
    return "in Kafka %,d, landed %,d, lost %,d, doubled %,d, changed %,d, not in Kafka %,d"
        .formatted(inKafka, landed, lost, doubled, changed, strange);
  }
}
