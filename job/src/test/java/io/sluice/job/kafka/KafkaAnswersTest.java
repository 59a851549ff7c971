package io.sluice.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class KafkaAnswersTest {
  private final KafkaAnswers answers =
      new KafkaAnswers(new Reachability(Map.of("bootstrap.servers", "b:1")), Duration.ofSeconds(1));

  @Test
  void aBrokersCertificateThatIsNotBelievedIsReportedWithWhatToDo() {
    assertAction(
        new CertificateException("No name matching b found"),
        "A broker is not believed, since its certificate is not for the host it was asked under. Use a name that is in the certificate, or have it made anew.");
    assertAction(
        new CertificateException("unable to find valid certification path to requested target"),
        "A broker is not believed, since no CA that is trusted here has signed its certificate. Set kafka.ssl.truststore.location to a file with that CA's certificate.");
    assertAction(
        new CertificateExpiredException("NotAfter: Thu Nov 26 00:00:00 UTC 2026"),
        "A broker is not believed, since its certificate has expired. Have it renewed.");
    assertAction(
        new SSLHandshakeException("Received fatal alert: bad_certificate"),
        "Check the certificates on both sides, and the keys kafka.ssl.*.");
  }

  private void assertAction(Exception root, String action) {
    KafkaFutureImpl<String> future = new KafkaFutureImpl<>();
    future.completeExceptionally(
        new SslAuthenticationException(
            "SSL handshake failed", new SSLHandshakeException(root.getMessage()).initCause(root)));

    KafkaUnavailableException thrown =
        assertThrows(KafkaUnavailableException.class, () -> answers.required("for it", future));

    assertEquals(
        "Cannot ask Kafka at b:1 for it: %s. %s".formatted(root.getMessage(), action),
        thrown.getMessage());
  }
}
