package io.sluice.testbed.kafka;

import io.sluice.testbed.process.ChildJvm;
import io.sluice.testbed.process.Children;
import io.sluice.testbed.process.JavaProgram;
import io.sluice.testbed.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The one ZooKeeper of a cluster of old brokers, on 127.0.0.1, from their own class path. */
final class ZooKeeper {
  private static final Duration START = Duration.ofSeconds(60);

  private ZooKeeper() {}

  /** Starts it and returns when it takes connections. */
  static void start(Children children, String classPath, Path directory, int port)
      throws IOException {
    Files.createDirectories(directory);
    Path config =
        Files.writeString(
            directory.resolve("zookeeper.properties"),
            """
            dataDir=%s
            clientPort=%d
            clientPortAddress=127.0.0.1
            maxClientCnxns=0
            tickTime=500
            admin.enableServer=false
            """
                .formatted(directory.resolve("zookeeper"), port));
    ChildJvm server =
        children.start(
            JavaProgram.small(
                    "zookeeper",
                    classPath,
                    "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                    directory)
                // It would look for a log4j that is not on the class path.
                .withJvmOptions(List.of("-Dzookeeper.jmx.log4j.disable=true"))
                .withArguments(config.toString()));
    Readiness.await(
        "start ZooKeeper on 127.0.0.1:" + port,
        START,
        List.of(server),
        () -> Readiness.listens(port));
  }
}
