package io.sluice.testbed.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records of a topic, a line each: {@code text …} or {@code json …} (UTF-8), {@code hex …}, {@code
 * empty}, {@code null}, {@code avro ID SCHEMA-FILE AVRO-JSON} and {@code file ID HEX} (both behind
 * Confluent's prefix). Before it {@code @MILLIS} for the timestamp and {@code *N} to repeat; in a
 * text {@code ${LETTER*N}} stands for N letters. {@code hours ROUNDS HOURS} stands for a record in
 * each of consecutive hours, round after round.
 */
final class ValueFile {
  /** 2026-01-01T00:00:00Z. */
  private static final long TIMESTAMP = 1_767_225_600_000L;

  private static final long HOUR = 3_600_000L;
  private static final Pattern LETTERS = Pattern.compile("\\$\\{(.)\\*(\\d+)}");

  private final String topic;
  private final Path file;
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

  private ValueFile(String topic, Path file) {
    this.topic = topic;
    this.file = file;
  }

  static List<ProducerRecord<byte[], byte[]>> read(String topic, Path file) throws IOException {
    ValueFile values = new ValueFile(topic, file);
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        values.add(line);
      }
    }
    return values.records;
  }

  private void add(String line) throws IOException {
    long timestamp = TIMESTAMP;
    int times = 1;
    String rest = line;
    while (rest.startsWith("@") || rest.startsWith("*")) {
      String word = rest.substring(0, rest.indexOf(' '));
      rest = rest.substring(word.length() + 1);
      if (word.startsWith("@")) {
        timestamp = Long.parseLong(word.substring(1));
      } else {
        times = Integer.parseInt(word.substring(1));
      }
    }
    if (rest.startsWith("hours ")) {
      String[] words = rest.split(" ", -1);
      addHours(timestamp, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      return;
    }
    for (int i = 0; i < times; i++) {
      records.add(new ProducerRecord<>(topic, 0, timestamp, null, value(rest)));
    }
  }

  private void addHours(long first, int rounds, int hours) {
    for (int round = 0; round < rounds; round++) {
      for (int hour = 0; hour < hours; hour++) {
        byte[] value = "r%dh%d".formatted(round, hour).getBytes(UTF_8);
        records.add(new ProducerRecord<>(topic, 0, first + hour * HOUR + round, null, value));
      }
    }
  }

  @SuppressWarnings("NullAway") // A null value is a tombstone.
  private byte[] value(String line) throws IOException {
    int space = line.indexOf(' ');
    String kind = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space + 1);
    return switch (kind) {
      case "null" -> null;
      case "empty" -> new byte[0];
      case "text", "json" -> withLetters(rest).getBytes(UTF_8);
      case "hex" -> HexFormat.of().parseHex(rest.replace(" ", ""));
      case "file" -> {
        String[] words = rest.split(" ", 2);
        byte[] body = HexFormat.of().parseHex(words.length > 1 ? words[1] : "");
        yield framed(Integer.parseInt(words[0]), body);
      }
      case "avro" -> {
        String[] words = rest.split(" ", 3);
        yield framed(Integer.parseInt(words[0]), avro(words[1], words[2]));
      }
      default -> throw new IOException("Cannot read " + file + ": unknown kind of value " + kind);
    };
  }

  private static String withLetters(String text) {
    Matcher letters = LETTERS.matcher(text);
    return letters.replaceAll(
        found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
  }

  private byte[] avro(String schemaFile, String json) throws IOException {
    Schema schema =
        new Schema.Parser(NameValidator.NO_VALIDATION)
            .setValidateDefaults(false)
            .parse(Files.readString(file.resolveSibling(schemaFile)));
    Object datum =
        new GenericDatumReader<Object>(schema)
            .read(null, DecoderFactory.get().jsonDecoder(schema, json));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<Object>(schema).write(datum, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static byte[] framed(int id, byte[] body) {
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
  }
}
