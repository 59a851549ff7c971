package io.sluice.mapper.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers on a bare socket, as no HTTP server would. */
final class RawServer implements AutoCloseable {
  static final String HEADERS = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  /** Behaviour of the server on a connection; ends when the client has gone. */
  interface Script {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  /** Resets the connection once the client has said something. */
  static final Script RESET = out -> {};

  private final ServerSocket server;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  RawServer(Script script) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(
        () -> {
          while (true) {
            Socket client = server.accept();
            run(
                () -> {
                  try (client) {
                    client.getInputStream().read(new byte[1024]);
                    if (script == RESET) {
                      client.setSoLinger(true, 0);
                    }
                    script.answer(client.getOutputStream());
                  }
                });
          }
        });
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The client or the test has closed the socket.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.forEach(Thread::interrupt);
  }
}
