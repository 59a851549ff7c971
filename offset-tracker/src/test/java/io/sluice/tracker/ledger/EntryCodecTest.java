package io.sluice.tracker.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.Golden;
import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.json.NewerFormatException;
import io.sluice.tracker.json.UnreadableStateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCodecTest {
  private static final String PATH = "/state/ledger/7";

  static Set<String> kinds() {
    return Samples.ENTRIES.keySet();
  }

  private static Entry sample(String kind) {
    Entry entry = Samples.ENTRIES.get(kind);
    if (entry == null) {
      throw new IllegalArgumentException(kind);
    }
    return entry;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anEntryIsWrittenAsTheGoldenFileShows(String kind) throws IOException {
    byte[] content = EntryCodec.write(sample(kind));

    Golden.assertSame("entry-" + kind + ".json", Golden.unzip(content));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anEntryIsReadFromTheGoldenFile(String kind) throws IOException {
    byte[] content = zip(new String(Golden.bytes("entry-" + kind + ".json"), UTF_8));

    assertEquals(sample(kind), EntryCodec.read(content, PATH));
    assertEquals(Samples.HEADER, EntryCodec.readHeader(content, PATH));
  }

  @Test
  void anEntryIsReadFromTheGoldenFileAsItWasStored() throws IOException {
    byte[] stored = Golden.bytes("entry-ingest.gz");

    assertEquals(sample("ingest"), EntryCodec.read(stored, PATH));
    assertEquals(
        "37d8a54216a68f3a069bd80a24812627f101028d1d2531658898377f6907793e",
        EntryCodec.checksum(stored));
  }

  @Test
  void oneEntryIsAlwaysTheSameBytes() {
    assertTrue(
        Arrays.equals(EntryCodec.write(sample("ingest")), EntryCodec.write(sample("ingest"))));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anUnknownFieldIsRefused(String kind) throws IOException {
    String json = new String(Golden.bytes("entry-" + kind + ".json"), UTF_8);
    String changed = json.substring(0, json.lastIndexOf('}')) + ",\"surprise\":1}";

    UnreadableStateException refused =
        assertThrows(UnreadableStateException.class, () -> EntryCodec.read(zip(changed), PATH));

    assertEquals(
        "Cannot read /state/ledger/7: field 'surprise' is not known to this Sluice. Use the Sluice"
            + " that wrote it, or a newer one.",
        refused.getMessage());
  }

  @Test
  void anUnknownKindIsRefused() {
    UnreadableStateException refused =
        assertThrows(
            UnreadableStateException.class,
            () -> EntryCodec.read(changed("\"kind\":\"ingest\"", "\"kind\":\"merge\""), PATH));

    assertEquals(
        "Cannot read /state/ledger/7: kind 'merge' is not known to this Sluice. Use the Sluice that"
            + " wrote it, or a newer one.",
        refused.getMessage());
  }

  @Test
  void aNewerFormatIsRefusedWhateverElseIsInIt() {
    NewerFormatException refused =
        assertThrows(
            NewerFormatException.class,
            () -> EntryCodec.read(zip("{\"format\":2,\"sort\":\"unheard of\"}"), PATH));

    assertEquals(
        "Cannot read /state/ledger/7: it has format 2, this Sluice knows formats up to 1. Use the"
            + " Sluice that wrote it, or a newer one.",
        refused.getMessage());
  }

  @Test
  void aMissingFieldIsRefused() {
    UnreadableStateException refused =
        assertThrows(
            UnreadableStateException.class,
            () -> EntryCodec.read(changed("\"after\":150,", ""), PATH));

    assertEquals(
        "Cannot read /state/ledger/7: field 'after' is missing. Restore the file from a backup.",
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 100, 400})
  void aTornEntryIsRefused(int length) {
    byte[] torn = Arrays.copyOf(EntryCodec.write(sample("ingest")), length);

    UnreadableStateException refused =
        assertThrows(UnreadableStateException.class, () -> EntryCodec.read(torn, PATH));

    assertTrue(
        refused.getMessage().startsWith("Cannot read /state/ledger/7: it is damaged ("),
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"n\":3,", "\"kafkaPartition\":0", "[3,1200,1249,50]"})
  void aNumberThatNoKafkaPartitionHasIsRefused(String text) {
    UnreadableStateException refused =
        assertThrows(
            UnreadableStateException.class,
            () -> EntryCodec.read(changed(text, text.replaceFirst("[03]", "-1")), PATH));

    assertTrue(refused.getMessage().contains("Not a Kafka partition"), refused.getMessage());
  }

  @Test
  void ofAnEmptyEntryItIsSaidThatItIsEmpty() {
    UnreadableStateException refused =
        assertThrows(
            UnreadableStateException.class, () -> EntryCodec.read(new byte[0], "/state/ledger/7"));

    assertEquals(
        "Cannot read /state/ledger/7: it is damaged (it is empty, or its end is missing). Restore the file from a backup.",
        refused.getMessage());
  }

  private static byte[] changed(String from, String to) throws IOException {
    String json = new String(Golden.bytes("entry-ingest.json"), UTF_8);
    assertTrue(json.contains(from), from);
    return zip(json.replace(from, to));
  }

  private static byte[] zip(String json) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(json.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
