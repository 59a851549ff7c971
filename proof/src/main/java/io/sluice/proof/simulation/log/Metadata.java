package io.sluice.proof.simulation.log;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * The topic IDs that a broker answers.
 *
 * @param oddness how often it answers with a former ID, or with none
 * @param known topics whose ID the ledger knows: only of those may an answer be without one
 */
public record Metadata(Random random, double oddness, Predicate<String> known) {
  String id(String topic, String now, List<String> former) {
    if (oddness == 0 || random.nextDouble() >= oddness) {
      return now;
    }
    if (!former.isEmpty() && random.nextBoolean()) {
      return former.get(random.nextInt(former.size()));
    }
    return known.test(topic) ? "" : now;
  }
}
