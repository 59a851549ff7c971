package io.sluice.testbed.tour.count;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Counts of a topic in the ledger.
 *
 * @param landed records in landed files
 * @param quarantined records in quarantine
 * @param tombstones counted and not landed
 * @param otherGaps offsets that hold no record for us for another reason
 */
public record InLedger(long landed, long quarantined, long tombstones, long otherGaps) {
  public static final InLedger NOTHING = new InLedger(0, 0, 0, 0);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The versions in the answer of {@code ledger --json}. */
  public static List<Long> versions(String answer) throws IOException {
    List<Long> versions = new ArrayList<>();
    for (JsonNode entry : JSON.readTree(answer).path("entries")) {
      if (entry.path("counts").asBoolean()) {
        versions.add(entry.path("version").asLong());
      }
    }
    return versions;
  }

  /** This and what one more entry says, as {@code ledger VERSION --json} shows it. */
  public InLedger plus(String entry, String topic) throws IOException {
    InLedger sum = this;
    for (JsonNode each : JSON.readTree(entry).path("topics")) {
      if (each.path("topic").asText().equals(topic)) {
        for (JsonNode kafkaPartition : each.path("kafkaPartitions")) {
          sum = sum.plus(kafkaPartition);
        }
      }
    }
    return sum;
  }

  private InLedger plus(JsonNode kafkaPartition) {
    long ofTombstones = 0;
    long ofOthers = 0;
    for (JsonNode gap : kafkaPartition.path("gaps")) {
      if (gap.path("kind").asText().toLowerCase(Locale.ROOT).equals("tombstone")) {
        ofTombstones += gap.path("count").asLong();
      } else {
        ofOthers += gap.path("count").asLong();
      }
    }
    return new InLedger(
        landed + kafkaPartition.path("records").asLong(),
        quarantined + kafkaPartition.path("quarantined").asLong(),
        tombstones + ofTombstones,
        otherGaps + ofOthers);
  }
}
