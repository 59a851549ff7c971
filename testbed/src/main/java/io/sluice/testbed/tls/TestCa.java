package io.sluice.testbed.tls;

import io.sluice.testbed.process.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A CA that nobody but its own clients trusts; the JDK's keytool makes its keys. */
public final class TestCa {
  /** Of all stores, with characters that end careless quoting. */
  public static final String PASSWORD = "store-canary;1";

  private static final String CA = "ca";
  private static final Duration KEYTOOL = Duration.ofMinutes(1);

  private final Path directory;

  private TestCa(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes a CA.
   *
   * @param directory for its files; made if it is not there
   */
  public static TestCa make(Path directory) throws IOException {
    Files.createDirectories(directory);
    TestCa ca = new TestCa(directory.toAbsolutePath());
    ca.generate(CA, "-ext", "bc:c");
    return ca;
  }

  /** Makes a key store of a server that is this machine, under its address and its name. */
  public Path server(String name) throws IOException {
    return signed(name, "-ext", "san=ip:127.0.0.1,dns:localhost");
  }

  /** Makes a key store with a certificate for these names alone. */
  public Path server(String name, String subjectAlternativeNames) throws IOException {
    return signed(name, "-ext", "san=" + subjectAlternativeNames);
  }

  /** Makes a key store of a client. */
  public Path client(String name) throws IOException {
    return signed(name);
  }

  /** The CA's certificate in PEM. */
  public Path certificate() throws IOException {
    try {
      byte[] encoded = all().getCertificate(CA).getEncoded();
      return Files.writeString(
          directory.resolve("ca.pem"),
          "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
              .formatted(Base64.getMimeEncoder().encodeToString(encoded)));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Makes a trust store, PKCS12 with the password, of the CA's certificate. */
  public Path truststore() throws IOException {
    try {
      return written(trusted(), "trust.p12");
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** For clients within this JVM. */
  public SSLContext clientContext() throws IOException {
    try {
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private KeyStore trusted() throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    store.setCertificateEntry(CA, all().getCertificate(CA));
    return store;
  }

  private Path signed(String name, String... more) throws IOException {
    List<String> options = new ArrayList<>(List.of("-signer", CA));
    options.addAll(List.of(more));
    generate(name, options.toArray(String[]::new));
    try {
      char[] password = PASSWORD.toCharArray();
      KeyStore all = all();
      KeyStore alone = empty();
      alone.setKeyEntry(name, all.getKey(name, password), password, all.getCertificateChain(name));
      return written(alone, name + ".p12");
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private void generate(String name, String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                directory.resolve("all.p12").toString()));
    words.addAll(List.of(more));
    Command.Result result = Command.of(directory, words.toArray(String[]::new)).run(KEYTOOL);
    if (result.exitCode() != 0) {
      throw new IOException("Cannot make the key of " + name + ": " + result.output());
    }
  }

  private KeyStore all() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(directory.resolve("all.p12").toFile(), PASSWORD.toCharArray());
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private Path written(KeyStore store, String name) throws IOException, GeneralSecurityException {
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }
}
