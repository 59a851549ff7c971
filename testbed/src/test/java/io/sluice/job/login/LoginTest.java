package io.sluice.job.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.config.ClusterOptions.Keytab;
import io.sluice.job.config.ExecutionMode;
import io.sluice.options.ConfigurationException;
import io.sluice.testbed.kerberos.Kdc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
  @TempDir Path directory;

  private final Configuration secured = new Configuration(false);
  private Kdc kdc;

  @BeforeEach
  void start() throws IOException {
    secured.set("hadoop.security.authentication", "kerberos");
    kdc = Kdc.start(directory.resolve("kdc"));
  }

  @AfterEach
  void stop() {
    kdc.close();
    UserGroupInformation.reset();
    UserGroupInformation.setConfiguration(new Configuration(false));
  }

  @Test
  void aKeytabLogsItsPrincipalInForAsLongAsTheClientWorks() throws Exception {
    Login login = enter("alice", kdc.keytab("alice", "alice"));

    assertEquals(
        "alice@SLUICE.TEST", login.act(() -> UserGroupInformation.getCurrentUser().getUserName()));
    assertTrue(UserGroupInformation.isLoginKeytabBased());
    assertEquals(Optional.empty(), login.lapse());
  }

  @Test
  void anotherUserIsActedForAndTheKeytabsTicketIsStillTheOneThatIsRenewed() throws Exception {
    Path keytab = kdc.keytab("oozie", "oozie");
    System.setProperty("HADOOP_PROXY_USER", "alice");
    try {
      Login login = enter("oozie", keytab);

      assertEquals(
          "alice", login.act(() -> UserGroupInformation.getCurrentUser().getShortUserName()));
      assertEquals("oozie", UserGroupInformation.getLoginUser().getShortUserName());
      assertTrue(UserGroupInformation.isLoginKeytabBased());
    } finally {
      System.clearProperty("HADOOP_PROXY_USER");
    }
  }

  @Test
  void aKeytabWithoutThePrincipalIsRefusedWithHowToSeeWhatItHolds() throws Exception {
    Path keytab = kdc.keytab("alice", "alice");

    assertRefused(
        "bob",
        keytab,
        "it holds no key of bob@SLUICE.TEST. See what it holds: klist -k -t " + keytab);
  }

  @Test
  void aKeytabThatIsNotThereIsRefused() {
    assertRefused("alice", directory.resolve("none.keytab"), "there is no such file");
  }

  @Test
  void aFileThatIsNoKeytabIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("a.keytab"), "no keytab");

    assertRefused("alice", file, "it holds no key of alice@SLUICE.TEST");
  }

  @Test
  void aPrincipalThatTheKdcDoesNotKnowIsNamed() throws Exception {
    Path keytab = kdc.keytab("alice", "alice");
    anotherKdc();

    assertRefused("alice", keytab, "the KDC does not know the principal");
  }

  @Test
  void keysThatWereChangedSinceTheKeytabWasMadeAreReportedAsThat() throws Exception {
    Path keytab = kdc.keytab("alice", "alice");
    anotherKdc();
    kdc.keytab("alice", "alice");

    assertRefused("alice", keytab, "the keys of the keytab are not those of the KDC");
  }

  @Test
  void aKdcThatIsDownIsAFailureThatMayPass() throws Exception {
    Path keytab = kdc.keytab("alice", "alice");
    kdc.close();
    System.setProperty(Kdc.KRB5_CONF, kdc.krb5Conf().toString());

    IOException failure = assertThrows(IOException.class, () -> enter("alice", keytab));

    assertTrue(failure.toString().contains("the KDC does not answer"), failure::toString);
  }

  @Test
  void aKeytabForAClusterWithoutSecurityIsRefused() throws Exception {
    Path keytab = kdc.keytab("alice", "alice");
    secured.set("hadoop.security.authentication", "simple");

    assertRefused("alice", keytab, "Hadoop's configuration has no security");
  }

  @Test
  void localDirectoriesNeedNoTicketThoughTheConfigurationIsThatOfASecuredCluster()
      throws Exception {
    Login login = Login.enter(secured, Optional.empty(), ExecutionMode.LOCAL);

    assertEquals(1, login.act(() -> 1));
    assertEquals(Optional.empty(), login.lapse());
  }

  @Test
  void aTicketCountsUntilItExpires() throws Exception {
    Path keytab = kdc.keytab("alice", "alice");
    Path file = kdc.ticket("alice", keytab, Duration.ofSeconds(3), directory.resolve("cache"));
    TicketCache cache = new TicketCache(Optional.of(file.toString()));

    assertTrue(cache.holdsTicket());
    Thread.sleep(3100);
    assertFalse(cache.holdsTicket());
    assertFalse(new TicketCache(Optional.of(directory.resolve("none").toString())).holdsTicket());
  }

  @Test
  void cachesThatJavaDoesNotReadAreKnownByTheirKind() {
    assertFalse(new TicketCache(Optional.of("KCM:0")).isReadByJava());
    assertFalse(new TicketCache(Optional.of("KEYRING:persistent:0")).isReadByJava());
    assertTrue(new TicketCache(Optional.of("FILE:/tmp/krb5cc_0")).isReadByJava());
    assertTrue(new TicketCache(Optional.of("/tmp/krb5cc_0")).isReadByJava());
    assertTrue(new TicketCache(Optional.empty()).isReadByJava());
  }

  private Login enter(String name, Path keytab) throws IOException {
    return Login.enter(
        secured,
        Optional.of(new Keytab(Kdc.principal(name), keytab.toString())),
        ExecutionMode.CLUSTER);
  }

  private void assertRefused(String name, Path keytab, String why) {
    ConfigurationException refusal =
        assertThrows(ConfigurationException.class, () -> enter(name, keytab));
    assertEquals(1, refusal.problems().size());
    assertTrue(refusal.problems().get(0).contains(why), refusal::getMessage);
  }

  /** One that has never heard of the principals before. */
  private void anotherKdc() throws IOException {
    kdc.close();
    kdc = Kdc.start(directory.resolve("another-kdc"));
  }
}
