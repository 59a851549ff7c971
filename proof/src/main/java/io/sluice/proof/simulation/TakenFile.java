package io.sluice.proof.simulation;

import io.sluice.proof.simulation.scheduler.Actor;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.maintenance.MissingAnswer;
import io.sluice.tracker.run.RunId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Staged files of the head that somebody deletes, and the person who accepts that. */
final class TakenFile {
  private TakenFile() {}

  /** Deletes one that is not published yet, if there is one. */
  static void take(History history) {
    List<String> staged =
        history.world().unpublishedHead().stream()
            .flatMap(head -> head.entry().files().stream())
            .map(StagedFile::staged)
            .filter(path -> !history.world().files().list(path).isEmpty())
            .toList();
    if (!staged.isEmpty()) {
      String path = staged.get(history.random().nextInt(staged.size()));
      history.world().take(path);
      history.count(Occurrence.STAGED_FILE_TAKEN);
      history.record("person", "deletes " + path, "");
    }
  }

  /** Runs {@code ledger --accept-missing}. */
  static final class Accepting extends Actor {
    private final History history;
    private final Tracker tracker;
    private final String act;

    Accepting(History history) {
      super("acceptance" + history.scheduler().step());
      this.history = history;
      this.tracker = history.tracker(this, history.store(this));
      this.act = RunId.fresh(history.world().clock(), history.random());
    }

    @Override
    protected void run() {
      try {
        Optional<StoredEntry> head = tracker.ledger().head();
        if (head.isPresent()
            && tracker.missingFiles().accept(head.get().version(), "gone", act)
                instanceof MissingAnswer.Hole) {
          history.count(Occurrence.MISSING_ACCEPTED);
        }
      } catch (IOException e) {
        history.record(this, "stops", e);
      }
    }
  }
}
