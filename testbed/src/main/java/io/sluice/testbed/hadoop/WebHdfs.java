package io.sluice.testbed.hadoop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * HDFS over its REST interface, as its superuser: a look takes milliseconds, where {@code hadoop
 * fs} takes seconds, so that a test sees a job pass from one step to the next.
 */
public final class WebHdfs {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final String web;
  private final String superuser;
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  private final ObjectMapper json = new ObjectMapper();

  public WebHdfs(HadoopCluster cluster) {
    this.web = cluster.nameNodeWeb();
    this.superuser = cluster.superuser();
  }

  /** The names in a directory; none if it is not there. */
  public List<String> names(String directory) throws IOException {
    return statuses(directory).stream().map(status -> status.path("pathSuffix").asText()).toList();
  }

  public boolean exists(String path) throws IOException {
    HttpResponse<byte[]> response = send("GET", path, "GETFILESTATUS");
    if (response.statusCode() != 200 && response.statusCode() != 404) {
      // A NameNode that is starting says so: it must not pass for "not there".
      throw refused("GET", path, response);
    }
    return response.statusCode() == 200;
  }

  /** All files below a directory, hidden ones included, as paths from the root. */
  public List<String> files(String directory) throws IOException {
    List<String> files = new ArrayList<>();
    for (JsonNode status : statuses(directory)) {
      String path = directory + "/" + status.path("pathSuffix").asText();
      if (status.path("type").asText().equals("DIRECTORY")) {
        files.addAll(files(path));
      } else {
        files.add(path);
      }
    }
    return files;
  }

  /** The lengths of all files below a directory, hidden ones included, by path from the root. */
  public SortedMap<String, Long> lengths(String directory) throws IOException {
    SortedMap<String, Long> lengths = new TreeMap<>();
    for (JsonNode status : statuses(directory)) {
      String path = directory + "/" + status.path("pathSuffix").asText();
      if (status.path("type").asText().equals("DIRECTORY")) {
        lengths.putAll(lengths(path));
      } else {
        lengths.put(path, status.path("length").asLong());
      }
    }
    return lengths;
  }

  /** {@code owner:group permission replication storagePolicy ec} and the ACL's entries. */
  public String access(String path) throws IOException {
    JsonNode status = call("GET", path, "GETFILESTATUS").path("FileStatus");
    JsonNode acl = call("GET", path, "GETACLSTATUS").path("AclStatus");
    List<String> entries = new ArrayList<>();
    acl.path("entries").forEach(entry -> entries.add(entry.asText()));
    return Stream.of(
                "owner", "group", "permission", "replication", "storagePolicy", "aclBit", "ecBit")
            .map(name -> name + "=" + status.path(name).asText("-"))
            .collect(Collectors.joining(" "))
        + " acl="
        + entries.stream().sorted().toList();
  }

  public void makeDirectory(String path) throws IOException {
    call("PUT", path, "MKDIRS");
  }

  public void group(String path, String group) throws IOException {
    call("PUT", path, "SETOWNER&group=" + group);
  }

  public void owner(String path, String owner) throws IOException {
    call("PUT", path, "SETOWNER&owner=" + owner);
  }

  /**
   * Changes the mode.
   *
   * @param octal such as {@code 555}
   */
  public void permission(String path, String octal) throws IOException {
    call("PUT", path, "SETPERMISSION&permission=" + octal);
  }

  /** Deletes a file or a whole directory. */
  public void delete(String path) throws IOException {
    call("DELETE", path, "DELETE&recursive=true");
  }

  /** Such as {@code user::rwx,group::r-x,other::---,default:user:hive:r-x}. */
  public void acl(String path, String spec) throws IOException {
    call("PUT", path, "SETACL&aclspec=" + URLEncoder.encode(spec, StandardCharsets.UTF_8));
  }

  /**
   * The quota of names in a directory, including itself; {@link #namesIn} returns how many it does.
   */
  public void nameQuota(String directory, long names) throws IOException {
    call(
        "PUT",
        directory,
        "SETQUOTA&namespacequota=" + names + "&storagespacequota=" + Long.MAX_VALUE);
  }

  /** Limits the bytes below a directory. */
  public void spaceQuota(String directory, long bytes) throws IOException {
    call(
        "PUT",
        directory,
        "SETQUOTA&namespacequota=" + Long.MAX_VALUE + "&storagespacequota=" + bytes);
  }

  /** Takes both quotas off. */
  public void noQuota(String directory) throws IOException {
    call("PUT", directory, "SETQUOTA&namespacequota=-1&storagespacequota=-1");
  }

  public long namesIn(String directory) throws IOException {
    JsonNode summary = call("GET", directory, "GETCONTENTSUMMARY").path("ContentSummary");
    return summary.path("directoryCount").asLong() + summary.path("fileCount").asLong();
  }

  public byte[] read(String path) throws IOException {
    HttpResponse<byte[]> response = send("GET", path, "OPEN");
    if (response.statusCode() != 200) {
      throw refused("GET", path, response);
    }
    return response.body();
  }

  /** A copy of a directory's visible files, with the directories between. */
  public Path copy(String directory, Path target) throws IOException {
    for (String file : files(directory)) {
      String relative = file.substring(directory.length() + 1);
      if (!relative.startsWith(".") && !relative.contains("/.")) {
        Path copy = target.resolve(relative);
        Files.createDirectories(copy.toAbsolutePath().getParent());
        Files.write(copy, read(file));
      }
    }
    return target;
  }

  private List<JsonNode> statuses(String directory) throws IOException {
    HttpResponse<byte[]> response = send("GET", directory, "LISTSTATUS");
    if (response.statusCode() == 404) {
      return List.of();
    }
    if (response.statusCode() != 200) {
      throw refused("GET", directory, response);
    }
    List<JsonNode> statuses = new ArrayList<>();
    json.readTree(response.body()).path("FileStatuses").path("FileStatus").forEach(statuses::add);
    return statuses;
  }

  private JsonNode call(String method, String path, String operation) throws IOException {
    HttpResponse<byte[]> response = send(method, path, operation);
    if (response.statusCode() != 200) {
      throw refused(method + " " + operation, path, response);
    }
    return json.readTree(response.body());
  }

  private HttpResponse<byte[]> send(String method, String path, String operation)
      throws IOException {
    return exchange(method, path, operation, HttpRequest.BodyPublishers.noBody());
  }

  private HttpResponse<byte[]> exchange(
      String method, String path, String operation, HttpRequest.BodyPublisher body)
      throws IOException {
    String escaped =
        Stream.of(path.split("/", -1))
            .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
    URI uri =
        URI.create(web + "/webhdfs/v1" + escaped + "?op=" + operation + "&user.name=" + superuser);
    return exchange(method, uri, body);
  }

  private HttpResponse<byte[]> exchange(String method, URI uri, HttpRequest.BodyPublisher body)
      throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(uri).timeout(ANSWER).method(method, body).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot " + method + " " + uri + ": interrupted.", e);
    }
  }

  private static IOException refused(String what, String path, HttpResponse<byte[]> response) {
    return new IOException(
        "Cannot %s %s: status %d, %s"
            .formatted(
                what,
                path,
                response.statusCode(),
                new String(response.body(), StandardCharsets.UTF_8)));
  }
}
