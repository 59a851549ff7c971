package io.sluice.job.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.job.config.ClusterOptions.Keytab;
import io.sluice.options.ConfigurationException;
import java.io.IOException;
import java.util.List;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginFailureTest {
  private static final Keytab KEYTAB = new Keytab("sluice", "/etc/s.keytab");
  private static final String PRINCIPAL = "sluice@EXAMPLE.ORG";
  private static final String BEGIN = "Cannot log in as sluice@EXAMPLE.ORG with /etc/s.keytab: ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Clock skew too great (37) | the clocks of this host and of the KDC differ by more than the realm allows. Set this host's clock (NTP), then start again.",
        "Client not found in Kerberos database (6) | the KDC does not know the principal. Correct kerberos.principal, or have the principal made.",
        "Pre-authentication information was invalid (24) | the keys of the keytab are not those of the KDC; the principal's were changed since the keytab was made. Have the keytab made anew.",
        "Checksum failed | the keys of the keytab are not those of the KDC; the principal's were changed since the keytab was made. Have the keytab made anew.",
        "Unable to obtain password from user | the keytab holds no key that Java can use for the principal. See what it holds: klist -e -k -t /etc/s.keytab.",
        "Clients credentials have been revoked (18) | the principal is locked or has expired. Have it unlocked by who administers the realm.",
        "Cannot locate KDC | krb5.conf names no KDC for the realm, or was not found. Correct /etc/krb5.conf, or name another with -Djava.security.krb5.conf=FILE in SLUICE_OPTS.",
        "Something new (99) | Something new (99). Try the same by hand: kinit -k -t /etc/s.keytab sluice@EXAMPLE.ORG",
      })
  void whatNoRepetitionHelpsIsOneMessageOfTheConfiguration(String cause, String explained) {
    ConfigurationException refusal =
        assertThrows(ConfigurationException.class, () -> explain(new LoginException(cause)));

    assertEquals(List.of(BEGIN + explained), refusal.problems());
  }

  @Test
  void aKdcThatDoesNotAnswerIsNoFaultOfTheConfiguration() {
    IOException failure = explain(new LoginException("Receive timed out"));

    assertEquals(
        BEGIN
            + "the KDC does not answer. Check that it runs, and the address that krb5.conf has for it; then start again.",
        failure.getMessage());
  }

  private static IOException explain(LoginException cause) {
    return LoginFailure.explained(
        KEYTAB, PRINCIPAL, new IOException("failure to login: for principal: sluice", cause));
  }
}
