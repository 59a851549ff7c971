package io.sluice.mapper.registry.access;

import io.sluice.mapper.registry.access.TlsOptions.StoreFile;
import io.sluice.options.ConfigurationException;
import io.sluice.options.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Creates the TLS context of connections from {@link TlsOptions}. */
public final class TlsContext {
  /** In bytes; all CAs of a Linux distribution need a quarter of it. */
  private static final int LARGEST = 1 << 20;

  private static final char[] NO_PASSWORD = {};

  private TlsContext() {}

  /**
   * Reads the files.
   *
   * @return empty if nothing is set: Java's own context is used then
   * @throws ConfigurationException if a file cannot be used; the message names its key
   */
  public static Optional<SSLContext> read(TlsOptions options) {
    if (options.truststore().isEmpty() && options.keystore().isEmpty()) {
      return Optional.empty();
    }
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      if (options.keystore().isPresent()) {
        readKeys(options.keystore().orElseThrow(), options.keyPassword(), keys);
      } else {
        keys.init(null, NO_PASSWORD);
      }
      if (options.truststore().isPresent()) {
        trust.init(trusted(options.truststore().orElseThrow()));
      } else {
        trust.init((KeyStore) null);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot prepare TLS with this Java", e);
    }
  }

  private static KeyStore trusted(StoreFile file) {
    try {
      byte[] content = content(file);
      KeyStore store =
          isPem(file, content) ? Pem.trusted(content) : binary(file, content, file.password());
      boolean trustsAny = false;
      for (String alias : Collections.list(store.aliases())) {
        trustsAny |= store.isCertificateEntry(alias);
      }
      if (!trustsAny) {
        throw new IOException(
            file.password().isEmpty() && !isPem(file, content)
                ? "it shows no trusted certificate without its password; set that"
                : "it holds no trusted certificate; import the CA's with 'keytool -importcert', or use PEM");
      }
      return store;
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw unusable(file, e);
    }
  }

  private static void readKeys(
      StoreFile file, Optional<Secret> keyPassword, KeyManagerFactory into) {
    Optional<Secret> ofKey = keyPassword.or(file::password);
    char[] password = characters(ofKey);
    try {
      byte[] content = content(file);
      KeyStore store =
          isPem(file, content)
              ? Pem.withKey(content, ofKey, password)
              : binary(file, content, file.password());
      into.init(store, password);
    } catch (UnrecoverableKeyException e) {
      throw unusable(
          file,
          new IOException(
              "the password of its key is wrong; set schema.registry.ssl.key.password", e));
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw unusable(file, e);
    }
  }

  private static boolean isPem(StoreFile file, byte[] content) {
    return file.type().map("PEM"::equals).orElseGet(() -> Pem.isText(content));
  }

  /** PKCS12 or JKS; Java's stores read both formats with either name. */
  private static KeyStore binary(StoreFile file, byte[] content, Optional<Secret> password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(file.type().orElse("PKCS12"));
    try {
      store.load(
          new ByteArrayInputStream(content), password.isPresent() ? characters(password) : null);
      return store;
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new IOException("its password is wrong", e);
      }
      throw new IOException("it is damaged, or no PEM, PKCS12 or JKS", e);
    }
  }

  private static byte[] content(StoreFile file) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file.location()))) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new IOException("it has more than " + LARGEST + " bytes, or no end");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw new IOException("there is no such file here", e);
    } catch (java.nio.file.AccessDeniedException e) {
      throw new IOException("this user may not read it", e);
    }
  }

  private static char[] characters(Optional<Secret> secret) {
    return secret.map(each -> each.reveal().toCharArray()).orElse(NO_PASSWORD);
  }

  private static ConfigurationException unusable(StoreFile file, Exception why) {
    String message = why.getMessage() == null ? why.toString() : why.getMessage();
    return new ConfigurationException(
        "Cannot use %s=%s: %s. Check the file, and the keys beside this one."
            .formatted(file.key(), file.location(), message));
  }
}
