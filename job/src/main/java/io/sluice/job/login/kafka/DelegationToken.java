package io.sluice.job.login.kafka;

import io.sluice.options.Secret;
import java.time.Duration;

/**
 * A Kafka delegation token, with which its bearer acts as the user who requested it.
 *
 * @param hmac the token's secret in base64, which is the password of the login
 * @param mechanism {@code SCRAM-SHA-512} or {@code SCRAM-SHA-256}, as the brokers accept
 * @param lifetime within which it must be renewed
 * @param longest after which it cannot be renewed any more
 */
record DelegationToken(
    String id, Secret hmac, String mechanism, Duration lifetime, Duration longest) {

  DelegationToken by(String otherMechanism) {
    return new DelegationToken(id, hmac, otherMechanism, lifetime, longest);
  }
}
