package io.sluice.mapper.address;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Host and port of a broker, as a client was given them. */
public record BrokerAddress(String host, int port) {
  private static final int CONNECT_MILLIS = 3000;

  /**
   * The addresses of a {@code bootstrap.servers}; what is none is left out, since Kafka's client
   * refuses it.
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

  /** Why no connection can be made, if none can; takes some seconds where nothing answers. */
  public Optional<String> problem() {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      return Optional.of("the host name " + host + " cannot be resolved");
    }
    String problem = "";
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        return Optional.empty();
      } catch (SocketTimeoutException e) {
        problem = this + " takes no connection within " + CONNECT_MILLIS / 1000 + " s";
      } catch (IOException | IllegalArgumentException e) {
        problem = this + " takes no connection (" + e.getMessage() + ")";
      }
    }
    return Optional.of(problem);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
