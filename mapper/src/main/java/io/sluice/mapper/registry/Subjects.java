package io.sluice.mapper.registry;

/** How subjects are named: Confluent's TopicNameStrategy. */
public final class Subjects {
  private Subjects() {}

  public static String ofValue(String topic) {
    return topic + "-value";
  }
}
