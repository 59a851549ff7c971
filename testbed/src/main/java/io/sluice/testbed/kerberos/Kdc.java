package io.sluice.testbed.kerberos;

import io.sluice.testbed.process.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.kerby.KOptions;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.client.KrbOption;

/**
 * Hadoop's MiniKdc on 127.0.0.1, inside this JVM, for the realm {@value #REALM}. While it runs,
 * {@value #KRB5_CONF} names its {@code krb5.conf} in this JVM too; other processes take {@link
 * #jvmOption}.
 */
public final class Kdc implements AutoCloseable {
  public static final String REALM = "SLUICE.TEST";

  /** The system property that names {@code krb5.conf} to a JVM. */
  public static final String KRB5_CONF = "java.security.krb5.conf";

  private static final Duration DAY = Duration.ofDays(1);

  private final MiniKdc kdc;
  private final int port;
  private final Path directory;
  private final Path krb5Conf;
  private final Set<String> principals = new TreeSet<>();

  private Kdc(MiniKdc kdc, int port, Path directory, Path krb5Conf) {
    this.kdc = kdc;
    this.port = port;
    this.directory = directory;
    this.krb5Conf = krb5Conf;
  }

  /**
   * Starts a KDC that knows no principal yet.
   *
   * @param directory for its data, {@code krb5.conf}, keytabs and ticket caches
   */
  public static Kdc start(Path directory) throws IOException {
    return start(directory, DAY);
  }

  /**
   * Starts a KDC whose tickets for services last shorter than a day. It does not end them with the
   * ticket that they were got by, as others do: a client that is to stop there needs that time too.
   */
  public static Kdc start(Path directory, Duration serviceTickets) throws IOException {
    Path absolute = directory.toAbsolutePath();
    Files.createDirectories(absolute);
    int port = FreePorts.find(1).get(0);
    Properties settings = MiniKdc.createConf();
    settings.setProperty(MiniKdc.ORG_NAME, "SLUICE");
    settings.setProperty(MiniKdc.ORG_DOMAIN, "TEST");
    settings.setProperty(MiniKdc.KDC_BIND_ADDRESS, "127.0.0.1");
    settings.setProperty(MiniKdc.KDC_PORT, String.valueOf(port));
    settings.setProperty(MiniKdc.MAX_TICKET_LIFETIME, String.valueOf(serviceTickets.toSeconds()));
    // Otherwise tickets of less than an hour are refused.
    settings.setProperty(MiniKdc.MIN_TICKET_LIFETIME, "1");
    MiniKdc kdc = act("start a KDC", () -> started(settings, absolute));
    Kdc running = new Kdc(kdc, port, absolute, absolute.resolve("krb5.conf"));
    running.write(running.krb5Conf, DAY);
    System.setProperty(KRB5_CONF, running.krb5Conf.toString());
    return running;
  }

  /** Tickets of a JVM that uses it last a day. */
  public Path krb5Conf() {
    return krb5Conf;
  }

  /** Another {@code krb5.conf}, under which a JVM asks for tickets of that lifetime. */
  public Path krb5Conf(Duration ticketLifetime) throws IOException {
    Path conf = directory.resolve("krb5-" + ticketLifetime.toSeconds() + "s.conf");
    write(conf, ticketLifetime);
    return conf;
  }

  /** The JVM's option that names {@link #krb5Conf()}. */
  public String jvmOption() {
    return "-D" + KRB5_CONF + "=" + krb5Conf;
  }

  /** Such as {@code hdfs/localhost@SLUICE.TEST}. */
  public static String principal(String name) {
    return name + "@" + REALM;
  }

  /**
   * Makes new principals, with random keys, and writes their keytab.
   *
   * @param file such as {@code kafka}: the keytab is {@code kafka.keytab}; a new one for each call
   * @param names without the realm, such as {@code kafka/localhost}; none that is known already
   */
  public synchronized Path keytab(String file, String... names) throws IOException {
    Path keytab = directory.resolve(file + ".keytab");
    if (Files.exists(keytab) || !principals.addAll(Arrays.asList(names))) {
      throw new IllegalStateException(
          "Cannot make the principals %s in %s: they are there already."
              .formatted(Arrays.toString(names), keytab));
    }
    act(
        "make the principals " + Arrays.toString(names),
        () -> {
          kdc.createPrincipal(keytab.toFile(), names);
          return Files.setPosixFilePermissions(
              keytab, PosixFilePermissions.fromString("rw-------"));
        });
    return keytab;
  }

  /**
   * Writes a ticket cache, as {@code kinit -k -t keytab -l lifetime -c file name} does. The ticket
   * is not renewable.
   *
   * @param file what {@code KRB5CCNAME} names then; replaced if it is there
   */
  public Path ticket(String name, Path keytab, Duration lifetime, Path file) throws IOException {
    return act(
        "get a ticket for " + name,
        () -> {
          KrbClient client = new KrbClient();
          client.setKdcRealm(REALM);
          client.setKdcHost("127.0.0.1");
          client.setKdcTcpPort(port);
          client.setAllowUdp(false);
          client.init();
          KOptions options = new KOptions();
          options.add(KrbOption.CLIENT_PRINCIPAL, principal(name));
          options.add(KrbOption.USE_KEYTAB, true);
          options.add(KrbOption.KEYTAB_FILE, keytab.toFile());
          options.add(KrbOption.LIFE_TIME, Math.toIntExact(lifetime.toSeconds()));
          Files.deleteIfExists(file);
          client.storeTicket(client.requestTgt(options), file.toFile());
          return file;
        });
  }

  @Override
  public void close() {
    kdc.stop();
    System.clearProperty(KRB5_CONF);
  }

  private static MiniKdc started(Properties settings, Path directory) throws Exception {
    MiniKdc kdc = new MiniKdc(settings, directory.toFile());
    kdc.start();
    return kdc;
  }

  private void write(Path conf, Duration ticketLifetime) throws IOException {
    Files.writeString(
        conf,
        """
        [libdefaults]
          default_realm = %s
          dns_lookup_kdc = false
          dns_lookup_realm = false
          udp_preference_limit = 1
          ticket_lifetime = %ds
        [realms]
          %s = {
            kdc = 127.0.0.1:%d
          }
        [domain_realm]
          localhost = %s
        """
            .formatted(REALM, ticketLifetime.toSeconds(), REALM, port, REALM));
  }

  /** An act of the KDC's own classes, which throw whatever they like. */
  @FunctionalInterface
  private interface Act<T> {
    T run() throws Exception;
  }

  private static <T> T act(String what, Act<T> act) throws IOException {
    try {
      return act.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot " + what + ": interrupted.", e);
    } catch (Exception e) {
      throw new IOException("Cannot " + what + ": " + e.getMessage(), e);
    }
  }
}
