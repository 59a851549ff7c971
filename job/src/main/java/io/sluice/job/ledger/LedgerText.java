package io.sluice.job.ledger;

import io.sluice.job.command.Console;
import io.sluice.job.command.TextTable;
import io.sluice.job.ledger.LedgerChain.Link;
import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.offset.Gap;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** A ledger for people. */
final class LedgerText {
  /** Values for which a column is not shown, so that a list fits a terminal. */
  private static final Map<String, String> SAYS_NOTHING =
      Map.of(
          "KIND",
          "ingest",
          "BAD",
          "0",
          "HELD",
          "0",
          "LOST",
          "0",
          "STANDS",
          "published",
          "REASON",
          "");

  private final Console console;
  private final PrintStream out;

  LedgerText(Console console) {
    this.console = console;
    this.out = console.out();
  }

  /**
   * Lists entries, newest first.
   *
   * @param published whether the entry of a version is
   */
  void list(List<Link> links, LongPredicate published) {
    TextTable table =
        new TextTable(
            ">VERSION",
            "KIND",
            "WRITTEN",
            "RUN",
            "USER",
            ">RECORDS",
            ">BAD",
            ">FILES",
            ">BYTES",
            ">HELD",
            ">LOST",
            "STANDS",
            "REASON");
    for (Link link : links) {
      if (link instanceof Link.Reached reached) {
        String stands = published.test(link.version()) ? "published" : "not published yet";
        row(table, EntryLine.of(reached.entry().entry()), stands);
      } else if (link instanceof Link.NotReached loose) {
        row(table, EntryLine.of(loose.entry().entry()), "does not count: " + loose.why());
      } else if (link instanceof Link.Unreadable unreadable) {
        table.row(link.version(), "?", "", "", "", "", "", "", "", "", "", unreadable.why(), "");
      }
    }
    if (table.isEmpty()) {
      out.println("The ledger is empty: nothing has been committed yet.");
    } else {
      table.without(SAYS_NOTHING).print(out);
    }
  }

  private static void row(TextTable table, EntryLine line, String stands) {
    table.row(
        line.version(),
        line.kind(),
        line.writtenAt(),
        line.runId(),
        line.user(),
        line.records(),
        line.quarantined(),
        line.files(),
        line.bytes(),
        line.held(),
        line.losses(),
        stands,
        line.reason());
  }

  /**
   * Shows what one entry says.
   *
   * @param limit how many Kafka partitions and files
   */
  void show(Entry entry, String checksum, long limit) {
    EntryLine line = EntryLine.of(entry);
    out.printf(
        "Version %d, %s, written %s by %s (%s), run %s%n",
        line.version(),
        line.kind(),
        line.writtenAt(),
        ForeignText.line(line.user()),
        ForeignText.line(entry.header().writtenBy()),
        ForeignText.line(line.runId()));
    out.printf(
        "Kafka cluster %s, file system %s%n",
        ForeignText.line(entry.header().clusterId()),
        ForeignText.line(entry.header().fileSystem()));
    out.printf("Checksum %s%nPrevious %s%n", checksum, ForeignText.line(entry.header().previous()));
    if (!line.reason().isEmpty()) {
      out.println("Reason: " + ForeignText.line(line.reason()));
    }
    if (entry instanceof OffsetEntry offsets) {
      offsets(offsets, limit);
    }
    files(entry.version(), EntryLine.files(entry), limit);
  }

  private void offsets(OffsetEntry entry, long limit) {
    TextTable table =
        new TextTable(
            "TOPIC",
            ">KAFKA PARTITION",
            ">BEFORE",
            ">AFTER",
            ">RECORDS",
            ">BAD",
            "GAPS",
            ">GENERATION",
            ">SERVED");
    for (TopicState topic : entry.state().topics().values()) {
      for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
        table.row(
            topic.topic(),
            state.number(),
            state.before(),
            state.after(),
            state.records(),
            state.quarantined(),
            state.gaps().stream().map(LedgerText::gap).collect(Collectors.joining(", ")),
            state.generation(),
            state.served());
      }
    }
    section("Offsets", table, limit);
    more(entry.version(), table.rows(), limit, "Kafka partitions");
    TextTable holds = new TextTable("HELD OR LOST", "SINCE VERSION", "WHY");
    entry
        .state()
        .held()
        .forEach(
            held ->
                holds.row(
                    held.id(), held.sinceVersion(), console.commands().complete(held.message())));
    entry
        .state()
        .losses()
        .forEach(
            loss ->
                holds.row(
                    loss.id(),
                    loss.sinceVersion(),
                    console
                        .commands()
                        .complete(
                            "offsets [%d, %d) expired before they were read. Take note: holds --ack %s --reason TEXT --execute"
                                .formatted(loss.start(), loss.end(), loss.id()))));
    section("Waiting for a decision", holds, limit);
    more(entry.version(), holds.rows(), limit, "holds and losses");
    if (!entry.state().leftOut().isEmpty()) {
      out.println();
      out.println("Left out: " + ForeignText.message(String.join(", ", entry.state().leftOut())));
    }
  }

  private static String gap(Gap gap) {
    return "%s %d in [%d, %d)"
        .formatted(gap.kind().name().toLowerCase(Locale.ROOT), gap.count(), gap.start(), gap.end());
  }

  private void files(long version, List<StagedFile> files, long limit) {
    TextTable table = new TextTable("FILE", ">RECORDS", ">BYTES", "KAFKA PARTITION: OFFSETS");
    for (StagedFile file : files) {
      table.row(
          file.path(),
          file.records(),
          file.length(),
          file.parts().stream()
              .map(
                  part ->
                      part.kafkaPartition() + ": " + part.firstOffset() + "-" + part.lastOffset())
              .collect(Collectors.joining(", ")));
    }
    section("Files", table, limit);
    more(version, table.rows(), limit, "files");
  }

  private void section(String title, TextTable table, long limit) {
    if (!table.isEmpty()) {
      out.println();
      out.println(title);
      table.print(out, limit);
    }
  }

  private void more(long version, int rows, long limit, String what) {
    if (rows > limit) {
      console.print(
          String.format(
              Locale.ROOT,
              "… and %,d more %s. All of them: ledger --limit %d %d%n",
              rows - limit,
              what,
              rows,
              version));
    }
  }
}
