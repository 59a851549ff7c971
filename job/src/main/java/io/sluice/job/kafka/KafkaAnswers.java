package io.sluice.job.kafka;

import io.sluice.job.kafka.Answer.Known;
import io.sluice.job.kafka.Answer.NotKnown;
import io.sluice.job.kafka.Answer.Reason;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Turns what Kafka's client promised into {@link Answer}s. */
final class KafkaAnswers {
  private final String bootstrapServers;

  KafkaAnswers(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** What nothing can be planned without. */
  <T> T required(String what, KafkaFuture<T> future) throws KafkaUnavailableException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw unavailable(what, causeOf(e));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** What is about one topic, Kafka partition or broker among others. */
  <T, R> Answer<R> of(KafkaFuture<T> future, Function<T, R> read) throws KafkaUnavailableException {
    try {
      return new Known<>(read.apply(future.get()));
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
    return new KafkaUnavailableException(
        "Cannot ask Kafka at "
            + bootstrapServers
            + " "
            + what
            + ": "
            + rootMessage(cause)
            + ". Check kafka.bootstrap.servers, the network and the kafka.* security keys.",
        cause);
  }

  private KafkaUnavailableException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new KafkaUnavailableException(
        "Cannot ask Kafka at " + bootstrapServers + ": interrupted. Start the run again.", e);
  }

  private static Throwable causeOf(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? e : cause;
  }

  /** The innermost message, which says most, without the stop at its end. */
  static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable next = root.getCause(); next != null && next != root; next = root.getCause()) {
      root = next;
    }
    String message = root.getMessage();
    String told = message == null || message.isEmpty() ? root.getClass().getSimpleName() : message;
    return told.endsWith(".") ? told.substring(0, told.length() - 1) : told;
  }
}
