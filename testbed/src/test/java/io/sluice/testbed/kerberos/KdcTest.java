package io.sluice.testbed.kerberos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
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

    KerberosTicket ticket = login(keytab(keytab, "HTTP/localhost"));

    assertEquals("HTTP/localhost@SLUICE.TEST", ticket.getClient().getName());
    Duration left = Duration.between(Instant.now(), ticket.getEndTime().toInstant());
    assertTrue(left.compareTo(HOUR) > 0, left::toString);
  }

  @Test
  void aTicketCacheHoldsATicketOfTheLifetimeThatWasAskedFor() throws Exception {
    Path keytab = kdc.keytab("alice", "alice");

    Path cache = kdc.ticket("alice", keytab, Duration.ofMinutes(5), directory.resolve("cache"));

    KerberosTicket ticket =
        login(Map.of("useTicketCache", "true", "doNotPrompt", "true", "ticketCache", "" + cache));
    assertEquals("alice@SLUICE.TEST", ticket.getClient().getName());
    Duration left = Duration.between(Instant.now(), ticket.getEndTime().toInstant());
    assertTrue(left.compareTo(Duration.ofMinutes(5)) <= 0 && left.toMinutes() >= 3, left::toString);
  }

  @Test
  void aPrincipalThatTheRealmDoesNotKnowGetsNoTicket() throws Exception {
    Path keytab = kdc.keytab("alice", "alice");

    assertThrows(LoginException.class, () -> login(keytab(keytab, "bob")));
  }

  private static Map<String, String> keytab(Path keytab, String name) {
    return Map.of(
        "useKeyTab", "true",
        "storeKey", "true",
        "doNotPrompt", "true",
        "keyTab", keytab.toString(),
        "principal", Kdc.principal(name));
  }

  private static KerberosTicket login(Map<String, String> options) throws LoginException {
    Map<String, String> all = new TreeMap<>(options);
    all.put("refreshKrb5Config", "true");
    Subject subject = new Subject();
    new LoginContext(
            "test",
            subject,
            null,
            new Configuration() {
              @Override
              public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                  new AppConfigurationEntry(
                      "com.sun.security.auth.module.Krb5LoginModule",
                      LoginModuleControlFlag.REQUIRED,
                      all)
                };
              }
            })
        .login();
    return subject.getPrivateCredentials(KerberosTicket.class).iterator().next();
  }
}
