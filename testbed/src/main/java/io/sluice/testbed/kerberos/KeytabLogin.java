package io.sluice.testbed.kerberos;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/** A principal of the realm that is logged in within this JVM. */
public record KeytabLogin(Subject subject) {

  /**
   * Logs in.
   *
   * @param name without the realm
   */
  public static KeytabLogin of(String name, Path keytab) throws IOException {
    return of(
        Map.of(
            "useKeyTab", "true",
            "storeKey", "true",
            "doNotPrompt", "true",
            "refreshKrb5Config", "true",
            "keyTab", keytab.toString(),
            "principal", Kdc.principal(name)));
  }

  /**
   * Logs in by the options of {@code Krb5LoginModule}.
   *
   * @throws IOException if the KDC refuses it
   */
  static KeytabLogin of(Map<String, String> options) throws IOException {
    Subject subject = new Subject();
    try {
      new LoginContext("testbed", subject, null, new OneModule(options)).login();
    } catch (LoginException e) {
      throw new IOException("Cannot log in with " + options + ": " + e.getMessage(), e);
    }
    return new KeytabLogin(subject);
  }

  /** Acts as the principal. */
  public <T> T act(PrivilegedExceptionAction<T> action) throws IOException {
    try {
      return Subject.doAs(subject, action);
    } catch (PrivilegedActionException e) {
      if (e.getException() instanceof IOException io) {
        throw io;
      }
      throw new IOException(e.getException());
    }
  }

  private static final class OneModule extends Configuration {
    private final Map<String, String> options;

    private OneModule(Map<String, String> options) {
      this.options = options;
    }

    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
      return new AppConfigurationEntry[] {
        new AppConfigurationEntry(
            "com.sun.security.auth.module.Krb5LoginModule",
            LoginModuleControlFlag.REQUIRED,
            options)
      };
    }
  }
}
