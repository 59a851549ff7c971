package io.sluice.testbed.tour;

import io.sluice.testbed.tour.console.Guide;
import io.sluice.testbed.tour.console.Shell;
import io.sluice.testbed.tour.console.Tree;
import io.sluice.testbed.tour.console.Typed;
import io.sluice.testbed.tour.count.CountTable;
import io.sluice.testbed.tour.count.Readers;
import io.sluice.testbed.tour.count.TopicCounts;
import io.sluice.testbed.tour.events.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The steps after the start, one after another. Whatever fails ends the tour. */
final class Tour {
  private final TourEnvironment around;
  private final Guide guide;
  private final Shell shell;
  private final Path script;
  private final Path config;
  private final Shop shop;
  private final Arrivals arrivals;

  Tour(TourEnvironment around, Guide guide, InstantSource clock) throws IOException {
    this.around = around;
    this.guide = guide;
    this.shell = around.shell();
    this.script = InstalledCopy.of(around.request().checkout(), around.request().work());
    this.config = around.request().work().resolve("shop.properties");
    this.shop = Shop.open(around.stack().kafka(), around.stack().registry());
    this.arrivals = new Arrivals(shop, guide, clock);
  }

  /**
   * Walks through all steps.
   *
   * @return whether all counts are equal
   */
  boolean walk() throws IOException {
    guide.step("Events arrive");
    guide.say(
        "A shop writes orders and payments in Avro, with schemas in the registry, and page views in JSON. They are of the last"
            + " three hours. Some page views are broken, one payment is taken back by a tombstone: real topics are like that.");
    guide.blank();
    arrivals.arrive();

    configure();

    guide.step("Look before you land");
    guide.say("plan says what a run would do, and touches nothing.");
    shell.show("plan", job("plan"));

    guide.step("Land");
    guide.say(
        "A run reads what is new in Kafka, writes files aside, and commits the files and the offsets in one step. Readers see each"
            + " file whole and once, whatever crashes on the way. 'run' may be left out: it is the default.");
    shell.show("run-1", job("run"));

    guide.step("More events arrive, and land");
    guide.say(
        "The checkout has a new version: its orders have one more field, %s. A few events come late. The same command lands what is new;"
                .formatted(shop.evolveOrders())
            + " cron would type it.");
    guide.blank();
    arrivals.arrive();
    shell.show("run-2", job("run"));

    look();
    return ask();
  }

  /** More events, after the tour. */
  void arrive() throws IOException {
    arrivals.arrive();
  }

  /** The command line of a verb. */
  Typed job(String verb) {
    List<String> words = new ArrayList<>();
    words.add(script.toString());
    words.add(verb);
    words.addAll(around.place().flags());
    words.add("--config");
    words.add(config.toString());
    return new Typed(words, around.typedIn());
  }

  private void configure() throws IOException {
    guide.step("Write down what to land");
    guide.say(
        "One properties file is one ingestion, with one ledger. What is different for some topics is an override. This is all of it:");
    Path schema = around.request().work().resolve("page-view.avsc");
    Files.writeString(schema, Shop.pageViewSchema());
    String text =
        ShopProperties.text(
            around.stack().kafka().bootstrapServers(),
            around.stack().registry().url(),
            around.place().topicsDir(),
            schema);
    Files.writeString(config, text);
    guide.command("cat " + Typed.shortened(config, around.typedIn()));
    guide.quote(text.lines().toList());
  }

  private void look() throws IOException {
    guide.step("See what landed");
    guide.say(
        "A directory for each topic, day and hour; the name of a file begins with the version of the ledger's entry that landed it."
            + " State, and the records that could not be decoded, lie in directories that readers skip.");
    List<Tree.File> files = around.place().files(shell, guide);
    guide.quote(Tree.of(files).lines(path -> path.endsWith("/runs") || path.endsWith("/schemas")));

    guide.step("Ask the ledger");
    guide.say(
        "The ledger is the only truth about offsets and landed files: numbered entries, each with the checksum of the one before.");
    shell.show("ledger", job("ledger"));

    guide.step("Verify");
    guide.say(
        "verify holds ledger, directories and files against each other; it finds what is missing, added or damaged.");
    shell.show("verify", job("verify"));
  }

  private boolean ask() throws IOException {
    guide.step("Query it");
    guide.say(
        "The files are plain Parquet and Avro: Hive, Spark, DuckDB and others read them. Here DuckDB and Avro's own tools do.");
    try (Readers readers = Readers.open(around.stacks(), around.place().readable(shell))) {
      Queries queries = new Queries(guide, readers, around.typedIn());
      queries.parquet();
      queries.avro();
      guide.blank();
      guide.say(
          "What could not be decoded is in quarantine, whole, with its place and the reason:");
      queries.quarantine();

      guide.step("Count every record");
      guide.say(
          "What a plain consumer reads from Kafka, what the ledger says, and what DuckDB and avro-tools find in the files must be equal.");
      guide.blank();
      List<TopicCounts> counts =
          new CountComparison(around.stack().kafka().traffic(), shell, job("ledger"), readers)
              .of(arrivals.sent());
      guide.quote(CountTable.lines(counts));
      List<String> differences =
          counts.stream().flatMap(topic -> topic.differences().stream()).toList();
      guide.blank();
      differences.forEach(guide::say);
      guide.say(
          differences.isEmpty()
              ? "Equal: each record landed exactly once, and what could not land is accounted for."
              : "NOT equal. That is a defect of Sluice or of this tour.");
      return differences.isEmpty();
    }
  }
}
