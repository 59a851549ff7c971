package io.sluice.job.cli;

import static picocli.CommandLine.Model.OptionSpec;
import static picocli.CommandLine.Model.PositionalParamSpec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;

/** The verbs of this version, and the flags that only they have. */
enum VerbSyntax {
  RUN("one run: plan, read, commit (the default)"),
  PLAN("what a run would do; touches nothing"),
  LEDGER("lists entries, shows one, checks the chain; accepts what is not as it says"),
  VERIFY("holds ledger, directories and files against each other, and against Kafka"),
  HOLDS("what is held or was lost, since when, and what releases it; a dry run unless --execute");

  /** Those that the face names and this version does not have. */
  static final List<String> LATER =
      List.of("offsets", "backfill", "quarantine", "compact", "hive", "schema", "doctor");

  private final String description;

  VerbSyntax(String description) {
    this.description = description;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return description;
  }

  /** Options of this verb alone; made anew, since picocli's specifications can be changed. */
  List<ArgSpec> arguments() {
    return switch (this) {
      case RUN ->
          List.of(
              flag(
                  "--until-caught-up",
                  "go on with further runs, a commit each, until nothing is left"),
              option("--report", "FILE", "write the JSON report there, also if the run fails"));
      case PLAN ->
          List.of(
              option("--topic", "TOPIC", "show this topic: each setting and where it came from"));
      case LEDGER ->
          List.of(
              argument("VERSION", "the entry to show; without one, the list"),
              flag("--check", "hold each entry against the checksum in the one after it"),
              option(
                  "--limit",
                  "N",
                  "how many entries to list, the newest (default 20); of one entry, how many Kafka partitions and files (default 100)"),
              flag("--upkeep", "the ledger of upkeep instead of the ledger of offsets"),
              option(
                  "--accept",
                  "TIME_PARTITION",
                  "take in what others changed there, as dt=2026-11-21/hour=09; . for files right in a topic's directory"),
              option("--topic", "TOPIC", "accept in this topic only; without one, in all"),
              option(
                  "--accept-missing",
                  "VERSION",
                  "go on without staged files of the head that are gone for good; of an earlier version, mark it published again"),
              option("--reason", "TEXT", "why, for the ledger"),
              flag("--execute", "do it; accepting is a dry run otherwise"));
      case VERIFY ->
          List.of(
              flag("--deep", "read every file: its checksum, and each record's coordinates"),
              flag(
                  "--against-kafka",
                  "compare record by record with what Kafka still has; includes --deep"));
      case HOLDS ->
          List.of(
              option("--release", "ID", "release what is held"),
              option(
                  "--as",
                  "HOW",
                  "skip: go on behind what is in doubt; restart: read what Kafka has from its beginning; retry: read once more what did not fit into a task's memory; accept-errors: put the bad records of the held range into quarantine, once, and land the others; accept-change: land in another layout, or with another schema, than before"),
              option("--ack", "ID", "acknowledge a loss"),
              option("--reason", "TEXT", "why, for the ledger"),
              flag("--execute", "do it"));
    };
  }

  /** Of all. */
  static List<String> words() {
    return Arrays.stream(values()).map(VerbSyntax::word).toList();
  }

  static Optional<VerbSyntax> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).arity("0").description(description).build();
  }

  static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .arity("1")
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  private static PositionalParamSpec argument(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity("0..1")
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }
}
