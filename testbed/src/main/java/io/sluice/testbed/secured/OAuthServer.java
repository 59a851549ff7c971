package io.sluice.testbed.secured;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Base64;

/** Gives a client that shows its secret a token, on 127.0.0.1. */
final class OAuthServer implements AutoCloseable {
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final HttpServer server;
  private final OAuthTokens tokens;
  private final String client;
  private final String authorization;

  private OAuthServer(HttpServer server, OAuthTokens tokens, String client, String secret) {
    this.server = server;
    this.tokens = tokens;
    this.client = client;
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(UTF_8));
  }

  static OAuthServer start(OAuthTokens tokens, String client, String secret) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    OAuthServer server = new OAuthServer(http, tokens, client, secret);
    http.createContext("/token", server::answer);
    http.start();
    return server;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean known = authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] body =
        (known
                ? "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                    .formatted(tokens.token(client, LIFETIME), LIFETIME.toSeconds())
                : "{\"error\":\"invalid_client\"}")
            .getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
