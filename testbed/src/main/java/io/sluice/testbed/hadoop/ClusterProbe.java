package io.sluice.testbed.hadoop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testbed.process.ChildJvm;
import io.sluice.testbed.process.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;

/** Asks the daemons over HTTP whether they serve; needs nothing of Hadoop on its own class path. */
final class ClusterProbe {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final String STATE = "/jmx?qry=Hadoop:service=NameNode,name=";

  private final HadoopPorts ports;
  private final String superuser;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  ClusterProbe(HadoopPorts ports, String superuser) {
    this.ports = ports;
    this.superuser = superuser;
  }

  static String url(int port) {
    return "http://" + HadoopPorts.onLoopback(port);
  }

  void awaitPort(Daemon daemon, int index, Collection<ChildJvm> daemons) throws IOException {
    int port = ports.of(daemon, index);
    Readiness.await(
        "start " + daemon + " on port " + port, START, daemons, () -> Readiness.listens(port));
  }

  void awaitHdfs(Collection<ChildJvm> daemons) throws IOException {
    String web = url(ports.nameNodeWeb());
    Readiness.await("start HDFS at " + web, START, daemons, () -> hdfsServes(web));
  }

  void awaitYarn(int nodeManagers, Collection<ChildJvm> daemons) throws IOException {
    String web = url(ports.resourceManagerWeb());
    Readiness.await(
        "start YARN at " + web,
        START,
        daemons,
        () ->
            Readiness.listens(ports.resourceManagerWeb())
                && get(web + "/ws/v1/cluster/metrics").at("/clusterMetrics/activeNodes").asInt()
                    == nodeManagers);
    String history = url(ports.historyServerWeb());
    Readiness.await(
        "start the job history at " + history,
        START,
        daemons,
        () ->
            Readiness.listens(ports.historyServerWeb())
                && get(history + "/ws/v1/history/info").has("historyInfo"));
  }

  private boolean hdfsServes(String web) throws IOException {
    if (!Readiness.listens(ports.nameNodeWeb())) {
      return false;
    }
    JsonNode state = get(web + STATE + "FSNamesystemState").at("/beans/0");
    JsonNode info = get(web + STATE + "NameNodeInfo").at("/beans/0");
    return state.path("NumLiveDataNodes").asInt() > 0
        && info.path("Safemode").asText("unknown").isEmpty()
        && call("PUT", web + "/webhdfs/v1/tmp?op=MKDIRS&permission=1777&user.name=" + superuser)
            .path("boolean")
            .asBoolean();
  }

  private JsonNode get(String url) throws IOException {
    return call("GET", url);
  }

  private JsonNode call(String method, String url) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(ANSWER)
            .header("Accept", "application/json")
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(
            "Cannot read %s: status %d, %s".formatted(url, response.statusCode(), response.body()));
      }
      return json.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot read " + url + ": interrupted.", e);
    }
  }
}
