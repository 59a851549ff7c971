package io.sluice.job.mapreduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class ResourceManagerTest {
  private final Configuration conf = new Configuration(false);
  private final List<String> said = new ArrayList<>();

  private ResourceManager resourceManager() {
    return ResourceManager.of(conf, said::add);
  }

  private String failureOf(Callable<?> question) {
    IOException failure = assertThrows(IOException.class, () -> resourceManager().await(question));
    return String.valueOf(failure.getMessage());
  }

  @Test
  void oneThatDoesNotAnswerWithinHadoopsOwnBoundIsNamedWithItsAddress() {
    conf.set("yarn.resourcemanager.address", "rm.example.com:8032");
    conf.set(ResourceManager.MAX_WAIT, "20");
    CountDownLatch never = new CountDownLatch(1);

    String message =
        failureOf(
            () -> {
              never.await();
              return "";
            });

    assertEquals(
        "Cannot reach the ResourceManager at rm.example.com:8032: it has not answered for 0.0 s. Nothing was submitted and nothing was committed. Start it, or correct yarn.resourcemanager.address in the directory that HADOOP_CONF_DIR names, then start the run again. yarn.resourcemanager.connect.max-wait.ms says how long it is waited for.",
        message);
  }

  @Test
  void oneThatRefusesIsReportedInOurOwnWords() {
    conf.set("yarn.resourcemanager.address", "rm.example.com:8032");

    String message =
        failureOf(
            () -> {
              throw new ConnectException(
                  "Call From a to b failed on connection exception: Connection refused; For more details see:  http://wiki.apache.org/hadoop/ConnectionRefused");
            });

    assertEquals(
        "Cannot reach the ResourceManager at rm.example.com:8032: Call From a to b failed on connection exception: Connection refused",
        message.replaceFirst("\\. Nothing was submitted.*", ""));
  }

  @Test
  void whereHadoopsDefaultAloneSpeaksAMinuteIsEnough() {
    assertEquals(Duration.ofMinutes(1), resourceManager().bound());

    conf.set(ResourceManager.MAX_WAIT, "900000", "yarn-default.xml");
    assertEquals(Duration.ofMinutes(1), resourceManager().bound());
    conf.set(ResourceManager.MAX_WAIT, "900000");
    assertEquals(Duration.ofMinutes(15), resourceManager().bound());
  }

  @Test
  void aPairForHighAvailabilityIsNamedWhole() {
    conf.setBoolean("yarn.resourcemanager.ha.enabled", true);
    conf.set("yarn.resourcemanager.ha.rm-ids", "rm1, rm2");
    conf.set("yarn.resourcemanager.address.rm1", "a:8032");
    conf.set("yarn.resourcemanager.hostname.rm2", "b");

    assertEquals("a:8032 or b:8032", resourceManager().addresses());
  }

  @Test
  void oneThatAnswersIsNotSpokenOf() throws Exception {
    resourceManager().await(() -> "");

    assertEquals(List.of(), said);
  }
}
