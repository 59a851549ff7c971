package io.sluice.testbed.kerberos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.security.auth.kerberos.KerberosTicket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KdcTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path directory;

  private Kdc kdc;

  @BeforeEach
  void start() throws IOException {
    kdc = Kdc.start(directory);
  }

  @AfterEach
  void stop() {
    kdc.close();
  }

  @Test
  void aKeytabGetsATicketOfADay() throws Exception {
    Path keytab = kdc.keytab("services", "hdfs/localhost", "HTTP/localhost");

    KerberosTicket ticket = ticket(KeytabLogin.of("HTTP/localhost", keytab));

    assertEquals("HTTP/localhost@SLUICE.TEST", ticket.getClient().getName());
    Duration left = Duration.between(Instant.now(), ticket.getEndTime().toInstant());
    assertTrue(left.compareTo(HOUR) > 0, left::toString);
  }

  @Test
  void aTicketCacheHoldsATicketOfTheLifetimeThatWasAskedFor() throws Exception {
    Path keytab = kdc.keytab("alice", "alice");

    Path cache = kdc.ticket("alice", keytab, Duration.ofMinutes(5), directory.resolve("cache"));

    KerberosTicket ticket =
        ticket(
            KeytabLogin.of(
                Map.of(
                    "useTicketCache", "true",
                    "doNotPrompt", "true",
                    "refreshKrb5Config", "true",
                    "ticketCache", cache.toString())));
    assertEquals("alice@SLUICE.TEST", ticket.getClient().getName());
    Duration left = Duration.between(Instant.now(), ticket.getEndTime().toInstant());
    assertTrue(left.compareTo(Duration.ofMinutes(5)) <= 0 && left.toMinutes() >= 3, left::toString);
  }

  @Test
  void aPrincipalThatTheRealmDoesNotKnowGetsNoTicket() throws Exception {
    Path keytab = kdc.keytab("alice", "alice");

    assertThrows(IOException.class, () -> KeytabLogin.of("bob", keytab));
  }

  private static KerberosTicket ticket(KeytabLogin login) {
    return login.subject().getPrivateCredentials(KerberosTicket.class).iterator().next();
  }
}
