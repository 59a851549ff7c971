package io.sluice.tracker.ledger;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.MaintenanceEntry;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.entry.MaintenanceEntry.Release;
import io.sluice.tracker.entry.MaintenanceEntry.Replay;
import io.sluice.tracker.entry.MaintenanceEntry.Rewrite;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.staging.FilePaths;
import io.sluice.tracker.staging.StatedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what of an entry becomes a path, and is none that its writer can have meant. */
final class EntryPaths {
  private static final int SHOWN = 300;

  private EntryPaths() {}

  /** The first such text, in words that follow the entry's path; empty if there is none. */
  static Optional<String> fault(Entry entry) {
    EntryHeader header = entry.header();
    if (!StatedName.isName(header.ledgerId()) || !StatedName.isName(header.runId())) {
      return Optional.of(
          "it is of ledger '%s' and run '%s', and no ledger and no run has such a name"
              .formatted(shown(header.ledgerId()), shown(header.runId())));
    }
    FilePaths paths = new FilePaths(header.ingestion(), header.ledgerId());
    for (StagedFile file : entry.files()) {
      boolean fits =
          entry instanceof OffsetEntry
              ? paths.attempt(file, header.version(), header.runId()).isPresent()
              : paths.isOfMaintenance(file);
      if (!fits) {
        return Optional.of(
            "its run can have staged and landed no file of topic '%s' in '%s' as '%s'"
                .formatted(shown(file.topic()), shown(file.staged()), shown(file.path())));
      }
    }
    return topics(entry)
        .filter(topic -> !StatedName.isTopic(topic))
        .findFirst()
        .map(topic -> "it names a topic '%s', which Kafka cannot have".formatted(shown(topic)))
        .or(
            () ->
                paths(entry).stream()
                    .filter(path -> !StatedName.isPath(path))
                    .findFirst()
                    .map(path -> "it names a path '%s', which is none".formatted(shown(path))));
  }

  private static Stream<String> topics(Entry entry) {
    if (entry instanceof OffsetEntry offsets) {
      OffsetState state = offsets.state();
      return Stream.of(
              state.topics().keySet().stream(),
              state.held().stream().map(Hold::topic),
              state.losses().stream().map(Loss::topic),
              state.leftOut().stream())
          .flatMap(each -> each);
    }
    return entry instanceof Release release ? Stream.of(release.topic()) : Stream.of();
  }

  private static List<String> paths(Entry entry) {
    List<String> paths = new ArrayList<>();
    if (entry instanceof MaintenanceEntry maintenance) {
      if (maintenance instanceof Rewrite rewrite) {
        paths.addAll(rewrite.removed());
      } else if (maintenance instanceof Replay replay) {
        paths.addAll(replay.sources());
      } else if (maintenance instanceof Acknowledge acknowledge) {
        // One that ends with a slash stands for the files in a directory.
        acknowledge.changes().forEach(each -> paths.add(withoutSlash(each.path())));
      }
    }
    return paths;
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String shown(String text) {
    return ForeignText.line(text, SHOWN);
  }
}
