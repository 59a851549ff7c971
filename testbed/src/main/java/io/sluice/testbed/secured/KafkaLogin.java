package io.sluice.testbed.secured;

/** A way to log in to Kafka; each has a listener of its own. */
public enum KafkaLogin {
  SCRAM,
  PLAIN,
  GSSAPI,
  /** A token of OAuth that lies in a file. */
  OAUTHBEARER,
  MUTUAL_TLS
}
