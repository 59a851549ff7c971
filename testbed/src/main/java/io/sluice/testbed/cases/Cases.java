package io.sluice.testbed.cases;

import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.readers.DuckDb;
import io.sluice.testbed.registry.ScriptedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All cases, and what they are tried on. */
public final class Cases implements AutoCloseable {
  private final Path work;
  private final KafkaCluster kafka;
  private final HealthyTopics healthy;
  private final ScriptedRegistry registry;
  private final DuckDb duckDb;

  private Cases(
      Path work,
      KafkaCluster kafka,
      HealthyTopics healthy,
      ScriptedRegistry registry,
      DuckDb duckDb) {
    this.work = work;
    this.kafka = kafka;
    this.healthy = healthy;
    this.registry = registry;
    this.duckDb = duckDb;
  }

  /**
   * Makes the healthy topics on a cluster that the caller closes.
   *
   * @param work for what lands; a new directory
   */
  public static Cases open(KafkaCluster kafka, StackHome home, Path work) throws IOException {
    HealthyTopics healthy = HealthyTopics.create(kafka);
    return new Cases(work, kafka, healthy, ScriptedRegistry.start(), DuckDb.open(home));
  }

  /** The folders of all cases in a checkout, in the order of their names. */
  public static List<Path> folders(Path checkout) throws IOException {
    try (Stream<Path> scripts = Files.walk(checkout.resolve("testbed/cases"))) {
      return scripts
          .filter(file -> file.endsWith("script"))
          .map(file -> file.toAbsolutePath().normalize().getParent())
          .sorted()
          .toList();
    }
  }

  /** Plays a case; returns what is wrong with its outcome, if anything is. */
  public Optional<String> play(Path folder) throws IOException {
    Path directory = Files.createDirectories(work.resolve(name(folder).replace('/', '-')));
    try {
      new CaseRun(folder, directory, this).play();
      return Optional.empty();
    } catch (CaseFailedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      // Such as a landed file that its reader refuses.
      return Optional.of(e.toString());
    }
  }

  /** Such as {@code values/hour-lord-howe}. */
  static String name(Path folder) {
    return folder.subpath(folder.getNameCount() - 2, folder.getNameCount()).toString();
  }

  KafkaCluster kafka() {
    return kafka;
  }

  HealthyTopics healthy() {
    return healthy;
  }

  ScriptedRegistry registry() {
    return registry;
  }

  DuckDb duckDb() {
    return duckDb;
  }

  @Override
  public void close() throws IOException {
    registry.close();
    duckDb.close();
  }
}
