package io.sluice.writers;

import io.sluice.records.TopicStart;
import io.sluice.records.landing.LandingSchema;
import java.util.Map;

/** Metadata of a landed file, stored in the file. */
final class FileMetadata {
  static final String RUN = "sluice.run";
  static final String TOPIC = "sluice.topic";
  static final String TOPIC_ID = "sluice.topic.id";

  /** Of the file's first record; others may have been written with other schemas. */
  static final String SCHEMA_ID = "sluice.schema.id";

  /** Fingerprint of the landing schema, as the ledger has it. */
  static final String LANDING_SCHEMA = "sluice.landing.schema";

  private FileMetadata() {}

  static Map<String, String> ofQuarantine(String runId, TopicStart start) {
    return Map.of(RUN, runId, TOPIC, start.topic(), TOPIC_ID, start.topicId());
  }

  static Map<String, String> ofData(String runId, TopicStart start, LandingSchema landing) {
    return Map.of(
        RUN,
        runId,
        TOPIC,
        start.topic(),
        TOPIC_ID,
        start.topicId(),
        LANDING_SCHEMA,
        landing.fingerprint());
  }
}
