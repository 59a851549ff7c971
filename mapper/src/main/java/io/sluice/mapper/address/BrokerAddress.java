package io.sluice.mapper.address;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.ForeignText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Host and port of a broker, as configured or advertised. */
public record BrokerAddress(String host, int port) {
  private static final int CONNECT_MILLIS = 3000;
  private static final int ANSWER_MILLIS = 2000;
  private static final int CORRELATION = 1_000_017;
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final int TLS_ALERT = 21;
  private static final int TLS_HANDSHAKE = 22;
  private static final int TLS = 3;

  /**
   * The ApiVersions request, which each broker answers without a login: its length, 18, version 0,
   * no client id.
   */
  private static final byte[] API_VERSIONS =
      ByteBuffer.allocate(14)
          .putInt(10)
          .putShort((short) 18)
          .putShort((short) 0)
          .putInt(CORRELATION)
          .putShort((short) -1)
          .array();

  /**
   * The addresses of a {@code bootstrap.servers}; invalid addresses are left out, because Kafka's
   * client refuses them.
   */
  public static List<BrokerAddress> parseAll(String bootstrapServers) {
    List<BrokerAddress> all = new ArrayList<>();
    for (String each : bootstrapServers.split(",", -1)) {
      String server = each.strip();
      int colon = server.lastIndexOf(':');
      String port = server.substring(colon + 1);
      if (colon > 0 && port.matches("\\d{1,5}")) {
        String host = server.substring(0, colon).replaceFirst("^.*://", "");
        all.add(new BrokerAddress(host.replaceAll("[\\[\\]]", ""), Integer.parseInt(port)));
      }
    }
    return all;
  }

  /** The reason why no connection can be made, if so; takes some seconds if nothing answers. */
  public Optional<String> problem() {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      return Optional.of("the host name " + ForeignText.line(host) + " cannot be resolved");
    }
    String problem = "";
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        return Optional.empty();
      } catch (SocketTimeoutException e) {
        problem = this + " takes no connection within " + CONNECT_MILLIS / 1000 + " s";
      } catch (IOException | IllegalArgumentException e) {
        problem = this + " takes no connection (" + FirstLine.said(e) + ")";
      }
    }
    return Optional.of(problem);
  }

  /**
   * The protocol at this address, if the first bytes of an answer show that it is not Kafka's
   * protocol without TLS. Kafka's client would read them as a length, and allocate that amount.
   */
  public Optional<String> otherProtocol() {
    byte[] answer = new byte[Integer.BYTES * 2];
    int read;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(API_VERSIONS);
      read = socket.getInputStream().readNBytes(answer, 0, answer.length);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
    if (read >= 2 && answer[0] >= TLS_ALERT && answer[0] <= TLS_HANDSHAKE && answer[1] == TLS) {
      return Optional.of(this + " speaks TLS, and kafka.security.protocol is without");
    }
    if (read < answer.length) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(answer);
    int length = bytes.getInt();
    if (length >= Integer.BYTES && length <= LONGEST_ANSWER && bytes.getInt() == CORRELATION) {
      return Optional.empty();
    }
    return Optional.of(
        new String(answer, US_ASCII).startsWith("HTTP/")
            ? this + " speaks HTTP, and is no Kafka broker"
            : this + " does not speak Kafka's protocol");
  }

  /** Text for a message; another broker may have advertised the name. */
  @Override
  public String toString() {
    return ForeignText.line(host) + ":" + port;
  }
}
