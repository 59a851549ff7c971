package io.sluice.testbed.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.RealStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.hadoop.KeyServer;
import io.sluice.testbed.hadoop.WebHdfs;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.process.Command;
import io.sluice.testbed.process.StackHome;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.Durability;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.StagingStore;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.client.CreateEncryptionZoneFlag;
import org.apache.hadoop.hdfs.client.HdfsAdmin;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two topics on a real HDFS, one whose directory is closed by rights and an ACL, one in an
 * encryption zone whose key a real key server holds: a stranger reads nothing of either.
 */
@RealStack
class ClosedTopicsIT {
  private static final String ROOT = "/e2e/closed";
  private static final String USER = "sluice";
  private static final String STRANGER = "mallory";
  private static final String READER = "hive";
  private static final String CLOSED = "closed-acl";
  private static final String ENCRYPTED = "closed-zone";
  private static final String CANARY = "canary-4711";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern COMMAND =
      Pattern.compile("Have HDFS's superuser make the zone: (hdfs .*?); the next run");

  private static final String SCHEMA =
      "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"text\",\"type\":\"string\"}]}";

  @TempDir Path directory;
  private final Configuration configuration = new Configuration();
  private KafkaCluster kafka;
  private HadoopCluster hadoop;
  private KeyServer keys;
  private WebHdfs hdfs;
  private String config = "";
  private Sluice sluice;

  @BeforeEach
  void makeDirectories(Stack stack) throws IOException {
    kafka = stack.kafka();
    hadoop = stack.hdfs();
    keys = hadoop.keyServer(StackHome.find());
    hdfs = new WebHdfs(hadoop);
    for (String site : List.of("core-site.xml", "hdfs-site.xml")) {
      configuration.addResource(new org.apache.hadoop.fs.Path(hadoop.conf().resolve(site).toUri()));
    }
    try (TopicAdmin topics = kafka.topics()) {
      topics.create(CLOSED, 1, 1);
      topics.create(ENCRYPTED, 1, 1);
    }
    for (String each : List.of("", "/" + CLOSED, "/" + ENCRYPTED)) {
      hdfs.makeDirectory(ROOT + each);
      hdfs.owner(ROOT + each, USER);
    }
    hdfs.group(ROOT + "/" + CLOSED, "analysts");
    hdfs.acl(
        ROOT + "/" + CLOSED,
        "user::rwx,user:hive:r-x,group::r-x,mask::r-x,other::---,default:user::rwx,default:user:hive:r-x,default:group::r-x,default:mask::r-x,default:other::---");
    hdfs.permission(ROOT + "/" + ENCRYPTED, "750");
    keys.createKey("closed-key");
    new HdfsAdmin(URI.create(hadoop.uri()), configuration)
        .createEncryptionZone(
            new org.apache.hadoop.fs.Path(ROOT + "/" + ENCRYPTED),
            "closed-key",
            EnumSet.of(CreateEncryptionZoneFlag.PROVISION_TRASH));
    Path schema = Files.writeString(directory.resolve("text.avsc"), SCHEMA);
    config =
        IngestionProperties.of("closed", kafka, hadoop.uri() + ROOT, CLOSED + "," + ENCRYPTED)
            .with("value.format", "json")
            .with("schema.file", schema.toUri().toString())
            .with("avro.codec", "null")
            .file(directory);
    sluice = Sluice.local(directory).as(USER);
  }

  @Test
  void aStrangerReadsNoDataNoBadRecordsAndNothingStaged() throws Exception {
    send();
    String held = sluice.expect(4, "run", "--config", config);
    assertEquals(2, files(CLOSED).size(), held);
    assertEquals(0, files(ENCRYPTED).size(), held);

    makeZone(held);
    String landed = sluice.expect(0, "run", "--config", config);
    assertEquals(2, files(ENCRYPTED).size(), landed);
    assertFalse(landed.contains(CANARY), landed);
    sluice.expect(0, "verify", "--config", config);

    stage();
    for (String topic : List.of(CLOSED, ENCRYPTED)) {
      for (String place : places(topic)) {
        refused(STRANGER, place);
        for (String file : hdfs.files(place)) {
          refused(STRANGER, file);
        }
      }
    }
    for (String file : files(CLOSED)) {
      assertTrue(read(READER, file).contains(CANARY), "who is named by the ACL reads " + file);
      assertTrue(read(System.getProperty("user.name"), "/.reserved/raw" + file).contains(CANARY));
    }
    for (String file : files(ENCRYPTED)) {
      refused(READER, file);
      assertTrue(read(USER, file).contains(CANARY));
      assertFalse(
          read(System.getProperty("user.name"), "/.reserved/raw" + file).contains(CANARY),
          "the disks hold no plain text of " + file);
    }

    keys.kill();
    send();
    String without = sluice.expect(4, "run", "--config", config);
    assertEquals(4, files(CLOSED).size(), without);
    assertEquals(2, files(ENCRYPTED).size(), without);
    keys.start(StackHome.find());
    sluice.expect(0, "run", "--config", config);
    assertEquals(4, files(ENCRYPTED).size());
  }

  private void send() throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String topic : List.of(CLOSED, ENCRYPTED)) {
      for (int i = 0; i < 3; i++) {
        records.add(new ProducerRecord<>(topic, ("{\"text\":\"" + CANARY + "\"}").getBytes(UTF_8)));
      }
      records.add(new ProducerRecord<>(topic, ("no json " + CANARY).getBytes(UTF_8)));
    }
    kafka.traffic().send(records);
  }

  /** By the command that the message recommends. */
  private void makeZone(String message) throws IOException {
    Matcher matcher = COMMAND.matcher(message);
    assertTrue(matcher.find(), message);
    Path bin = Path.of(hadoop.home().command("hdfs").toString()).toAbsolutePath().getParent();
    Command.Result made =
        Command.of(directory, "bash", "-c", matcher.group(1))
            .withEnvironment("PATH", bin + ":/usr/bin:/bin")
            .withEnvironment("JAVA_HOME", System.getProperty("java.home"))
            .run(PATIENCE);
    assertEquals(0, made.exitCode(), made.output());
  }

  private static List<String> places(String topic) {
    return List.of(ROOT + "/" + topic, ROOT + "/.quarantine/" + topic);
  }

  /** Data files and quarantine files that have landed. */
  private List<String> files(String topic) throws IOException {
    List<String> files = new ArrayList<>();
    for (String place : places(topic)) {
      hdfs.files(place).stream().filter(file -> file.endsWith(".avro")).forEach(files::add);
    }
    return files;
  }

  /** Files of a run that is under way, which land in the end. */
  private void stage() throws Exception {
    StagedPaths paths =
        new StagedPaths(new StagingOwner("other", "id", "/state"), 0, "run", 0, "0");
    for (String topic : List.of(CLOSED, ENCRYPTED)) {
      for (String place : places(topic)) {
        String staged = paths.staged(place, "dt=2026-11-28", "staged");
        String target = StagedPaths.landed(place, "dt=2026-11-28", "staged");
        UserGroupInformation.createRemoteUser(USER)
            .doAs(
                (PrivilegedExceptionAction<Void>)
                    () -> {
                      StagingStore store =
                          Stores.open(
                              URI.create(hadoop.uri()),
                              configuration,
                              ROOT + "/.sluice/closed",
                              Durability.SYNCED);
                      try (StagedOutput out = store.open(staged)) {
                        out.write(CANARY.getBytes(UTF_8));
                      }
                      refused(STRANGER, staged);
                      assertEquals(Store.Move.DONE, store.moveOnce(staged, target));
                      store.delete(target);
                      return null;
                    });
      }
    }
  }

  private void refused(String user, String path) throws Exception {
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(path);
    try (FileSystem files = FileSystem.newInstance(URI.create(hadoop.uri()), configuration, user)) {
      if (hdfs.names(path).size() != 1 || !hdfs.names(path).get(0).isEmpty()) {
        assertThrows(AccessControlException.class, () -> files.listStatus(target), path);
      } else {
        assertThrows(AccessControlException.class, () -> files.open(target).close(), path);
      }
    }
  }

  private String read(String user, String path) throws Exception {
    try (FileSystem files = FileSystem.newInstance(URI.create(hadoop.uri()), configuration, user);
        InputStream in = files.open(new org.apache.hadoop.fs.Path(path))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
