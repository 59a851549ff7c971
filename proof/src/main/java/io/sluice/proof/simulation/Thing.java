package io.sluice.proof.simulation;

/**
 * An event that a history can have, and that is counted: each must occur within a thousand seeds.
 */
enum Thing {
  RUN_STARTED("a run started"),
  RUN_WITHOUT_LOCK("a run did not ask for the lock"),
  RUNS_OVERLAPPED("two clients at once"),
  LOCK_LEFT("a run left, since the lock was held"),
  LOCK_TAKEN_OVER("a lock was taken over"),
  NOTHING_TO_READ("a run had no task"),
  LANDED("a client said landed"),
  LANDED_IN_PART("it said landed, and left ranges"),
  COMMITTED_NOTHING("a client said committed nothing"),
  ANOTHER_WON("a client said another won"),
  NOT_PUBLISHED("a client said not published"),
  NOT_KNOWN("a client said not known"),
  CLIENT_STOPPED("a client stopped on an error"),
  KILLED_ON_PURPOSE("a job was killed on purpose"),
  CONTACT_LOST("a client lost contact with its job"),
  MASTER_COMMITTED("an Application Master committed"),
  CLIENT_COMMITTED("the client committed from the manifests"),
  SECOND_MASTER("a second Application Master"),
  ZOMBIE_MASTER("it had the first beside it"),
  LATE_COMMIT("a commit began when its version was taken"),
  SECOND_ATTEMPT("a second attempt of a task"),
  ATTEMPT_ENDED_EARLY("an attempt told that a range ended early"),
  TOPIC_SPOILED("an attempt found its topic created again"),
  RECORD_REFUSED("an attempt refused a topic's records"),
  PAUSED("a process paused"),
  PAUSED_FOR_DAYS("a process went on after days"),
  DIED("a process died"),
  FAILED_BEFORE("a call failed before its act"),
  FAILED_AFTER("a call failed after its act"),
  LATE_PUT("a put was executed late"),
  LATE_MOVE("a rename was executed late"),
  LATE_DELETE("a deletion was executed late"),
  NEVER_DONE("an act was never executed"),
  STORE_DOWN("the store was down"),
  QUOTA_FULL("a directory was over its quota"),
  OLD_RUN_FENCED("a run a day old was fenced off"),
  FENCE_STANDS("a fence stands in the ledger"),
  RECOVERED("a head was published by another than its run"),
  RENAME_THREAD("a thread published beside another"),
  STAGED_FILE_TAKEN("a person deleted a staged file that counts"),
  MISSING_ACCEPTED("a person accepted that it is gone"),
  OTHER_STATE_DIRECTORY("a run of another state directory of that name"),
  STATE_RESTORED("a person restored a state directory, or parts of it"),
  HELD_OWNER("held: another ledger's directory"),
  HELD_SET_BACK("held: the ledger was set back"),
  RECONFIGURED("a run left topics out by its configuration"),
  TOPIC_DELETED("a topic was deleted"),
  COLLECTED("somebody collected"),
  LEDGER_RETAINED("old entries of the ledger were let go"),
  ENTRY("an entry was appended"),
  RESET("a person moved offsets"),
  TOPIC_RESTARTED("a topic that was created again began anew"),
  RELEASED("a person released what was held"),
  ACKNOWLEDGED("a person acknowledged a loss"),
  COMPACTED("landed files were merged"),
  DATA_RETAINED("landed files were deleted by data retention"),
  REPLAYED("quarantined records were replayed"),
  HELD_TRUNCATED("a Kafka partition was held: truncated"),
  HELD_BEYOND_END("held: beyond the end"),
  HELD_DATA_LOSS("held: data loss"),
  HELD_RECREATED("a topic was held: created again"),
  HELD_DIRECTORY("held: its directory"),
  HELD_ERROR_BUDGET("held: its error budget"),
  HELD_SCHEMA("held: its records"),
  LOST_GAP("offsets were lost, and told"),
  CUT_DROPPED("a cut between two leader epochs ended a prefix"),
  LOG_EXPIRED("retention moved a log's start"),
  LOG_CUT("an unclean election cut a log"),
  LEADER_MOVED("a leader was elected"),
  NO_LEADER("a Kafka partition had no leader"),
  TOPIC_RECREATED("a topic was deleted and created again"),
  NEW_KAFKA_PARTITION("a Kafka partition appeared"),
  NEW_TOPIC("a topic appeared"),
  TRANSACTION_OPEN("a transaction was open"),
  TRANSACTION_ABORTED("a transaction was aborted"),
  LOG_COMPACTED("a record was compacted away"),
  FRESH_RUN("a fresh run went on from a copy");

  private final String text;

  Thing(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
