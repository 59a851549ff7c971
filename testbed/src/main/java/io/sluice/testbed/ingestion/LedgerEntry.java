package io.sluice.testbed.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * An entry of the ledger, read from its file without any code of Sluice's.
 *
 * @param kind {@code ingest}, {@code fence}, …
 * @param staged where its files were before they were published
 * @param offsets by topic and Kafka partition how far the ingestion has come
 */
public record LedgerEntry(
    String kind, String runId, List<String> staged, Map<String, Map<Integer, Long>> offsets) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static LedgerEntry parse(byte[] file) throws IOException {
    JsonNode json;
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(file))) {
      json = JSON.readTree(text);
    }
    List<String> staged = new ArrayList<>();
    json.path("files").forEach(each -> staged.add(each.path("staged").asText()));
    Map<String, Map<Integer, Long>> offsets = new TreeMap<>();
    for (JsonNode topic : json.path("topics")) {
      Map<Integer, Long> ofTopic = new TreeMap<>();
      topic
          .path("kafkaPartitions")
          .forEach(each -> ofTopic.put(each.path("n").asInt(), each.path("after").asLong()));
      offsets.put(topic.path("topic").asText(), ofTopic);
    }
    return new LedgerEntry(
        json.path("kind").asText(), json.path("runId").asText(), staged, offsets);
  }

  public boolean isIngest() {
    return kind.equals("ingest");
  }
}
