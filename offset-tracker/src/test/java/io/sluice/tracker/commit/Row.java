package io.sluice.tracker.commit;

/**
 * One record in a file of these tests, a line of text.
 *
 * @param serial names the record as it was produced, {@link #ANY} where they are not distinguished
 */
public record Row(Generation generation, long offset, String serial) {
  public static final String ANY = "-";

  public String line() {
    return generation.topic()
        + ' '
        + generation.kafkaPartition()
        + ' '
        + offset
        + ' '
        + generation.topicId()
        + ' '
        + generation.number()
        + ' '
        + serial
        + '\n';
  }

  public static Row parse(String line) {
    String[] words = line.split(" ", -1);
    return new Row(
        new Generation(words[0], words[3], Integer.parseInt(words[1]), Integer.parseInt(words[4])),
        Long.parseLong(words[2]),
        words[5]);
  }
}
