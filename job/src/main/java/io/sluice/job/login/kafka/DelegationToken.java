package io.sluice.job.login.kafka;

import io.sluice.options.Secret;
import java.time.Duration;

/**
 * A token of Kafka's by which its bearer is the one who asked for it.
 *
 * @param hmac the token's secret, in base64 as clients log in with it
 * @param mechanism {@code SCRAM-SHA-512} or {@code SCRAM-SHA-256}: what the brokers take
 * @param lifetime after which it must have been renewed
 * @param longest after which it cannot be renewed any more
 */
record DelegationToken(
    String id, Secret hmac, String mechanism, Duration lifetime, Duration longest) {

  DelegationToken by(String otherMechanism) {
    return new DelegationToken(id, hmac, otherMechanism, lifetime, longest);
  }
}
