package io.sluice.tracker.decision;

import io.sluice.tracker.decision.ReadPiece.Reason;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.PlannedTask;
import io.sluice.tracker.run.Plan.PlannedTopic;
import io.sluice.tracker.staging.FilePaths;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The pieces of a plan, compared with the manifests: the new state is the plan minus failures. */
final class ReadPieces {
  /** Files of one group land together or not at all. */
  record FileGroup(int task, String topic, int number) {
    static FileGroup of(ReadPiece read) {
      Piece piece = read.piece();
      return new FileGroup(read.task(), piece.range().kafkaPartition().topic(), piece.fileGroup());
    }
  }

  private final Map<KafkaPartition, List<ReadPiece>> byKafkaPartition = new HashMap<>();
  private final Map<FileGroup, List<ReadPiece>> byGroup = new HashMap<>();
  private final Map<FileGroup, List<StagedFile>> files = new HashMap<>();

  /**
   * Compares a plan with manifests.
   *
   * @param manifests at most one of each task, each fitting the plan
   */
  ReadPieces(Plan plan, Collection<Manifest> manifests) {
    Map<Integer, Manifest> byTask = new HashMap<>();
    manifests.forEach(manifest -> byTask.put(manifest.task(), manifest));
    for (PlannedTask task : plan.tasks()) {
      Optional<Manifest> manifest = Optional.ofNullable(byTask.get(task.number()));
      Map<OffsetRange, PieceOutcome> outcomes = outcomes(manifest);
      for (Piece piece : task.pieces()) {
        add(read(task.number(), piece, manifest, outcomes));
      }
      manifest.ifPresent(this::addFiles);
    }
    byKafkaPartition
        .values()
        .forEach(
            pieces -> pieces.sort(Comparator.comparingLong(read -> read.piece().range().start())));
  }

  /** By range, because pieces end in any order. */
  private static Map<OffsetRange, PieceOutcome> outcomes(Optional<Manifest> manifest) {
    Map<OffsetRange, PieceOutcome> outcomes = new HashMap<>();
    manifest.ifPresent(
        reported -> reported.pieces().forEach(outcome -> outcomes.put(outcome.range(), outcome)));
    return outcomes;
  }

  private static ReadPiece read(
      int task, Piece piece, Optional<Manifest> manifest, Map<OffsetRange, PieceOutcome> outcomes) {
    PieceOutcome outcome = outcomes.get(piece.range());
    if (manifest.isEmpty() || outcome == null) {
      return new ReadPiece.Missing(
          task, piece, Reason.NOT_FINISHED, "task " + task + " has not finished");
    }
    String topic = piece.range().kafkaPartition().topic();
    Optional<String> recreated = recreated(manifest.get(), topic);
    if (recreated.isPresent()) {
      return new ReadPiece.Missing(task, piece, Reason.RECREATED, recreated.get());
    }
    String refused = manifest.get().spoiledTopics().get(topic);
    return refused == null
        ? new ReadPiece.Reported(task, piece, outcome)
        : new ReadPiece.Missing(task, piece, Reason.REFUSED, refused);
  }

  /** A piece whose topic is gone spoils everything that its task read of the topic. */
  private static Optional<String> recreated(Manifest manifest, String topic) {
    return manifest.pieces().stream()
        .filter(piece -> piece.range().kafkaPartition().topic().equals(topic))
        .flatMap(piece -> piece.failure().stream())
        .filter(failure -> failure.kind() == RangeFailure.Kind.RECREATED)
        .map(RangeFailure::message)
        .findFirst();
  }

  private void add(ReadPiece read) {
    KafkaPartition kafkaPartition = read.piece().range().kafkaPartition();
    byKafkaPartition.computeIfAbsent(kafkaPartition, key -> new ArrayList<>()).add(read);
    byGroup.computeIfAbsent(FileGroup.of(read), key -> new ArrayList<>()).add(read);
  }

  private void addFiles(Manifest manifest) {
    for (StagedFile file : manifest.files()) {
      FileGroup group = new FileGroup(manifest.task(), file.topic(), file.fileGroup());
      files.computeIfAbsent(group, key -> new ArrayList<>()).add(file);
    }
  }

  /** Pieces of a Kafka partition in the order of their offsets. */
  List<ReadPiece> of(KafkaPartition kafkaPartition) {
    return byKafkaPartition.getOrDefault(kafkaPartition, List.of());
  }

  /**
   * The files that land with these pieces.
   *
   * @throws IllegalStateException if a group has a piece that lands and one that does not: then the
   *     plan has put a part of a divided Kafka partition into a file with others
   */
  List<StagedFile> files(Collection<ReadPiece.Reported> landing) {
    Set<ReadPiece> lands = new HashSet<>(landing);
    Set<FileGroup> groups = new HashSet<>();
    List<StagedFile> chosen = new ArrayList<>();
    for (ReadPiece.Reported reported : landing) {
      FileGroup group = FileGroup.of(reported);
      if (groups.add(group)) {
        List<ReadPiece> pieces = byGroup.getOrDefault(group, List.of());
        if (!lands.containsAll(pieces)) {
          throw new IllegalStateException(
              "Cannot commit file group " + group + ": only a part of it may land, " + pieces);
        }
        chosen.addAll(files.getOrDefault(group, List.of()));
      }
    }
    return chosen;
  }

  /**
   * Returns whether a manifest has exactly the planned pieces of its task, and files that its
   * attempt can have staged in the directories of the plan.
   */
  static boolean fits(Plan plan, Manifest manifest) {
    return manifest.runId().equals(plan.runId())
        && manifest.base() == plan.base()
        && filesFit(plan, manifest)
        && plan.tasks().stream()
            .filter(task -> task.number() == manifest.task())
            .anyMatch(
                task ->
                    manifest.pieces().size() == task.pieces().size()
                        && outcomes(Optional.of(manifest))
                            .keySet()
                            .equals(
                                task.pieces().stream()
                                    .map(Piece::range)
                                    .collect(Collectors.toSet())));
  }

  private static boolean filesFit(Plan plan, Manifest manifest) {
    FilePaths paths = new FilePaths(plan.ingestion(), plan.ledgerId());
    String attempt = manifest.task() + "." + manifest.attempt();
    Map<String, PlannedTopic> topics = new HashMap<>();
    plan.topics().forEach(topic -> topics.put(topic.topic(), topic));
    return manifest.files().stream()
        .allMatch(
            file ->
                paths
                        .attempt(file, plan.base() + 1, plan.runId())
                        .filter(attempt::equals)
                        .isPresent()
                    && Optional.ofNullable(topics.get(file.topic()))
                        .map(topic -> topic.directory(file.kind()))
                        .equals(FilePaths.directory(file)));
  }
}
