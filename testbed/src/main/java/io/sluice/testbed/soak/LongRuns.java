package io.sluice.testbed.soak;

import static io.sluice.testbed.soak.SoakCluster.TICKET;

import io.sluice.testbed.SecuredStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.content.Encoding;
import io.sluice.testbed.hadoop.WebHdfs;
import io.sluice.testbed.ingestion.IngestionProperties;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.soak.account.Account;
import io.sluice.testbed.soak.account.AccountComparison;
import io.sluice.testbed.soak.account.KafkaSide;
import io.sluice.testbed.soak.account.LandedSide;
import io.sluice.testbed.soak.load.Load;
import io.sluice.testbed.soak.load.SoakTopic;
import io.sluice.testbed.soak.load.SoakTopic.Sending;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Three runs side by side that last three times as long as their tickets: by keytab, by a ticket
 * that somebody renews, and by one that nobody renews, which has to end by saying so and to lose
 * nothing.
 */
final class LongRuns {
  private static final Duration RUN = TICKET.multipliedBy(3);
  private static final Duration PATIENCE = RUN.plusMinutes(20);

  /** So that there is a valid one at each moment. */
  private static final Duration RENEWAL = TICKET.minusMinutes(1);

  private static final int RECORDS = 40_000;
  private static final int DONE = 0;
  private static final int NOT_KNOWN = 6;

  private final Stack stack;
  private final SecuredStack secured;
  private final Path directory;
  private final PrintStream out;
  private final SoakTopic topic =
      new SoakTopic("longruns", 2, new Encoding.Text(), Sending.PLAIN, 4);

  /**
   * A run.
   *
   * @param may exit codes that it may end with
   */
  private record LongRun(IngestionProperties ingestion, Sluice sluice, Set<Integer> may) {}

  private LongRuns(Stack stack, SecuredStack secured, Path directory, PrintStream out) {
    this.stack = stack;
    this.secured = secured;
    this.directory = directory;
    this.out = out;
  }

  /**
   * Runs them.
   *
   * @param directory for configuration, tickets and logs
   * @return what went wrong
   */
  static List<String> play(Stack stack, SecuredStack secured, Path directory, PrintStream out)
      throws IOException, InterruptedException {
    return new LongRuns(stack, secured, Files.createDirectories(directory), out).play();
  }

  private List<String> play() throws IOException, InterruptedException {
    try (TopicAdmin topics = stack.kafka().topics()) {
      topics.create(topic.name(), topic.kafkaPartitions(), 3);
    }
    long bytes = Load.once(stack.kafka().traffic(), topic, RECORDS);
    Path renewed = directory.resolve("renewed.ticket");
    Path unrenewed = directory.resolve("unrenewed.ticket");
    secured.ticket(TICKET, unrenewed);
    secured.ticket(TICKET, renewed);
    LongRun byKeytab = run("bykeytab", bytes, "/nowhere", Set.of(DONE));
    LongRun byTicket = run("byticket", bytes, renewed.toString(), Set.of(DONE));
    LongRun expiring = run("expiring", bytes, unrenewed.toString(), Set.of(NOT_KNOWN));
    List<LongRun> all = List.of(byKeytab, byTicket, expiring);
    List<String> wrong = new ArrayList<>();
    ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> renewal =
        executor.scheduleAtFixedRate(
            () -> renew(renewed), RENEWAL.toSeconds(), RENEWAL.toSeconds(), TimeUnit.SECONDS);
    try {
      wrong.addAll(land(all));
    } finally {
      renewal.cancel(false);
      executor.shutdownNow();
    }
    wrong.addAll(afterExpiry(expiring, unrenewed));
    for (LongRun each : all) {
      wrong.addAll(reckon(each));
    }
    return wrong;
  }

  /** By rename, as whoever renews a ticket does. */
  private void renew(Path ticket) {
    try {
      Path fresh = secured.ticket(TICKET, directory.resolve("fresh.ticket"));
      Files.move(
          fresh, ticket, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      out.println("Cannot renew the ticket: " + e);
    }
  }

  private LongRun run(String name, long bytes, String ticket, Set<Integer> may) throws IOException {
    IngestionProperties ingestion =
        IngestionProperties.of(
                name, stack.kafka(), secured.secondHdfs().uri() + "/data/" + name, topic.name())
            .with("value.format", "string")
            .with("max.map.tasks", "1")
            .with("max.bytes.per.second", String.valueOf(bytes / RUN.toSeconds()));
    if (name.equals("bykeytab")) {
      for (Map.Entry<String, String> each :
          SoakCluster.secured(secured, name, directory).settings().entrySet()) {
        ingestion = ingestion.with(each.getKey(), each.getValue());
      }
    }
    Sluice sluice = SoakCluster.client(secured, directory).with(Map.of("KRB5CCNAME", ticket));
    return new LongRun(ingestion, sluice, may);
  }

  private List<String> land(List<LongRun> runs) throws IOException, InterruptedException {
    List<Process> clients = new ArrayList<>();
    for (LongRun run : runs) {
      clients.add(run.sluice().start(log(run), "run", "--config", run.ingestion().file(directory)));
    }
    List<String> wrong = new ArrayList<>();
    long begun = System.nanoTime();
    for (int i = 0; i < runs.size(); i++) {
      LongRun run = runs.get(i);
      if (!clients.get(i).waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        clients.get(i).destroyForcibly();
        wrong.add(run.ingestion().name() + " still ran after " + PATIENCE);
        continue;
      }
      int code = clients.get(i).exitValue();
      out.printf(
          "Long run %s ended with %d within %d s of tickets of %d s%n",
          run.ingestion().name(),
          code,
          Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
          TICKET.toSeconds());
      if (!run.may().contains(code)) {
        wrong.add("%s ended with %d; see %s".formatted(run.ingestion().name(), code, log(run)));
      }
    }
    return wrong;
  }

  /** It said why; with a new ticket the next run finds everything. */
  private List<String> afterExpiry(LongRun expired, Path ticket) throws IOException {
    List<String> wrong = new ArrayList<>();
    if (!Files.readString(log(expired)).contains("has expired")) {
      wrong.add("the run whose ticket expired did not say so: " + log(expired));
    }
    secured.ticket(TICKET, ticket);
    int code =
        expired.sluice().run("run", "--config", expired.ingestion().file(directory)).exitCode();
    out.println("With a new ticket the run after that ended with " + code);
    if (code != DONE) {
      wrong.add("the run after an expired ticket ended with " + code);
    }
    return wrong;
  }

  private List<String> reckon(LongRun run) throws IOException {
    Account account = new Account();
    try (KafkaSide kafka =
        new KafkaSide(stack.kafka().bootstrapServers(), Map.of(topic.name(), topic.encoding()))) {
      kafka.readInto(account);
    }
    String root = "/data/" + run.ingestion().name();
    new LandedSide(
            new WebHdfs(secured.secondHdfs()),
            root,
            List.of(topic.name()),
            directory.resolve("copies"))
        .readInto(account);
    AccountComparison reckoning = account.reckonAll();
    out.println(run.ingestion().name() + ": " + reckoning);
    return reckoning.isClean() && reckoning.landed() == RECORDS
        ? List.of()
        : List.of(run.ingestion().name() + ": " + reckoning + " " + reckoning.examples());
  }

  private Path log(LongRun run) {
    return directory.resolve(run.ingestion().name() + ".log");
  }
}
