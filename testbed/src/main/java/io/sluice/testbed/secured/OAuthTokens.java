package io.sluice.testbed.secured;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Issues tokens of OAuth, JWTs that an RSA key has signed, and the key set that proves them. */
final class OAuthTokens {
  static final String ISSUER = "https://issuer.test";
  static final String AUDIENCE = "kafka";

  private final KeyPair keys;

  private OAuthTokens(KeyPair keys) {
    this.keys = keys;
  }

  static OAuthTokens make() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new OAuthTokens(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Writes the key set as brokers read it. */
  Path keySet(Path file) throws IOException {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return Files.writeString(
        file,
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"one\",\"use\":\"sig\",\"alg\":\"RS256\",\"n\":\"%s\",\"e\":\"%s\"}]}"
            .formatted(number(key.getModulus()), number(key.getPublicExponent())));
  }

  /** A token of a subject. */
  String token(String subject, Duration lifetime) throws IOException {
    long now = Instant.now().getEpochSecond();
    String content =
        text("{\"alg\":\"RS256\",\"kid\":\"one\",\"typ\":\"JWT\"}")
            + "."
            + text(
                "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"scope\":\"read\",\"iat\":%d,\"exp\":%d}"
                    .formatted(ISSUER, AUDIENCE, subject, now - 10, now + lifetime.toSeconds()));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(content.getBytes(UTF_8));
      return content + "." + bytes(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String number(BigInteger number) {
    byte[] signed = number.toByteArray();
    int from = signed[0] == 0 ? 1 : 0;
    return bytes(Arrays.copyOfRange(signed, from, signed.length));
  }

  private static String text(String json) {
    return bytes(json.getBytes(UTF_8));
  }

  private static String bytes(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
