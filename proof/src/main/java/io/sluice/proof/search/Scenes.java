package io.sluice.proof.search;

import io.sluice.proof.search.SceneProcess.Grain;
import io.sluice.tracker.commit.JobEnd;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The scenes that are searched. One Kafka partition, which each run cuts in two tasks; where there
 * are many processes there is one record, and so one task.
 */
public final class Scenes {
  private static final Map<KafkaPartition, Long> LOG = Map.of(new KafkaPartition("orders", 0), 4L);
  private static final Map<KafkaPartition, Long> ONE_RECORD =
      Map.of(new KafkaPartition("orders", 0), 1L);

  private final String name;
  private final int faults;
  private final Map<KafkaPartition, Long> log;
  private final Processes processes;
  private final List<SceneProcess> parts = new ArrayList<>();

  private Scenes(String name, int faults) {
    this(name, faults, LOG);
  }

  private Scenes(String name, int faults, Map<KafkaPartition, Long> log) {
    this.name = name;
    this.faults = faults;
    this.log = log;
    this.processes = new Processes(log);
  }

  private Scene scene() {
    return new Scene(name, log, parts, faults);
  }

  /** A client; what follows is of its job. */
  private Scenes client(String runId, JobEnd jobEnd) {
    int number = parts.size();
    parts.add(SceneProcess.alone("client of " + runId, processes.client(runId, number, jobEnd)));
    return this;
  }

  private int job() {
    int job = parts.size() - 1;
    while (parts.get(job).job() != SceneProcess.NO_JOB) {
      job--;
    }
    return job;
  }

  private Scenes masters(int count) {
    return masters(count, Grain.CALL);
  }

  private Scenes masters(int count, Grain grain) {
    int job = job();
    for (int i = 1; i <= count; i++) {
      int number = parts.size();
      parts.add(
          SceneProcess.ofJob(
              "Application Master %d of %s".formatted(i, parts.get(job).name()),
              job,
              grain,
              plan -> processes.master(plan, number)));
    }
    return this;
  }

  private Scenes attempts(int task, int count, Grain grain) {
    int job = job();
    for (int i = 0; i < count; i++) {
      int attempt = i;
      parts.add(
          SceneProcess.ofJob(
              "attempt %d of task %d of %s".formatted(i, task, parts.get(job).name()),
              job,
              grain,
              plan -> processes.attempt(plan, task, attempt)));
    }
    return this;
  }

  private Scenes operator() {
    int number = parts.size();
    parts.add(SceneProcess.alone("operator", processes.operator(number)));
    return this;
  }

  private Scenes retention() {
    int number = parts.size();
    parts.add(SceneProcess.alone("data retention", processes.retention(number)));
    return this;
  }

  private Scenes orphanCollector() {
    int number = parts.size();
    parts.add(SceneProcess.alone("collector", processes.orphanCollector(number)));
    return this;
  }

  private Scenes run(String runId, int masters, Grain tasks) {
    return client(runId, JobEnd.ENDED).masters(masters).attempts(0, 1, tasks).attempts(1, 1, tasks);
  }

  private Scenes runOfOneTask(String runId, int masters) {
    return runOfOneTask(runId, masters, Grain.CALL);
  }

  private Scenes runOfOneTask(String runId, int masters, Grain ofMasters) {
    return client(runId, JobEnd.ENDED).masters(masters, ofMasters).attempts(0, 1, Grain.WHOLE);
  }

  /** Small enough for every build. */
  public static List<Scene> small() {
    return List.of(
        new Scenes("one run", 0).run("A", 1, Grain.CALL).scene(),
        new Scenes("a job killed on purpose", 0)
            .client("A", JobEnd.KILLED_ON_PURPOSE)
            .masters(1)
            .attempts(0, 1, Grain.WHOLE)
            .attempts(1, 1, Grain.WHOLE)
            .scene(),
        new Scenes("two attempts", 0)
            .client("A", JobEnd.ENDED)
            .masters(1)
            .attempts(0, 2, Grain.CALL)
            .attempts(1, 1, Grain.WHOLE)
            .scene(),
        new Scenes("a collector", 0).run("A", 1, Grain.WHOLE).orphanCollector().scene(),
        new Scenes("data retention", 0).run("A", 1, Grain.WHOLE).retention().scene(),
        new Scenes("an operator", 0).run("A", 1, Grain.WHOLE).operator().scene(),
        new Scenes("one run, one fault", 1).run("A", 1, Grain.WHOLE).scene(),
        new Scenes("two runs", 0).run("A", 0, Grain.WHOLE).run("B", 0, Grain.WHOLE).scene());
  }

  /** For as long as it takes. */
  public static List<Scene> large() {
    return List.of(
        new Scenes("two Application Masters", 0).run("A", 2, Grain.WHOLE).scene(),
        new Scenes("two Application Masters, one record, one fault", 1, ONE_RECORD)
            .runOfOneTask("A", 2)
            .scene(),
        new Scenes("one run, two faults", 2).run("A", 1, Grain.WHOLE).scene(),
        new Scenes("two attempts, one fault", 1)
            .client("A", JobEnd.ENDED)
            .masters(1)
            .attempts(0, 2, Grain.CALL)
            .attempts(1, 1, Grain.WHOLE)
            .scene(),
        new Scenes("an operator and a collector", 0)
            .run("A", 1, Grain.WHOLE)
            .operator()
            .orphanCollector()
            .scene(),
        new Scenes("two runs, one with an Application Master, one record", 0, ONE_RECORD)
            .runOfOneTask("A", 1)
            .runOfOneTask("B", 0)
            .scene(),
        new Scenes("two runs, one record, one fault", 1, ONE_RECORD)
            .runOfOneTask("A", 0)
            .runOfOneTask("B", 0)
            .scene(),
        // Both by single calls have more than 100 million states.
        new Scenes(
                "two runs, both with an Application Master, one that acts at once, one record",
                0,
                ONE_RECORD)
            .runOfOneTask("A", 1)
            .runOfOneTask("B", 1, Grain.WHOLE)
            .scene());
  }
}
