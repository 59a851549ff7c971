package io.sluice.mapper.registry.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sluice.options.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Converts certificates and a private key in the text form of openssl to a Java key store. */
final class Pem {
  private static final String BEGIN = "-----BEGIN ";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "DSA");

  private final List<Certificate> certificates = new ArrayList<>();
  private final Optional<PrivateKey> key;

  private Pem(byte[] content, Optional<Secret> keyPassword)
      throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    PrivateKey found = null;
    Matcher blocks = BLOCK.matcher(new String(content, ISO_8859_1));
    while (blocks.find()) {
      byte[] bytes = decoded(blocks.group(2));
      switch (blocks.group(1)) {
        case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" ->
            certificates.add(factory.generateCertificate(new ByteArrayInputStream(bytes)));
        case "PRIVATE KEY" -> found = key(new PKCS8EncodedKeySpec(bytes));
        case "ENCRYPTED PRIVATE KEY" -> found = key(decrypted(bytes, keyPassword));
        case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
            throw new IOException(
                "its key is in the old form '%s'; convert it with 'openssl pkcs8 -topk8 -in <key>'"
                    .formatted(blocks.group(1)));
        default -> {
          // Parameters of a curve and requests are not used here.
        }
      }
    }
    key = Optional.ofNullable(found);
  }

  static boolean isText(byte[] content) {
    return new String(content, ISO_8859_1).contains(BEGIN);
  }

  /** A store with the certificates alone, each of them trusted. */
  static KeyStore trusted(byte[] content) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate each : new Pem(content, Optional.empty()).certificates) {
      store.setCertificateEntry("ca-" + number++, each);
    }
    return store;
  }

  /**
   * A store with the private key and its certificates, the key's own first.
   *
   * @param keyPassword of an encrypted key
   * @param storePassword of the new store
   */
  static KeyStore withKey(byte[] content, Optional<Secret> keyPassword, char[] storePassword)
      throws IOException, GeneralSecurityException {
    Pem pem = new Pem(content, keyPassword);
    if (pem.key.isEmpty() || pem.certificates.isEmpty()) {
      throw new IOException(
          "it must hold a private key and its certificate, and lacks one of them");
    }
    KeyStore store = empty();
    store.setKeyEntry(
        "key", pem.key.orElseThrow(), storePassword, pem.certificates.toArray(Certificate[]::new));
    return store;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static byte[] decoded(String text) throws IOException {
    try {
      // Lines with a colon are headers of an old key format, which is not supported.
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("it is damaged: a block of it is not in base64", e);
    }
  }

  private static PrivateKey key(PKCS8EncodedKeySpec spec) throws IOException {
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // Of another algorithm.
      } catch (GeneralSecurityException e) {
        throw new IOException("Java does not know its key's algorithm " + algorithm, e);
      }
    }
    throw new IOException("its key is none of " + KEY_ALGORITHMS);
  }

  private static PKCS8EncodedKeySpec decrypted(byte[] bytes, Optional<Secret> password)
      throws IOException {
    if (password.isEmpty()) {
      throw new IOException("its key is encrypted; set schema.registry.ssl.key.password");
    }
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes);
      AlgorithmParameters parameters = info.getAlgParameters();
      if (parameters == null) {
        throw new IOException(
            "its key is encrypted by %s, whose parameters Java cannot read; convert it with 'openssl pkcs8 -topk8 -v2 aes-256-cbc -in <key>'"
                .formatted(info.getAlgName()));
      }
      // The parameters of PBES2 name its algorithm.
      String algorithm =
          info.getAlgName().startsWith("PBEWith") ? info.getAlgName() : parameters.toString();
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm)
              .generateSecret(new PBEKeySpec(password.orElseThrow().reveal().toCharArray())),
          parameters);
      return info.getKeySpec(cipher);
    } catch (GeneralSecurityException e) {
      throw new IOException("its key cannot be decrypted; check the key's password", e);
    }
  }
}
