package io.sluice.mapper.registry.access;

import io.sluice.tracker.message.ForeignText;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/**
 * Thrown if one side rejects the other's certificate. No retry can succeed until a certificate is
 * replaced. The message can be shown to users.
 */
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 200;
  private static final String ALERT = "Received fatal alert: ";

  /**
   * Alerts with which a server rejects the client's offer. Servers with TLS 1.2 also send the first
   * of the last three to a client without a certificate. Other alerts, such as {@code
   * internal_error}, may also come from a faulty server.
   */
  private static final List<String> REFUSALS =
      List.of(
          "bad_certificate",
          "unsupported_certificate",
          "certificate_",
          "unknown_ca",
          "access_denied",
          "handshake_failure",
          "protocol_version",
          "insufficient_security");

  /** Messages about a closed connection, from any of its layers. */
  private static final List<String> ENDS =
      List.of(
          "Remote host terminated the handshake",
          "EOF reached while reading",
          "Connection reset",
          "Connection closed",
          "Broken pipe",
          ALERT);

  private TlsException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The TLS error behind an error of a connection; empty if it is another error, such as a
   * connection that was closed during the handshake.
   */
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
      if (isRefusal(message)) {
        return found(refusal(message), error);
      }
      if (message.startsWith("Unsupported or unrecognized SSL message")
          || message.startsWith("Unrecognized SSL message")) {
        return found("no TLS is spoken there. Use http:// if that is meant", error);
      }
    }
    Optional<TlsException> failed = Optional.empty();
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (isEnd(each)) {
        return Optional.empty();
      }
      if (failed.isEmpty() && each instanceof SSLHandshakeException) {
        failed = found("the TLS handshake failed (%s)".formatted(text(each)), error);
      }
    }
    return failed;
  }

  private static boolean isRefusal(String message) {
    return message.startsWith(ALERT)
        && REFUSALS.stream().anyMatch(message.substring(ALERT.length())::startsWith);
  }

  private static boolean isEnd(Throwable error) {
    return error instanceof EOFException
        || error instanceof SocketException
        || error instanceof ClosedChannelException
        || ENDS.stream().anyMatch(String.valueOf(error.getMessage())::startsWith);
  }

  private static String refusal(String alert) {
    return alert.contains("cert") || alert.contains("unknown_ca") || alert.contains("access_denied")
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
