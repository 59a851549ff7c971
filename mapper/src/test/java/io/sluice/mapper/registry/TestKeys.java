package io.sluice.mapper.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import io.sluice.options.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key whose certificate a CA has signed, made by the JDK's keytool.
 *
 * @param all a key store of all keys that were made
 */
record TestKeys(Path all, String name) {
  static final String PASSWORD = "pass\"word;1";

  /** The CA, which signs with the key {@code ca} of the store. */
  static TestKeys ca(Path directory) throws Exception {
    return make(new TestKeys(directory.resolve("all.p12"), "ca"), "-ext", "bc:c");
  }

  /** A key that this CA signs, valid for a quarter of a year unless another time is given. */
  TestKeys sign(String other, String... more) throws Exception {
    List<String> options = new ArrayList<>(List.of("-signer", name));
    options.addAll(List.of(more));
    return make(new TestKeys(all, other), options.toArray(String[]::new));
  }

  private static TestKeys make(TestKeys keys, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                keys.name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + keys.name,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.all.toString()));
    command.addAll(List.of(more));
    Path log = keys.all.resolveSibling(keys.name + ".log");
    Process keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (keytool.waitFor() != 0) {
      throw new IOException(Files.readString(log));
    }
    return keys;
  }

  /** A store of this key alone. */
  KeyStore load() throws IOException, GeneralSecurityException {
    char[] password = PASSWORD.toCharArray();
    KeyStore from = KeyStore.getInstance(all.toFile(), password);
    KeyStore alone = KeyStore.getInstance("PKCS12");
    alone.load(null, null);
    alone.setKeyEntry(name, from.getKey(name, password), password, from.getCertificateChain(name));
    return alone;
  }

  /** The same in a file. */
  Path store() throws IOException, GeneralSecurityException {
    Path file = all.resolveSibling(name + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      load().store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  Secret password() {
    return Secret.of(PASSWORD);
  }

  /** The certificate as text, in a file. */
  Path certificate() throws IOException, GeneralSecurityException {
    return Files.writeString(
        all.resolveSibling(name + ".pem"),
        "subject=of " + name + "\n" + pem("CERTIFICATE", load().getCertificate(name).getEncoded()));
  }

  /** The key and its certificate as text, in a file. */
  Path keyAndCertificate() throws IOException, GeneralSecurityException {
    return Files.writeString(
        all.resolveSibling(name + "-key.pem"),
        pem("PRIVATE KEY", load().getKey(name, PASSWORD.toCharArray()).getEncoded())
            + Files.readString(certificate()));
  }

  static String pem(String type, byte[] bytes) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(
            type, Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes), type);
  }

  /**
   * A server with this key.
   *
   * @param clients whose certificate it wants, if any
   */
  HttpsConfigurator server(Optional<TestKeys> clients)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(load(), PASSWORD.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    TestKeys known = clients.orElse(this);
    trusted.setCertificateEntry("client", known.load().getCertificate(known.name()));
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters ssl = context.getDefaultSSLParameters();
        ssl.setNeedClientAuth(clients.isPresent());
        parameters.setSSLParameters(ssl);
      }
    };
  }
}
