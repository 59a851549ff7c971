package io.sluice.job.login;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/**
 * The cache of tickets that {@code kinit} writes and Java reads.
 *
 * @param name the value of {@code KRB5CCNAME}; empty if it is not set
 */
record TicketCache(Optional<String> name) {
  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

  /** The cache of this process. */
  static TicketCache ofProcess() {
    return new TicketCache(Optional.ofNullable(System.getenv("KRB5CCNAME")));
  }

  /** Returns whether Java can read it, which requires a file. */
  boolean isReadByJava() {
    return name.map(text -> text.startsWith("FILE:") || !text.matches("[A-Z]+:.*")).orElse(true);
  }

  /** Returns whether it contains a valid ticket. */
  boolean holdsTicket() {
    Map<String, String> options = new TreeMap<>();
    options.put("useTicketCache", "true");
    options.put("doNotPrompt", "true");
    name.ifPresent(file -> options.put("ticketCache", file));
    Subject subject = new Subject();
    try {
      new LoginContext("sluice", subject, null, new OneModule(options)).login();
    } catch (LoginException e) {
      return false;
    }
    Iterator<KerberosTicket> tickets =
        subject.getPrivateCredentials(KerberosTicket.class).iterator();
    return tickets.hasNext() && tickets.next().isCurrent();
  }

  @Override
  public String toString() {
    return name.orElse("the default ticket cache (KRB5CCNAME is not set)");
  }

  private static final class OneModule extends Configuration {
    private final Map<String, String> options;

    private OneModule(Map<String, String> options) {
      this.options = options;
    }

    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String application) {
      return new AppConfigurationEntry[] {
        new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options)
      };
    }
  }
}
