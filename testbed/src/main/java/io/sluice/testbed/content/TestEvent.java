package io.sluice.testbed.content;

/**
 * The records of the topics in these tests.
 *
 * @param note empty for null
 */
public record TestEvent(long id, String name, double amount, String note) {
  public static final String SCHEMA =
      """
      {"type": "record", "name": "Event", "fields": [
        {"name": "id", "type": "long"},
        {"name": "name", "type": "string"},
        {"name": "amount", "type": "double"},
        {"name": "note", "type": ["null", "string"], "default": null}]}
      """;

  /** The event of a number: every third has no note, names are not all ASCII. */
  public static TestEvent of(long id) {
    return new TestEvent(id, "event-ä-" + id, id / 4.0, id % 3 == 0 ? "" : "note of " + id);
  }
}
