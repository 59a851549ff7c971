package io.sluice.tracker.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.ledger.EntryCodec;
import io.sluice.tracker.retention.DigestCodec;
import io.sluice.tracker.run.ManifestCodec;
import io.sluice.tracker.run.PlanCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateBoundsTest {
  private static final String PATH = "/state/file";

  private static final String LOOK =
      "look who may write there: hdfs dfs -getfacl /state (on a local disk: ls -ld /state)";

  private record Mark(int n) {}

  private static final JsonFile<Mark> MARKS =
      JsonFile.plain(1, RecordForm.of(Mark.class, Field.integer("n")));

  /** Kinds of files, each with the field of it that may hold a list of texts or objects. */
  enum Kind {
    ENTRY("\"kind\":\"ingest\""),
    DIGEST("\"upTo\":1"),
    PLAN("\"runId\":\"r\""),
    MANIFEST("\"runId\":\"r\"");

    private final String begin;

    Kind(String begin) {
      this.begin = "{\"format\":1," + begin;
    }

    private void read(byte[] json) throws IOException {
      switch (this) {
        case ENTRY -> EntryCodec.read(zip(json), PATH);
        case DIGEST -> DigestCodec.read(zip(json), PATH);
        case PLAN -> PlanCodec.read(json, PATH);
        case MANIFEST -> ManifestCodec.read(json, PATH);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void jsonOfAHundredThousandLevelsIsRefused(Kind kind) {
    String deep = "[".repeat(100_000);
    for (String value : new String[] {deep, "{\"a\":".repeat(100_000)}) {
      for (String field : new String[] {"topics", "files", "directories", "previous"}) {
        refused(kind, kind.begin + ",\"" + field + "\":" + value);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aNumberOfManyDigitsIsRefused(Kind kind) {
    refused(kind, kind.begin + ",\"base\":" + "9".repeat(1_000_000));
  }

  private static UnreadableStateException refused(Kind kind, String json) {
    UnreadableStateException refused =
        assertThrows(UnreadableStateException.class, () -> kind.read(json.getBytes(UTF_8)));
    assertTrue(refused.getMessage().startsWith("Cannot read " + PATH), refused::getMessage);
    assertTrue(refused.getMessage().length() < 2_000, refused::getMessage);
    return refused;
  }

  @Test
  void anEntryThatUnpacksToMoreThanTheHeapIsRefused() throws IOException {
    StateBounds bounds = StateBounds.OF_THIS_PROCESS;
    byte[] bomb = zip("{\"format\":1,\"kind\":\"ingest\",\"ingestion\":\"", bounds.bytes() + 1);

    UnreadableStateException refused =
        assertThrows(UnreadableStateException.class, () -> EntryCodec.read(bomb, PATH));

    assertTrue(bomb.length < bounds.bytes() / 100);
    assertTrue(refused.getMessage().contains("more than"), refused::getMessage);
    assertTrue(refused.getMessage().contains("HADOOP_CLIENT_OPTS="), refused::getMessage);
    assertTrue(refused.getMessage().endsWith(LOOK), refused::getMessage);
  }

  @Test
  void aListOfTooManyTextsIsRefused() throws IOException {
    long texts = StateBounds.OF_THIS_PROCESS.values() + 1;
    StringBuilder json =
        new StringBuilder("{\"format\":1,\"kind\":\"acknowledge\",")
            .append("\"version\":1,\"ingestion\":\"\",\"ledgerId\":\"a\",\"runId\":\"a\",")
            .append("\"writtenAt\":1,\"writtenBy\":\"\",\"user\":\"\",\"clusterId\":\"\",")
            .append("\"fileSystem\":\"\",\"previous\":\"\",\"losses\":[");
    for (long i = 0; i < texts; i++) {
      json.append("\"\",");
    }

    UnreadableStateException refused = refused(Kind.ENTRY, json.toString());

    assertTrue(refused.getMessage().contains("too much of one kind"), refused::getMessage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"names", "contents"})
  void aSumOfMoreDigitsThanASumHasIsRefused(String field) {
    UnreadableStateException refused =
        refused(
            Kind.DIGEST,
            Kind.DIGEST.begin
                + ",\"directories\":[{\""
                + field
                + "\":\""
                + "f".repeat(1_000_000)
                + "\"}]}");

    assertTrue(refused.getMessage().contains(field), refused::getMessage);
  }

  @Test
  void aStoredFileThatIsTooLargeIsRefusedBeforeItIsInMemory() {
    StateBounds small = new StateBounds(1_000, 1_000, 1_000, 1_000);

    UnreadableStateException refused =
        assertThrows(UnreadableStateException.class, () -> small.read(endless(), PATH));

    assertTrue(refused.getMessage().startsWith("Cannot read " + PATH), refused::getMessage);
  }

  @Test
  void theBoundsGrowWithTheHeap() {
    long mib = 1 << 20;

    assertEquals(
        new StateBounds(32 * mib, 64 * mib, 2 * mib, (int) (16 * mib)),
        StateBounds.forHeap(256 * mib));
    assertEquals(
        new StateBounds(512 * mib, 1024 * mib, 64 * mib, (int) (32 * mib)),
        StateBounds.forHeap(64 * 1024 * mib));
  }

  @Test
  void twiceTheSameTopicIsDamageAndNoDefect() {
    String topic = "{\"topic\":\"a\",\"topicId\":\"\",\"schema\":\"\",\"kafkaPartitions\":[]}";
    refused(
        Kind.ENTRY,
        "{\"format\":1,\"kind\":\"fence\",\"version\":1,\"ingestion\":\"\",\"ledgerId\":\"a\",\"runId\":\"a\","
            + "\"writtenAt\":1,\"writtenBy\":\"\",\"user\":\"\",\"clusterId\":\"\",\"fileSystem\":\"\","
            + "\"previous\":\"\",\"topics\":["
            + topic
            + ","
            + topic
            + "]}");
    refused(
        Kind.MANIFEST,
        Kind.MANIFEST.begin
            + ",\"spoiledTopics\":[{\"topic\":\"a\",\"reason\":\"\"},{\"topic\":\"a\",\"reason\":\"\"}]}");
    refused(Kind.MANIFEST, Kind.MANIFEST.begin + ",\"files\":[{\"parts\":[[9999999999,1,1,1]]}]}");
  }

  @Test
  void whatFollowsTheEndOfAFileIsRefused() throws IOException {
    String text = new String(MARKS.write(new Mark(1)), UTF_8);

    assertEquals(new Mark(1), read(text));
    assertEquals(new Mark(1), read(text + "\n  \n"));
    for (String more : new String[] {"{}", "x", "]", text}) {
      assertThrows(UnreadableStateException.class, () -> read(text + more));
    }
  }

  @Test
  void aTextThatIsUnfitNamesTheDirectoryToLookAt() {
    UnreadableStateException refused =
        assertThrows(
            UnreadableStateException.class,
            () ->
                MARKS.read(
                    "{\"format\":1,\"n\":\"x\"}".getBytes(UTF_8),
                    "/my state/file",
                    in -> {
                      throw in.unfit("a number");
                    }));

    assertTrue(
        refused.getMessage().endsWith(LOOK.replace("/state", "'/my state'")), refused::getMessage);
  }

  private static Mark read(String text) throws UnreadableStateException {
    return MARKS.read(text.getBytes(UTF_8), PATH);
  }

  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return ' ';
      }
    };
  }

  private static byte[] zip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  /** A beginning, and so many spaces. */
  private static byte[] zip(String begin, long spaces) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] many = " ".repeat(1 << 20).getBytes(UTF_8);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(begin.getBytes(UTF_8));
      for (long written = 0; written < spaces; written += many.length) {
        gzip.write(many);
      }
    }
    return bytes.toByteArray();
  }
}
