package io.sluice.testbed.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of 127.0.0.1 that nobody listens on. They lie below the range from which the kernel gives
 * ports to outgoing connections: otherwise a broker that is killed and started again could find its
 * own port taken by one of its clients.
 */
public final class FreePorts {
  private static final int LOWEST = 15_000;
  private static final int END = 32_000;
  private static final int TRIES_PER_PORT = 100;

  private FreePorts() {}

  /**
   * Finds some, all different. Between this call and their use somebody else may take one; that is
   * rare, and logged by who wanted it.
   */
  public static List<Integer> find(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int tries = count * TRIES_PER_PORT; held.size() < count; tries--) {
        ServerSocket socket = new ServerSocket();
        try {
          int port = ThreadLocalRandom.current().nextInt(LOWEST, END);
          socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
          held.add(socket);
        } catch (IOException e) {
          socket.close();
          if (tries <= 0) {
            throw new IOException(
                "Cannot find %d free ports between %d and %d: %s".formatted(count, LOWEST, END, e),
                e);
          }
        }
      }
      List<Integer> ports = new ArrayList<>();
      for (ServerSocket socket : held) {
        ports.add(socket.getLocalPort());
      }
      return Collections.unmodifiableList(ports);
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }
}
