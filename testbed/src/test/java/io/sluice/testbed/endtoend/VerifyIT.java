package io.sluice.testbed.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.content.TestEvent;
import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.TopicAdmin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the findings of {@code verify} after damage to landed files and to the ledger, on HDFS;
 * and of a run over a ledger that was set back.
 */
@RealStack
class VerifyIT {
  private static final String ROOT = "/e2e/verify";
  private static final String STATE = ROOT + "/.sluice/verify";
  private static final String KEPT = "/e2e/verify-kept";

  @TempDir Path directory;

  @Test
  void everyDamageIsNamedAndWhatOthersChangedIsDistinguished(Stack stack) throws IOException {
    KafkaCluster kafka = stack.kafka();
    HadoopCluster hadoop = stack.hdfs();
    Topic clicks = new Topic(kafka.traffic(), "verify-clicks", 2, new Encoding.Json());
    Topic lines = new Topic(kafka.traffic(), "verify-lines", 2, new Encoding.Text());
    try (TopicAdmin topics = kafka.topics()) {
      topics.create(clicks.name(), 2, 1);
      topics.create(lines.name(), 2, 1);
    }
    Path schema = Files.writeString(directory.resolve("event.avsc"), TestEvent.SCHEMA);
    String config =
        IngestionProperties.of("verify", kafka, hadoop.uri() + ROOT, "verify-clicks,verify-lines")
            .with("path.format", "'dt'=yyyy")
            .with("value.format", "string")
            .with("overrides", "clicks")
            .with("overrides.clicks.topics", clicks.name())
            .with("overrides.clicks.value.format", "json")
            .with("overrides.clicks.schema.file", schema.toUri().toString())
            .with("overrides.clicks.format", "parquet")
            .file(directory);
    Sluice sluice = Sluice.local(directory);
    Damage damage = new Damage(hadoop);
    for (int run = 1; run <= 3; run++) {
      clicks.send(200 + 10 * run);
      clicks.sendTombstones(5);
      lines.send(300 + 10 * run);
      lines.sendTransactions(1, 10);
      sluice.expect(0, "run", "--config", config);
      if (run == 1) {
        damage.copy(STATE, KEPT + "/state-1");
      }
    }
    damage.copy(ROOT, KEPT + "/all");

    String sound = sluice.expect(0, "verify", "--against-kafka", "--config", config);
    assertTrue(sound.contains("Sound: 3 entries up to version 3"), sound);
    assertTrue(sound.contains("0 that landed are not in Kafka any more, 0 are"), sound);

    List<String> ofLines = damage.landed(ROOT + "/verify-lines");
    List<String> ofClicks = damage.landed(ROOT + "/verify-clicks");
    damage.delete(ofLines.get(0));
    damage.write(ofLines.get(1), java.util.Arrays.copyOf(damage.read(ofLines.get(1)), 100));
    damage.write(ofLines.get(2) + ".copy", damage.read(ofLines.get(2)));
    damage.write(
        ofLines.get(2).replaceAll("[0-9]+[.]avro$", "99.avro"), damage.read(ofLines.get(2)));
    damage.swap(ofClicks.get(0), ofClicks.get(1));
    assertFinds(
        sluice.expect(7, "verify", "--config", config),
        ofLines.get(0) + " of version 1: it is gone, with ",
        ofLines.get(1) + " of version 2: it has 100 bytes",
        ofLines.get(2) + ".copy: it is a copy of " + ofLines.get(2),
        "99.avro: no entry names it",
        ofClicks.get(0) + " of version 1: it has ",
        ofClicks.get(1) + " of version 2: it has ");
    damage.restore(KEPT + "/all", ROOT);

    byte[] content = damage.read(ofClicks.get(0));
    content[content.length / 2] ^= 1;
    damage.write(ofClicks.get(0), content);
    assertFinds(
        sluice.expect(7, "verify", "--deep", "--config", config),
        ofClicks.get(0) + " of version 1: its bytes have CRC32C ");
    damage.write(ofClicks.get(0), damage.read(ofClicks.get(0).replace(ROOT, KEPT + "/all")));

    damage.edit(STATE + "/ledger/2");
    assertFinds(
        sluice.expect(7, "verify", "--config", config),
        "Cannot count ledger entry 2: its checksum is not the one that version 3 carries");
    damage.delete(STATE + "/ledger/2");
    assertFinds(
        sluice.expect(7, "verify", "--config", config),
        "Cannot count ledger entry 2: it is gone",
        "entry 2, which would name it, is gone");

    damage.restore(KEPT + "/state-1", STATE);
    assertFinds(
        sluice.expect(7, "verify", "--config", config),
        "is of version 3, the head is 1: the ledger was set back");
    List<String> before = damage.landed(ROOT);
    assertFinds(
        sluice.expect(4, "run", "--config", config),
        "Cannot land topic verify-clicks",
        "the ledger was set back");
    assertEquals(before, damage.landed(ROOT), "nothing was doubled");
    damage.restore(KEPT + "/all/.sluice/verify", STATE);

    String timePartition = ofLines.get(0).replaceAll(".*/(dt=[0-9]+)/.*", "$1");
    damage.delete(ROOT + "/verify-lines/" + timePartition);
    damage.delete(ROOT + "/verify-clicks/" + timePartition);
    String merged = ROOT + "/verify-clicks/" + timePartition + "/000000_0";
    damage.write(merged, new byte[2000]);
    assertFinds(
        sluice.expect(4, "verify", "--config", config),
        "dropped-time-partition",
        "replaced-time-partition",
        "--accept " + timePartition + " --topic verify-clicks");
    sluice.expect(
        0,
        "ledger",
        "--accept",
        timePartition,
        "--reason",
        "tidied",
        "--execute",
        "--config",
        config);
    sluice.expect(0, "verify", "--config", config);
    damage.write(merged, new byte[1999]);
    assertFinds(
        sluice.expect(7, "verify", "--config", config),
        merged + ", accepted by version 1 of the maintenance ledger: it has 1999 bytes");
  }

  private static void assertFinds(String output, String... words) {
    for (String word : words) {
      assertTrue(output.contains(word), () -> word + " is not in: " + output);
    }
  }

  /** Damage on HDFS by a person, a disk or a restore, outside of Sluice. */
  private static final class Damage {
    private final Configuration configuration = new Configuration();
    private final FileSystem files;

    Damage(HadoopCluster hadoop) throws IOException {
      configuration.addResource(
          new org.apache.hadoop.fs.Path(hadoop.conf().resolve("core-site.xml").toUri()));
      files = FileSystem.get(URI.create(hadoop.uri()), configuration);
    }

    private static org.apache.hadoop.fs.Path path(String path) {
      return new org.apache.hadoop.fs.Path(path);
    }

    void delete(String path) throws IOException {
      assertTrue(files.delete(path(path), true), path);
    }

    byte[] read(String path) throws IOException {
      try (var in = files.open(path(path))) {
        return in.readAllBytes();
      }
    }

    void write(String path, byte[] content) throws IOException {
      try (OutputStream out = files.create(path(path), true)) {
        out.write(content);
      }
    }

    void swap(String one, String other) throws IOException {
      byte[] content = read(one);
      write(one, read(other));
      write(other, content);
    }

    /** Valid all the same. */
    void edit(String entry) throws IOException {
      String text;
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(read(entry)))) {
        text = new String(in.readAllBytes(), UTF_8);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(text.replaceFirst("\"user\":\"", "\"user\":\"not-").getBytes(UTF_8));
      }
      write(entry, bytes.toByteArray());
    }

    void copy(String from, String to) throws IOException {
      files.mkdirs(path(to).getParent());
      assertTrue(FileUtil.copy(files, path(from), files, path(to), false, configuration));
    }

    void restore(String from, String to) throws IOException {
      delete(to);
      copy(from, to);
    }

    /** Files that readers see, by name, so by version. */
    List<String> landed(String root) throws IOException {
      List<String> landed = new ArrayList<>();
      for (FileStatus each : files.listStatus(path(root))) {
        String name = each.getPath().getName();
        String path = root + "/" + name;
        if (each.isDirectory() && !name.startsWith(".")) {
          landed.addAll(landed(path));
        } else if (each.isFile() && !name.startsWith(".") && !name.startsWith("_")) {
          landed.add(path);
        }
      }
      landed.sort(null);
      return landed;
    }
  }
}
