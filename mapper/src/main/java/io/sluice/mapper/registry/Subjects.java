package io.sluice.mapper.registry;

/** Names of subjects: Confluent's TopicNameStrategy. */
public final class Subjects {
  private Subjects() {}

  public static String ofValue(String topic) {
    return topic + "-value";
  }
}
