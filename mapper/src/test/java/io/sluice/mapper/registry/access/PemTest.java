package io.sluice.mapper.registry.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.options.Secret;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.EncryptedPrivateKeyInfo;
import org.junit.jupiter.api.Test;

/** Texts as OpenSSL 3 writes them; they prove nothing to anybody. */
class PemTest {
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdDCCARmgAwIBAgIUN4WkEvo/7lFiqedH0+YhYNNshiYwCgYIKoZIzj0EAwIw
      DjEMMAoGA1UEAwwDcGVtMCAXDTI2MTEyODA2MzMwMloYDzIxMjYxMTA0MDYzMzAy
      WjAOMQwwCgYDVQQDDANwZW0wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT0SD8L
      lW/Zuk0rYenzWwS0DPYJg8Fd/+/S2e+0w4wQZ4dduwGHvT9IBCzQlcWsTsnnPh75
      RBPjsP5G9VAmkQrRo1MwUTAdBgNVHQ4EFgQUT5d0DapnFyzhySa7hZ8n7iyXlTEw
      HwYDVR0jBBgwFoAUT5d0DapnFyzhySa7hZ8n7iyXlTEwDwYDVR0TAQH/BAUwAwEB
      /zAKBggqhkjOPQQDAgNJADBGAiEAnA+loCGIfY7GYdOsNitwOdHal6J1Lh+erENK
      seDmo9ECIQCxp6ML61TRBXheS/jxUKWpRNz6X8YjRpqVcmVlO2Vwiw==
      -----END CERTIFICATE-----
      """;
  private static final String ENCRYPTED =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAi1hS3FzhaKVwICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEMD/ds7hikZks5ZF/S6cP2QEgZAk
      0GZzNnpfExh8OFbtd0Oodp3+MY/YQBui9iC6zMFCKerp/D49PaGEcpgranQwYgPL
      gGS7GUquCSn+OYgTSeV1P7uSIRDENN/kiHPJ8M1rJLSZe/6r60qjm5XXMSvLlZ4d
      XMva3DSBu0CEVBfHoaDQQMinziwp4ie99cn6lZtuHpKVGVCmd7TsiLda3dXLrdM=
      -----END ENCRYPTED PRIVATE KEY-----
      """;
  private static final char[] STORE = {};

  @Test
  void anEncryptedKeyIsReadWithItsPassword() throws Exception {
    var store =
        Pem.withKey(
            (ENCRYPTED + CERTIFICATE).getBytes(UTF_8), Optional.of(Secret.of("of the key")), STORE);

    assertEquals("EC", store.getKey("key", STORE).getAlgorithm());
  }

  @Test
  void aKeyThatCannotBeReadIsReportedWithoutItsPassword() {
    assertUnreadable("set schema.registry.ssl.key.password", ENCRYPTED + CERTIFICATE, "");
    assertUnreadable("check the key's password", ENCRYPTED + CERTIFICATE, "not-it");
    assertUnreadable("lacks one of them", CERTIFICATE, "");
    assertUnreadable("lacks one of them", ENCRYPTED, "of the key");
    assertUnreadable(
        "openssl pkcs8 -topk8",
        "-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----\n" + CERTIFICATE,
        "");
  }

  @Test
  void aKeyThatIsEncryptedWithoutParametersIsReportedWithTheWayOut() throws Exception {
    byte[] key = new EncryptedPrivateKeyInfo("PBEWithMD5AndDES", new byte[16]).getEncoded();
    String text =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n%s\n-----END ENCRYPTED PRIVATE KEY-----\n"
            .formatted(Base64.getEncoder().encodeToString(key));

    assertUnreadable("openssl pkcs8 -topk8 -v2 aes-256-cbc", text + CERTIFICATE, "not-it");
  }

  @Test
  void aKeyInATruststoreIsReadOver() throws Exception {
    String text =
        "-----BEGIN EC PARAMETERS-----\nBggq\n-----END EC PARAMETERS-----\n" + CERTIFICATE;

    assertEquals(1, Pem.trusted(text.getBytes(UTF_8)).size());
    assertTrue(Pem.isText(text.getBytes(UTF_8)));
    assertFalse(Pem.isText(new byte[] {0x30, (byte) 0x82}));
  }

  private static void assertUnreadable(String why, String text, String password) {
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                Pem.withKey(
                    text.getBytes(UTF_8),
                    password.isEmpty() ? Optional.empty() : Optional.of(Secret.of(password)),
                    STORE));

    assertTrue(String.valueOf(thrown.getMessage()).contains(why), thrown::toString);
    assertFalse(String.valueOf(thrown.getMessage()).contains("not-it"), thrown::toString);
  }
}
