package io.sluice.tracker.retention;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.json.JsonFile;
import io.sluice.tracker.json.ObjectReader;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.retention.Digest.Covered;
import io.sluice.tracker.retention.Digest.Life;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A digest as it is stored: one JSON object in gzip. */
public final class DigestCodec {
  private static final int FORMAT = 1;
  private static final int HEX = 16;
  private static final Pattern SUM = Pattern.compile("[0-9a-f]{1,64}");

  private DigestCodec() {}

  public static byte[] write(Digest digest) {
    return JsonFile.writeGzip(
        FORMAT,
        out -> {
          out.writeNumberField("upTo", digest.upTo());
          out.writeStringField("checksum", digest.checksum());
          out.writeArrayFieldStart("directories");
          for (Map.Entry<String, FilesSum> each : digest.directories().entrySet()) {
            write(out, each.getKey(), each.getValue());
          }
          out.writeEndArray();
          out.writeArrayFieldStart("covered");
          for (Map.Entry<Life, Covered> each : digest.covered().entrySet()) {
            write(out, each.getKey(), each.getValue());
          }
          out.writeEndArray();
        });
  }

  private static void write(JsonGenerator out, String path, FilesSum sum) throws IOException {
    out.writeStartObject();
    out.writeStringField("path", path);
    out.writeStringField("topic", sum.topic());
    out.writeStringField("timePartition", sum.timePartition());
    out.writeNumberField("files", sum.files());
    out.writeNumberField("bytes", sum.bytes());
    out.writeNumberField("records", sum.records());
    out.writeStringField("names", sum.names().toString(HEX));
    out.writeStringField("contents", sum.contents().toString(HEX));
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Life life, Covered covered) throws IOException {
    out.writeStartObject();
    out.writeStringField("topic", life.kafkaPartition().topic());
    out.writeNumberField("n", life.kafkaPartition().number());
    out.writeNumberField("generation", life.generation());
    out.writeNumberField("start", covered.start());
    out.writeNumberField("end", covered.end());
    out.writeNumberField("records", covered.records());
    out.writeNumberField("quarantined", covered.quarantined());
    out.writeNumberField("gaps", covered.gaps());
    out.writeEndObject();
  }

  /**
   * Reads a digest.
   *
   * @param path for messages
   */
  public static Digest read(byte[] content, String path) throws UnreadableStateException {
    return JsonFile.readGzip(content, path, FORMAT, DigestCodec::read);
  }

  private static Digest read(ObjectReader in) throws IOException {
    long upTo = 0;
    String checksum = "";
    Map<String, FilesSum> directories = new TreeMap<>();
    Map<Life, Covered> covered = new TreeMap<>();
    while (in.next()) {
      switch (in.name()) {
        case "upTo" -> upTo = in.longValue();
        case "checksum" -> checksum = in.string();
        case "directories" ->
            in.objects(DigestCodec::readSum).forEach(each -> directories.putAll(each));
        case "covered" ->
            in.objects(DigestCodec::readCovered).forEach(each -> covered.putAll(each));
        default -> throw in.unknownField();
      }
    }
    in.require("upTo", "checksum", "directories", "covered");
    return new Digest(upTo, checksum, directories, covered);
  }

  private static Map<String, FilesSum> readSum(ObjectReader in) throws IOException {
    String path = "";
    String topic = "";
    String timePartition = "";
    long files = 0;
    long bytes = 0;
    long records = 0;
    BigInteger names = BigInteger.ZERO;
    BigInteger contents = BigInteger.ZERO;
    while (in.next()) {
      switch (in.name()) {
        case "path" -> path = in.string();
        case "topic" -> topic = in.string();
        case "timePartition" -> timePartition = in.string();
        case "files" -> files = in.longValue();
        case "bytes" -> bytes = in.longValue();
        case "records" -> records = in.longValue();
        case "names" -> names = sum(in);
        case "contents" -> contents = sum(in);
        default -> throw in.unknownField();
      }
    }
    in.require("path", "topic", "timePartition", "files", "bytes", "records");
    in.require("names", "contents");
    return Map.of(path, new FilesSum(topic, timePartition, files, bytes, records, names, contents));
  }

  /** A longer number would take its reader time with the square of its length. */
  private static BigInteger sum(ObjectReader in) throws IOException {
    String hex = in.string();
    if (!SUM.matcher(hex).matches()) {
      throw in.unfit("a sum of SHA-256 in hex");
    }
    return new BigInteger(hex, HEX);
  }

  private static Map<Life, Covered> readCovered(ObjectReader in) throws IOException {
    String topic = "";
    int number = 0;
    int generation = 0;
    long start = 0;
    long end = 0;
    long records = 0;
    long quarantined = 0;
    long gaps = 0;
    while (in.next()) {
      switch (in.name()) {
        case "topic" -> topic = in.string();
        case "n" -> number = in.intValue();
        case "generation" -> generation = in.intValue();
        case "start" -> start = in.longValue();
        case "end" -> end = in.longValue();
        case "records" -> records = in.longValue();
        case "quarantined" -> quarantined = in.longValue();
        case "gaps" -> gaps = in.longValue();
        default -> throw in.unknownField();
      }
    }
    in.require("topic", "n", "generation", "start", "end", "records", "quarantined", "gaps");
    return Map.of(
        new Life(new KafkaPartition(topic, number), generation),
        new Covered(start, end, records, quarantined, gaps));
  }
}
