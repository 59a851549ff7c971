package io.sluice.tracker.retention;

import static io.sluice.tracker.json.Field.inline;
import static io.sluice.tracker.json.Field.integer;
import static io.sluice.tracker.json.Field.number;
import static io.sluice.tracker.json.Field.text;
import static io.sluice.tracker.json.Field.value;

import io.sluice.tracker.json.Form;
import io.sluice.tracker.json.JsonFile;
import io.sluice.tracker.json.JsonReader;
import io.sluice.tracker.json.RecordForm;
import io.sluice.tracker.json.SharedForms;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.retention.Digest.Covered;
import io.sluice.tracker.retention.Digest.Life;
import java.io.IOException;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** A digest as it is stored: one JSON object in gzip. */
public final class DigestCodec {
  private static final int BASE = 16;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{1,64}");

  private static final Form<BigInteger> SUM =
      Form.of(DigestCodec::sum, (out, sum) -> out.writeString(sum.toString(BASE)));

  private static final RecordForm<FilesSum> FILES =
      RecordForm.of(
          FilesSum.class,
          text("topic"),
          text("timePartition"),
          number("files"),
          number("bytes"),
          number("records"),
          value("names", SUM),
          value("contents", SUM));

  private static final RecordForm<Life> LIFE =
      RecordForm.of(
          Life.class, inline("kafkaPartition", SharedForms.KAFKA_PARTITION), integer("generation"));

  private static final RecordForm<Covered> COVERED =
      RecordForm.of(
          Covered.class,
          number("start"),
          number("end"),
          number("records"),
          number("quarantined"),
          number("gaps"));

  private static final JsonFile<Digest> FILE =
      JsonFile.gzip(
          1,
          RecordForm.of(
              Digest.class,
              number("upTo"),
              text("checksum"),
              value(
                  "directories",
                  Form.map(
                      RecordForm.of(Directory.class, text("path"), inline("files", FILES)),
                      Directory::path,
                      Directory::files,
                      Directory::new)),
              value(
                  "covered",
                  Form.map(
                      RecordForm.of(
                          CoveredLife.class, inline("life", LIFE), inline("covered", COVERED)),
                      CoveredLife::life,
                      CoveredLife::covered,
                      CoveredLife::new))));

  private DigestCodec() {}

  private record Directory(String path, FilesSum files) {}

  private record CoveredLife(Life life, Covered covered) {}

  public static byte[] write(Digest digest) {
    return FILE.write(digest);
  }

  /**
   * Reads a digest.
   *
   * @param path for messages
   */
  public static Digest read(byte[] content, String path) throws UnreadableStateException {
    return FILE.read(content, path);
  }

  /** A longer number would take its reader time with the square of its length. */
  private static BigInteger sum(JsonReader in) throws IOException {
    String hex = in.text();
    if (!HEX.matcher(hex).matches()) {
      throw in.unfit("a sum of SHA-256 in hex");
    }
    return new BigInteger(hex, BASE);
  }
}
