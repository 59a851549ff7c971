package io.sluice.job.login;

import io.sluice.job.config.ClusterOptions.Keytab;
import io.sluice.job.config.ExecutionMode;
import io.sluice.options.ConfigurationException;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.Optional;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.SecurityUtil;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.delegation.AbstractDelegationTokenIdentifier;

/**
 * The identity that the client has on the cluster: by a keytab, by a ticket of {@code kinit}, or by
 * the tokens of an Oozie launcher; with {@code HADOOP_PROXY_USER} that of another user for whom it
 * may act. Without security it is the user of the process.
 */
public final class Login {
  private static final Log LOG = Log.of(Login.class);

  /** Renews the ticket of a keytab in time, rather than after the first refusal. */
  private static final String RENEWAL = "hadoop.kerberos.keytab.login.autorenewal.enabled";

  private static final String PROXY_USER = "HADOOP_PROXY_USER";

  /** Validity of the identity during the client's work. */
  private enum Lasts {
    FOR_EVER,
    AS_THE_TICKET,
    AS_THE_TOKENS
  }

  private final Lasts lasts;
  private final Optional<UserGroupInformation> proxied;
  private final TicketCache cache;

  private Login(Lasts lasts, Optional<UserGroupInformation> proxied, TicketCache cache) {
    this.lasts = lasts;
    this.proxied = proxied;
    this.cache = cache;
  }

  /**
   * Logs this process in.
   *
   * @param where a run in local directories needs no login
   * @throws ConfigurationException if there are no credentials, or they are permanently refused
   * @throws IOException if the KDC does not answer
   */
  public static Login enter(Configuration hadoop, Optional<Keytab> keytab, ExecutionMode where)
      throws IOException {
    TicketCache cache = TicketCache.ofProcess();
    Configuration conf = new Configuration(hadoop);
    conf.setBoolean(RENEWAL, true);
    setConfiguration(conf);
    if (!UserGroupInformation.isSecurityEnabled()) {
      if (keytab.isPresent()) {
        throw new ConfigurationException(
            "Cannot log in as %s: Hadoop's configuration has no security (hadoop.security.authentication is %s). Set HADOOP_CONF_DIR to the configuration of the secured cluster, or remove kerberos.principal and kerberos.keytab."
                .formatted(
                    keytab.get().principal(),
                    conf.get("hadoop.security.authentication", "simple")));
      }
      return new Login(Lasts.FOR_EVER, Optional.empty(), cache);
    }
    Login login = keytab.isPresent() ? byKeytab(keytab.get(), cache) : byWhatIsThere(cache, where);
    LOG.info(
        "Logged in: user={} lasts={}",
        login.proxied.isPresent() ? login.proxied.get() : UserGroupInformation.getLoginUser(),
        login.lasts);
    return login;
  }

  /** Does something as this identity. */
  public <T> T act(PrivilegedExceptionAction<T> action) throws Exception {
    if (proxied.isEmpty()) {
      return action.run();
    }
    Outcome<T> outcome = new Outcome<>(action);
    proxied.get().doAs((PrivilegedExceptionAction<Outcome<T>>) outcome::run);
    return outcome.value();
  }

  /**
   * The reason why the cluster no longer accepts this identity, with the remedy; empty if it does.
   */
  public Optional<String> lapse() {
    if (lasts != Lasts.AS_THE_TICKET || cache.holdsTicket()) {
      return Optional.empty();
    }
    return Optional.of(
        "The Kerberos ticket in %s has expired meanwhile. Run kinit, then start the run again: it goes on where this one stopped. For runs that last longer than a ticket set kerberos.principal and kerberos.keytab."
            .formatted(cache));
  }

  private static void setConfiguration(Configuration conf) {
    try {
      UserGroupInformation.setConfiguration(conf);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "Cannot use Kerberos, which Hadoop's configuration asks for: %s. Correct /etc/krb5.conf, or name another with -Djava.security.krb5.conf=FILE in SLUICE_OPTS."
              .formatted(FirstLine.withoutFullStop(String.valueOf(e.getMessage()))));
    }
  }

  private static Login byKeytab(Keytab keytab, TicketCache cache) throws IOException {
    String principal = principal(keytab);
    checkFile(keytab, principal);
    try {
      UserGroupInformation.loginUserFromKeytab(principal, keytab.file());
    } catch (IOException | RuntimeException e) {
      throw LoginFailure.explained(keytab, principal, e);
    }
    String proxy = proxyUser();
    return new Login(
        Lasts.FOR_EVER,
        proxy.isEmpty()
            ? Optional.empty()
            : Optional.of(
                UserGroupInformation.createProxyUser(proxy, UserGroupInformation.getLoginUser())),
        cache);
  }

  private static Login byWhatIsThere(TicketCache cache, ExecutionMode where) throws IOException {
    UserGroupInformation user = UserGroupInformation.getLoginUser();
    Optional<UserGroupInformation> real = Optional.ofNullable(user.getRealUser());
    if (real.isPresent()) {
      // Hadoop renews only the ticket of the user that is logged in.
      UserGroupInformation.setLoginUser(real.get());
    }
    boolean hasTicket = UserGroupInformation.isLoginTicketBased() && cache.holdsTicket();
    boolean isNobody = !hasTicket && user.getCredentials().numberOfTokens() == 0;
    if (isNobody && where == ExecutionMode.LOCAL) {
      // Local directories need no login.
      return new Login(Lasts.FOR_EVER, Optional.empty(), cache);
    }
    if (isNobody) {
      throw new ConfigurationException(
          cache.isReadByJava()
              ? "Cannot log in to the secured cluster: there is no Kerberos ticket in %s, or it has expired. Run kinit, or set kerberos.principal and kerberos.keytab."
                  .formatted(cache)
              : "Cannot log in to the secured cluster: Java reads tickets from files alone, and KRB5CCNAME is %s. Run kinit -c FILE:/tmp/krb5cc_sluice and set KRB5CCNAME to that, or set kerberos.principal and kerberos.keytab."
                  .formatted(cache));
    }
    if (hasTicket) {
      return new Login(Lasts.AS_THE_TICKET, real.map(any -> user), cache);
    }
    return new Login(Lasts.AS_THE_TOKENS, ownerOfTokens(user), cache);
  }

  /**
   * The owner of the tokens, if it differs from the user of the process: the user on the node may
   * differ from that of the launcher.
   */
  private static Optional<UserGroupInformation> ownerOfTokens(UserGroupInformation user)
      throws IOException {
    for (Token<?> token : user.getTokens()) {
      if (token.decodeIdentifier() instanceof AbstractDelegationTokenIdentifier identifier
          && identifier.getUser() != null) {
        UserGroupInformation owner =
            UserGroupInformation.createRemoteUser(identifier.getUser().getUserName());
        if (owner.getShortUserName().equals(user.getShortUserName())) {
          return Optional.empty();
        }
        owner.addCredentials(user.getCredentials());
        return Optional.of(owner);
      }
    }
    return Optional.empty();
  }

  private static String principal(Keytab keytab) throws IOException {
    return SecurityUtil.getServerPrincipal(keytab.principal(), (String) null);
  }

  /** Java reports each of these as a missing password. */
  private static void checkFile(Keytab keytab, String principal) {
    try {
      Path file = Path.of(keytab.file());
      if (!Files.isRegularFile(file)) {
        throw refused(
            keytab,
            "there is no such file. Put the keytab there, readable by this user alone; or, where a ticket or an Oozie launcher's tokens are at hand, remove kerberos.principal and kerberos.keytab.");
      }
      if (!Files.isReadable(file)) {
        throw refused(
            keytab, "this user may not read it. Make it the user's own file, with mode 400.");
      }
      if (KeyTab.getInstance(new KerberosPrincipal(principal), file.toFile())
              .getKeys(new KerberosPrincipal(principal))
              .length
          == 0) {
        throw refused(
            keytab,
            "it holds no key of %s. See what it holds: klist -k -t %s; then correct kerberos.principal or kerberos.keytab."
                .formatted(principal, keytab.file()));
      }
    } catch (InvalidPathException e) {
      throw refused(keytab, "that is no name of a file. Correct it.");
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "Cannot use kerberos.principal=%s: %s. Write name@REALM, or give krb5.conf a default realm."
              .formatted(
                  keytab.principal(), FirstLine.withoutFullStop(String.valueOf(e.getMessage()))));
    }
  }

  private static ConfigurationException refused(Keytab keytab, String why) {
    return new ConfigurationException("Cannot use kerberos.keytab=" + keytab.file() + ": " + why);
  }

  private static String proxyUser() {
    String variable = System.getenv(PROXY_USER);
    return variable == null ? System.getProperty(PROXY_USER, "") : variable;
  }

  /** The result of an action; Hadoop wraps unexpected exceptions. */
  private static final class Outcome<T> {
    private final PrivilegedExceptionAction<T> action;
    private Optional<T> result = Optional.empty();
    private Optional<Exception> failure = Optional.empty();

    private Outcome(PrivilegedExceptionAction<T> action) {
      this.action = action;
    }

    private Outcome<T> run() {
      try {
        result = Optional.of(action.run());
      } catch (Exception e) {
        failure = Optional.of(e);
      }
      return this;
    }

    private T value() throws Exception {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return result.orElseThrow();
    }
  }
}
