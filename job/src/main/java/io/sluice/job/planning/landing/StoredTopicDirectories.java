package io.sluice.job.planning.landing;

import io.sluice.job.config.IngestionPaths;
import io.sluice.job.planning.TopicDirectories;
import io.sluice.tracker.access.UnguardedException;
import io.sluice.tracker.entry.Hold.Cause;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.staging.PlanNotes;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.Refusal;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.StagingStore;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.verify.AheadOfLedger;
import io.sluice.tracker.verify.AheadOfLedger.Ahead;
import io.sluice.tracker.verify.AheadOfLedger.LandedRuns;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.ipc.RemoteException;

/**
 * Directories on the ingestion's file system. To check that a topic's directory can be written, it
 * performs the operations of a task, because nothing else shows quotas, rights and zones together,
 * including those of the directories above.
 */
public final class StoredTopicDirectories implements TopicDirectories {
  private static final Log LOG = Log.of(StoredTopicDirectories.class);

  /** The NameNode will answer later: this is not a fault of the directory. */
  private static final Set<String> PASSING =
      Set.of(
          "SafeModeException", "StandbyException", "RetriableException", "ServerTooBusyException");

  /** Represents the run of an entry that retention has deleted. */
  private static final String LET_GO = "a run that is not known any more";

  private final StagingStore store;
  private final IngestionPaths places;
  private final LandedRuns runs;
  private final Manner manner;
  private final DirectoryOwners owners;

  private StoredTopicDirectories(
      StagingStore store, IngestionPaths places, LandedRuns runs, Manner manner) {
    this.store = store;
    this.places = places;
    this.runs = new KnownRuns(runs);
    this.manner = manner;
    this.owners = new DirectoryOwners(store, places);
  }

  /**
   * For a run: creates missing directories, and marks them.
   *
   * @param runs the run of each entry of the ledger
   */
  public static StoredTopicDirectories claiming(
      StagingStore store, IngestionPaths places, LandedRuns runs) {
    return new StoredTopicDirectories(store, places, runs, Manner.CLAIM);
  }

  /** For {@code plan}: changes nothing, and therefore does not detect missing rights and quotas. */
  public static StoredTopicDirectories looking(
      StagingStore store, IngestionPaths places, LandedRuns runs) {
    return new StoredTopicDirectories(store, places, runs, Manner.LOOK);
  }

  @Override
  public String directory(String topic) {
    return places.directory(topic);
  }

  @Override
  public String quarantineDirectory(String topic) {
    return places.quarantine(topic);
  }

  @Override
  public Map<String, Check> check(Collection<String> topics, Visitor visitor) throws IOException {
    return InParallel.ask(topics, topic -> check(topic, visitor));
  }

  private Check check(String topic, Visitor visitor) throws IOException {
    TopicOwner me = new TopicOwner(visitor.ingestion(), visitor.ledgerId(), visitor.clusterId());
    try {
      Optional<TopicOwner> owner = owner(topic);
      List<String> warnings = owners.ofTopic(topic, use(topic, owner, visitor));
      if (manner == Manner.CLAIM) {
        warnings.forEach(each -> LOG.warn("{}", each));
      }
      if (owner.isEmpty() && manner == Manner.CLAIM) {
        owner = Optional.of(claim(topic, me));
      }
      if (owner.isPresent() && !owner.orElseThrow().equals(me)) {
        return new Unusable(Cause.OWNER, anothers(topic, owner.orElseThrow(), me));
      }
      Optional<Ahead> ahead = ahead(topic, visitor);
      if (ahead.isPresent()) {
        return new Unusable(Cause.LEDGER_SET_BACK, setBack(topic, ahead.orElseThrow()));
      }
      Optional<String> unencrypted = owners.unencrypted(topic);
      if (unencrypted.isPresent()) {
        return new Unusable(Cause.DIRECTORY, unencrypted.orElseThrow());
      }
      if (manner == Manner.CLAIM) {
        tryToWrite(topic, visitor);
        owners.guardQuarantine(topic);
      }
      return new Usable(warnings);
    } catch (UnguardedException e) {
      return new Unusable(
          Cause.DIRECTORY,
          "Cannot land topic %s: its quarantine is open to more users. %s"
              .formatted(topic, e.getMessage()));
    } catch (IOException e) {
      if (isPassing(e) && !isOfTheZone(topic, e)) {
        throw e;
      }
      return new Unusable(Cause.DIRECTORY, unwritable(topic, e));
    }
  }

  /**
   * Returns whether the key server of the topic's encryption zone does not answer; it is another
   * server than the NameNode.
   */
  private boolean isOfTheZone(String topic, IOException e) throws IOException {
    boolean isOfTheNetwork =
        e instanceof SocketException
            || e instanceof SocketTimeoutException
            || e instanceof UnknownHostException;
    return isOfTheNetwork && store.encryptionKey(places.directory(topic)).isPresent();
  }

  private static DirectoryOwners.Use use(
      String topic, Optional<TopicOwner> owner, Visitor visitor) {
    Long moved = visitor.lastMoved().get(topic);
    return owner.isEmpty() || (moved != null && moved == 0)
        ? DirectoryOwners.Use.FIRST
        : DirectoryOwners.Use.AGAIN;
  }

  @Override
  public List<String> warnings(Visitor visitor) throws IOException {
    return visitor.base() == 0 ? owners.ofTheIngestion() : List.of();
  }

  private Optional<TopicOwner> owner(String topic) throws IOException {
    Optional<byte[]> content = store.read(ownerFile(topic));
    return content.isPresent()
        ? Optional.of(TopicOwner.of(content.orElseThrow()))
        : Optional.empty();
  }

  private TopicOwner claim(String topic, TopicOwner me) throws IOException {
    if (store.putIfAbsent(ownerFile(topic), me.content()) == Store.Put.DONE) {
      return me;
    }
    return owner(topic).orElse(me);
  }

  private Optional<Ahead> ahead(String topic, Visitor visitor) throws IOException {
    return new AheadOfLedger(store, stager(visitor), runs, knownTo(visitor))
        .find(
            List.of(places.directory(topic), places.quarantine(topic)),
            visitor.base(),
            visitor.reached(),
            visitor.lastMoved().getOrDefault(topic, visitor.reached()));
  }

  @Override
  public void note(Collection<String> topics, Visitor visitor) throws IOException {
    if (manner == Manner.LOOK) {
      return;
    }
    PlanNotes notes = new PlanNotes(store, stager(visitor));
    PlanNotes.Note note = new PlanNotes.Note(visitor.base() + 1, visitor.runId());
    InParallel.ask(
        topics,
        topic -> {
          notes.put(places.directory(topic), note);
          return topic;
        });
  }

  /**
   * The run of each version. If the topic is held since a version, files of an earlier version may
   * belong to a lost ledger, even if retention has deleted that entry of this ledger: the hold
   * stays.
   */
  private LandedRuns knownTo(Visitor visitor) {
    return visitor.reached() == visitor.base()
        ? runs
        : version -> runs.runId(version).or(() -> Optional.of(LET_GO));
  }

  private StagingOwner stager(Visitor visitor) {
    return new StagingOwner(visitor.ingestion(), visitor.ledgerId(), places.stateDir());
  }

  private String setBack(String topic, Ahead ahead) {
    return "Cannot land topic %s: %s %s, so the ledger was set back, or its state directory is a copy of one that is used elsewhere, and what it says to read may have landed already. Restore the state directory as it was last, and use one copy of it only. If what it held since is gone for good, move the files of the topic away that 'verify' finds as unknown-file and ledger-set-back, and %s: the next run then reads those records again."
        .formatted(
            topic, ahead.path(), ahead.why(), StagedPaths.allStaging(places.directory(topic)));
  }

  private String ownerFile(String topic) {
    return places.directory(topic) + "/" + TopicOwner.FILE;
  }

  private void tryToWrite(String topic, Visitor visitor) throws IOException {
    String directory =
        StagedPaths.stagingOn(places.directory(topic), stager(visitor), visitor.base())
            + "/"
            + visitor.runId()
            + "/plan";
    try (StagedOutput probe = store.open(directory + "/probe.staged")) {
      probe.write(0);
    } finally {
      store.delete(directory);
    }
  }

  private static boolean isPassing(IOException e) {
    if (e instanceof RemoteException remote) {
      String name = remote.getClassName();
      return PASSING.contains(
          name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1));
    }
    return e instanceof SocketException
        || e instanceof InterruptedIOException
        || e instanceof UnknownHostException
        || e instanceof EOFException
        || PASSING.contains(e.getClass().getSimpleName());
  }

  private String anothers(String topic, TopicOwner owner, TopicOwner me) {
    String cannot =
        "Cannot land topic %s in %s: the directory belongs to %s, and this is %s with state.dir=%s. "
            .formatted(topic, places.directory(topic), owner, me, places.stateDir());
    boolean sameName =
        owner.ingestion().equals(me.ingestion()) && owner.clusterId().equals(me.clusterId());
    return cannot
        + (sameName
            ? "Two state directories have that name: set state.dir to the one of ledger %s, or give this ingestion another name and topics.dir. If that ledger is gone for good, move the topic's landed files away and delete %s."
                .formatted(owner.ledgerId(), ownerFile(topic))
            : "Choose another topics.dir, or leave the topic to its owner.");
  }

  private String unwritable(String topic, IOException e) {
    return "Cannot land topic %s in %s: the directory cannot be written: %s. %s; the next run looks again."
        .formatted(
            topic,
            places.directory(topic),
            FirstLine.named(e),
            Refusal.of(e)
                .map(Refusal::remedy)
                .orElse("See that this user can make directories and files there"));
  }

  private enum Manner {
    CLAIM,
    LOOK
  }

  /** Caches the answers, because many topics have landed with the same versions. */
  private static final class KnownRuns implements LandedRuns {
    private final LandedRuns runs;
    private final Map<Long, Optional<String>> known = new ConcurrentHashMap<>();

    KnownRuns(LandedRuns runs) {
      this.runs = runs;
    }

    @Override
    public Optional<String> runId(long version) throws IOException {
      Optional<String> before = known.get(version);
      if (before != null) {
        return before;
      }
      Optional<String> runId = runs.runId(version);
      if (runId.isPresent()) {
        known.put(version, runId);
      }
      return runId;
    }
  }
}
