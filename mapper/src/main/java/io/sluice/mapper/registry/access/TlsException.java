package io.sluice.mapper.registry.access;

import io.sluice.tracker.message.ForeignText;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/**
 * The registry is not what it says it is, or does not take the client for what it is: no try will
 * go better until a certificate is replaced. The message is ready for people.
 */
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 200;

  private TlsException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What an error of a connection says of TLS; empty if it is another one. */
  public static Optional<TlsException> of(URI url, Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (each instanceof CertificateExpiredException) {
        return found(
            "its certificate has expired (%s). Have it renewed".formatted(text(each)), error);
      }
      if (each instanceof CertificateNotYetValidException) {
        return found(
            "its certificate is not valid yet (%s). Check the clocks".formatted(text(each)), error);
      }
      String message = String.valueOf(each.getMessage());
      if (message.startsWith("No subject alternative") || message.startsWith("No name matching")) {
        return found(
            "its certificate is not for the host %s (%s). Use a name that is in the certificate, or have it made anew"
                .formatted(url.getHost(), text(each)),
            error);
      }
      if (each instanceof CertPathBuilderException) {
        return found(
            "its certificate is signed by no CA that is trusted here. Set schema.registry.ssl.truststore.location to a file with that CA's certificate",
            error);
      }
      if (message.startsWith("Received fatal alert:")) {
        return found(refusal(message), error);
      }
      if (message.startsWith("Unsupported or unrecognized SSL message")
          || message.startsWith("Unrecognized SSL message")) {
        return found("no TLS is spoken there. Use http:// if that is meant", error);
      }
    }
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (each instanceof SSLHandshakeException) {
        return found("the TLS handshake failed (%s)".formatted(text(each)), error);
      }
    }
    return Optional.empty();
  }

  private static String refusal(String alert) {
    return alert.contains("cert") || alert.contains("unknown_ca")
        ? "it does not take the client's certificate, or wants one (%s). Set schema.registry.ssl.keystore.location to a certificate that it trusts"
            .formatted(ForeignText.line(alert, LONGEST))
        : "it ended the TLS handshake (%s). Compare the protocols and ciphers of both sides"
            .formatted(ForeignText.line(alert, LONGEST));
  }

  private static String text(Throwable error) {
    return ForeignText.line(String.valueOf(error.getMessage()), LONGEST);
  }

  private static Optional<TlsException> found(String message, Throwable cause) {
    return Optional.of(new TlsException(message, cause));
  }
}
