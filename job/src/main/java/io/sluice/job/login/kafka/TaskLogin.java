package io.sluice.job.login.kafka;

import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.options.Settings;
import io.sluice.options.jaas.JaasText;
import io.sluice.tracker.message.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings for the tasks of one run, with their identity for Kafka. A delegation token is
 * renewed until this is closed; after {@link #end} it cannot be used any more.
 */
public final class TaskLogin implements AutoCloseable {
  private static final Log LOG = Log.of(TaskLogin.class);
  private static final Pattern TICKET = Pattern.compile("\\buseTicketCache\\s*=\\s*\"?true");
  private static final String PROTOCOL = "security.protocol";

  private final Settings settings;
  private final Optional<Delegated> delegated;

  private record Delegated(KafkaTokens tokens, DelegationToken token, TokenRenewal renewal) {}

  private TaskLogin(Settings settings, Optional<Delegated> delegated) {
    this.settings = settings;
    this.delegated = delegated;
  }

  /** Tasks in this process log in as it does, unless a delegation token is required. */
  public static TaskLogin inThisProcess(
      String ingestion, Settings settings, KafkaOptions kafka, Duration longestRun)
      throws IOException, InterruptedException {
    return kafka.taskLogin() == KafkaOptions.TaskLogin.DELEGATED
        ? delegated(ingestion, settings, kafka, longestRun)
        : new TaskLogin(settings, Optional.empty());
  }

  /**
   * Prepares the login of tasks on other machines.
   *
   * @throws IOException if there is no login that the configuration requires
   */
  public static TaskLogin elsewhere(
      String ingestion, Settings settings, KafkaOptions kafka, Duration longestRun)
      throws IOException, InterruptedException {
    return switch (kafka.taskLogin()) {
      case OWN -> own(settings, kafka, "task.kafka.login=own");
      case DELEGATED -> delegated(ingestion, settings, kafka, longestRun);
      case AUTO -> auto(ingestion, settings, kafka, longestRun);
    };
  }

  private static TaskLogin auto(
      String ingestion, Settings settings, KafkaOptions kafka, Duration longestRun)
      throws IOException, InterruptedException {
    Optional<String> hindrance = hindrance(kafka);
    if (hindrance.isPresent()) {
      return own(settings, kafka, hindrance.orElseThrow());
    }
    try {
      return delegated(ingestion, settings, kafka, longestRun);
    } catch (IOException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      String why = String.valueOf(reason.getMessage());
      LOG.info("Tasks log in to Kafka as the client does, without a delegation token: {}", why);
      return own(settings, kafka, why);
    }
  }

  private static TaskLogin own(Settings settings, KafkaOptions kafka, String why)
      throws IOException {
    String jaas = kafka.consumer().getOrDefault("sasl.jaas.config", "");
    if (TICKET.matcher(jaas).find() && JaasText.keytabs(jaas).isEmpty()) {
      throw new IOException(
          "Cannot have tasks log in to Kafka with a ticket of this machine: it stays here, and there is no delegation token of Kafka's (%s). Name a keytab in kafka.sasl.jaas.config, or have the brokers give delegation tokens."
              .formatted(why));
    }
    return new TaskLogin(settings, Optional.empty());
  }

  private static TaskLogin delegated(
      String ingestion, Settings settings, KafkaOptions kafka, Duration longestRun)
      throws IOException, InterruptedException {
    KafkaTokens tokens = new KafkaTokens(kafka.adminOf(ingestion));
    DelegationToken token;
    try {
      Optional<String> hindrance = hindrance(kafka);
      if (hindrance.isPresent()) {
        throw new IOException(hindrance.orElseThrow());
      }
      token = tokens.create();
    } catch (IOException e) {
      throw new IOException(
          "Cannot obtain a delegation token of Kafka's for the tasks: %s. Set task.kafka.login=own, or have the brokers give and take such tokens."
              .formatted(e.getMessage()),
          e);
    }
    if (token.longest().compareTo(longestRun) < 0) {
      LOG.warn(
          "Tasks that read longer than Kafka's delegation token lasts stop early: longest={} max.minutes.per.run={}",
          token.longest(),
          longestRun.toMinutes());
    }
    LOG.info(
        "Tasks log in to Kafka with a delegation token: id={} mechanism={} lifetime={}",
        token.id(),
        token.mechanism(),
        token.lifetime());
    return new TaskLogin(
        TokenSettings.of(settings, token),
        Optional.of(new Delegated(tokens, token, TokenRenewal.begin(tokens::renew, token))));
  }

  /** The reason why a token cannot be used, if so. */
  private static Optional<String> hindrance(KafkaOptions kafka) {
    if (!isSasl(kafka.admin())) {
      return Optional.of("tasks log in with one by SASL, and kafka.security.protocol is without");
    }
    return isAlike(kafka)
        ? Optional.empty()
        : Optional.of("kafka.consumer.* and kafka.admin.* log in differently");
  }

  private static boolean isSasl(Map<String, String> client) {
    return client.getOrDefault(PROTOCOL, "").toUpperCase(Locale.ROOT).startsWith("SASL_");
  }

  /** Returns whether consumers and the admin client log in to the same brokers in the same way. */
  private static boolean isAlike(KafkaOptions kafka) {
    return ofLogin(kafka.admin()).equals(ofLogin(kafka.consumer()));
  }

  private static Map<String, String> ofLogin(Map<String, String> client) {
    Map<String, String> some = new TreeMap<>(client);
    some.keySet()
        .removeIf(
            name ->
                !name.startsWith("sasl.")
                    && !name.equals(PROTOCOL)
                    && !name.equals("bootstrap.servers"));
    return some;
  }

  /** For the tasks. */
  public Settings settings() {
    return settings;
  }

  /** Expires the token after no task needs it any more. It throws nothing; failures are logged. */
  public void end() {
    close();
    delegated.ifPresent(it -> it.tokens().end(it.token()));
  }

  /** Stops renewing the token. */
  @Override
  public void close() {
    delegated.ifPresent(it -> it.renewal().close());
  }
}
