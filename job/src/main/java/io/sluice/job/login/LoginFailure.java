package io.sluice.job.login;

import io.sluice.job.config.ClusterOptions.Keytab;
import io.sluice.options.ConfigurationException;
import io.sluice.tracker.message.FirstLine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Explanations of failed logins, chosen by what Java's Kerberos reports. */
final class LoginFailure {

  /**
   * A kind of failure.
   *
   * @param signs parts of the messages or class names of its causes, in lower case
   */
  private record Kind(List<String> signs, String why, String remedy) {}

  private static final Kind NO_KDC =
      new Kind(
          List.of(
              "receive timed out",
              "connection refused",
              "connectexception",
              "sockettimeout",
              "unknownhost",
              "noroutetohost"),
          "the KDC does not answer",
          "Check that it runs, and the address that krb5.conf has for it; then start again.");

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              List.of("client not found in kerberos database", "principal_unknown"),
              "the KDC does not know the principal",
              "Correct kerberos.principal, or have the principal made."),
          new Kind(
              List.of(
                  "pre-authentication information was invalid",
                  "checksum failed",
                  "integrity check on decrypted field failed",
                  "preauth_failed"),
              "the keys of the keytab are not those of the KDC; the principal's were changed since the keytab was made",
              "Have the keytab made anew."),
          new Kind(
              List.of("unable to obtain password from user"),
              "the keytab holds no key that Java can use for the principal",
              "See what it holds: klist -e -k -t FILE."),
          new Kind(
              List.of("clock skew too great", "krb_ap_err_skew"),
              "the clocks of this host and of the KDC differ by more than the realm allows",
              "Set this host's clock (NTP), then start again."),
          new Kind(
              List.of("credentials have been revoked", "entry in database has expired"),
              "the principal is locked or has expired",
              "Have it unlocked by who administers the realm."),
          new Kind(
              List.of("no support for encryption type", "etype"),
              "the KDC and Java share no kind of encryption for the principal",
              "Have keys of aes256-cts or aes128-cts made for the principal, and the keytab anew."),
          new Kind(
              List.of(
                  "cannot locate default realm",
                  "can't get kerberos realm",
                  "cannot locate kdc",
                  "cannot find kdc",
                  "unable to locate kdc"),
              "krb5.conf names no KDC for the realm, or was not found",
              "Correct /etc/krb5.conf, or name another with -Djava.security.krb5.conf=FILE in SLUICE_OPTS."),
          new Kind(
              List.of("nomatchingrule", "no rules applied"),
              "hadoop.security.auth_to_local maps the principal to no user",
              "Add a rule for it to core-site.xml, on the cluster too."));

  private LoginFailure() {}

  /**
   * An exception whose message is complete.
   *
   * @throws ConfigurationException if a retry cannot succeed
   */
  static IOException explained(Keytab keytab, String principal, Exception failure) {
    String start = "Cannot log in as %s with %s: ".formatted(principal, keytab.file());
    String signs = signs(failure);
    if (is(NO_KDC, signs)) {
      return new IOException(start + NO_KDC.why() + ". " + NO_KDC.remedy(), failure);
    }
    for (Kind kind : KINDS) {
      if (is(kind, signs)) {
        throw new ConfigurationException(
            start + kind.why() + ". " + kind.remedy().replace("FILE", file(kind, keytab)));
      }
    }
    throw new ConfigurationException(
        "%s%s. Try the same by hand: kinit -k -t %s %s"
            .formatted(
                start, FirstLine.withoutFullStop(innermost(failure)), keytab.file(), principal));
  }

  private static String file(Kind kind, Keytab keytab) {
    return kind.remedy().contains("klist") ? keytab.file() : "FILE";
  }

  private static boolean is(Kind kind, String signs) {
    return kind.signs().stream().anyMatch(signs::contains);
  }

  private static String signs(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      all.append(cause.getClass().getSimpleName())
          .append(' ')
          .append(cause.getMessage())
          .append(' ');
    }
    return all.toString().toLowerCase(Locale.ROOT);
  }

  private static String innermost(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String message = last.getMessage();
    return message == null ? last.getClass().getSimpleName() : message;
  }
}
