package io.sluice.job.kafka;

import io.sluice.job.kafka.KafkaAnswer.Known;
import io.sluice.job.kafka.KafkaAnswer.NotKnown;
import io.sluice.job.kafka.KafkaAnswer.Reason;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.Log;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Converts futures of Kafka's client to {@link KafkaAnswer}s. */
final class KafkaAnswers {
  private static final Log LOG = Log.of(KafkaAnswers.class);
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Reachability reachability;
  private final Duration retryPolicy;

  /**
   * @param retryPolicy time after which Kafka's client gives up
   */
  KafkaAnswers(Reachability reachability, Duration retryPolicy) {
    this.reachability = reachability;
    this.retryPolicy = retryPolicy;
  }

  /** Waits for an answer, and reports this if it takes long. */
  private <T> T await(KafkaFuture<T> future) throws ExecutionException, InterruptedException {
    try {
      return future.get(QUIET.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn(
          "Waiting for Kafka at {}, for at most {} s: {}",
          reachability.bootstrapServers(),
          retryPolicy.toSeconds(),
          reachability.problem().orElse("it takes connections, and has not answered yet"));
      return future.get();
    }
  }

  /** Waits for an answer without which nothing can be planned. */
  <T> T required(String what, KafkaFuture<T> future) throws KafkaUnavailableException {
    try {
      return await(future);
    } catch (ExecutionException e) {
      throw unavailable(what, causeOf(e));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits for an answer about one topic, Kafka partition or broker among others. */
  <T, R> KafkaAnswer<R> of(KafkaFuture<T> future, Function<T, R> read)
      throws KafkaUnavailableException {
    try {
      return new Known<>(read.apply(await(future)));
    } catch (ExecutionException e) {
      Throwable cause = causeOf(e);
      if (cause instanceof AuthenticationException) {
        throw unavailable("as this principal", cause);
      }
      return new NotKnown<>(reason(cause), rootMessage(cause));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Reason reason(Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException
        || cause instanceof UnknownTopicIdException
        || cause instanceof InvalidTopicException) {
      return Reason.MISSING;
    }
    return cause instanceof AuthorizationException ? Reason.FORBIDDEN : Reason.UNREACHABLE;
  }

  private KafkaUnavailableException unavailable(String what, Throwable cause) {
    String why = rootMessage(cause);
    String action = "Check kafka.bootstrap.servers, the network and the kafka.* security keys.";
    if (cause instanceof UnsupportedVersionException) {
      action = "Its brokers are too old: Sluice serves Kafka 2.8 and newer (see oldest.broker).";
    } else if (cause instanceof SslAuthenticationException) {
      action = ofTls(why);
    } else if (cause instanceof RetriableException) {
      why = reachability.problem().orElse(why);
    }
    return new KafkaUnavailableException(
        "Cannot ask Kafka at %s %s: %s. %s"
            .formatted(reachability.bootstrapServers(), what, why, action),
        cause);
  }

  private static String ofTls(String why) {
    if (why.startsWith("No subject alternative") || why.startsWith("No name matching")) {
      return "A broker is not believed, since its certificate is not for the host it was asked under. Use a name that is in the certificate, or have it made anew.";
    }
    if (why.contains("certification path")) {
      return "A broker is not believed, since no CA that is trusted here has signed its certificate. Set kafka.ssl.truststore.location to a file with that CA's certificate.";
    }
    if (why.startsWith("NotAfter")) {
      return "A broker is not believed, since its certificate has expired. Have it renewed.";
    }
    return "Check the certificates on both sides, and the keys kafka.ssl.*.";
  }

  private KafkaUnavailableException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new KafkaUnavailableException(
        "Cannot ask Kafka at "
            + reachability.bootstrapServers()
            + ": interrupted. Start the run again.",
        e);
  }

  private static Throwable causeOf(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? e : cause;
  }

  static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable next = root.getCause(); next != null && next != root; next = root.getCause()) {
      root = next;
    }
    return root;
  }

  /** The innermost message, which is the most specific one, without a final full stop. */
  static String rootMessage(Throwable thrown) {
    Throwable root = rootOf(thrown);
    String message = root.getMessage();
    return FirstLine.withoutFullStop(
        message == null || message.isBlank() ? root.getClass().getSimpleName() : message);
  }

  /** Divides a collection, so that the size of a single request is limited in large clusters. */
  static <T> List<List<T>> batches(Collection<T> all, int size) {
    List<T> list = List.copyOf(all);
    return Stream.iterate(0, from -> from < list.size(), from -> from + size)
        .map(from -> list.subList(from, Math.min(list.size(), from + size)))
        .toList();
  }
}
