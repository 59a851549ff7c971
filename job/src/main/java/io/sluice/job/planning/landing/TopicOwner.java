package io.sluice.job.planning.landing;

import io.sluice.tracker.message.ForeignText;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * The owner of a topic's directory, in the file {@value #FILE}, which is written once, by
 * put-if-absent.
 *
 * @param ledgerId of the ingestion's ledger: two state directories may have one name
 * @param clusterId of the Kafka cluster that the topic comes from
 */
public record TopicOwner(String ingestion, String ledgerId, String clusterId) {
  /** Its name in the topic's directory. */
  public static final String FILE = ".sluice-owner";

  /** Maximum length in characters of a name or an ID in a message. */
  private static final int LONGEST = 120;

  byte[] content() {
    return ("ingestion=" + ingestion + "\nledgerId=" + ledgerId + "\nclusterId=" + clusterId + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the file. */
  public static TopicOwner of(byte[] content) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "Cannot read %s of a topic's directory: it is no properties file (%s). Delete it if nobody else lands there: the next run puts it again."
              .formatted(FILE, e.getMessage()),
          e);
    }
    return new TopicOwner(
        properties.getProperty("ingestion", ""),
        properties.getProperty("ledgerId", ""),
        properties.getProperty("clusterId", ""));
  }

  @Override
  public String toString() {
    return "ingestion %s (ledger %s) of Kafka cluster %s"
        .formatted(
            ForeignText.line(ingestion, LONGEST),
            ledgerId.isEmpty() ? "unknown" : ForeignText.line(ledgerId, LONGEST),
            ForeignText.line(clusterId, LONGEST));
  }
}
