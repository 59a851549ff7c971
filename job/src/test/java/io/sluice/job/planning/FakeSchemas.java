package io.sluice.job.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gives each topic a schema, except those that a test has declared otherwise. */
public final class FakeSchemas implements LandingSchemas {
  public final Map<String, Landing> answers = new TreeMap<>();

  /** What all topics land in. */
  public String format = "avro";

  final List<String> asked = new ArrayList<>();

  @Override
  public LayoutAnswer layout(String topic, Map<String, String> landedLast) {
    String was = landedLast.getOrDefault("format", format);
    return new LayoutAnswer(
        Map.of("format", format),
        was.equals(format) ? List.of() : List.of("format was " + was + " and is " + format),
        List.of());
  }

  @Override
  public Map<String, Landing> fix(Map<String, String> landedBefore) {
    asked.addAll(landedBefore.keySet());
    Map<String, Landing> all = new TreeMap<>();
    landedBefore
        .keySet()
        .forEach(
            topic ->
                all.put(
                    topic,
                    answers.getOrDefault(
                        topic, new Fixed("schema of " + topic, "fingerprint of " + topic))));
    return all;
  }
}
