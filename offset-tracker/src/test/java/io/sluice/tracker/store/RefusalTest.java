package io.sluice.tracker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ClusterStorageCapacityExceededException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {
  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(new IOException("No space left on device"), Refusal.NO_SPACE),
        Arguments.of(
            new FileSystemException("/data/a", null, "No space left on device"), Refusal.NO_SPACE),
        Arguments.of(
            new FileSystemException("/data/a", null, "Disk quota exceeded"), Refusal.NO_SPACE),
        Arguments.of(
            new IOException("wrapped", new IOException("No space left on device")),
            Refusal.NO_SPACE),
        Arguments.of(
            new RemoteException(
                "java.io.IOException",
                "File /a could only be written to 0 of the 1 minReplication nodes. There are 1"
                    + " datanode(s) running and 1 node(s) are excluded in this operation."),
            Refusal.NO_DATANODE),
        Arguments.of(
            new RemoteException(
                "org.apache.hadoop.hdfs.protocol.DSQuotaExceededException",
                "The DiskSpace quota of /a is exceeded"),
            Refusal.QUOTA),
        Arguments.of(new ClusterStorageCapacityExceededException("full"), Refusal.QUOTA),
        Arguments.of(new AccessControlException("Permission denied"), Refusal.PERMISSION),
        Arguments.of(new AccessDeniedException("/a"), Refusal.PERMISSION));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatWaitingDoesNotChangeIsKnownByWhatItSays(IOException answer, Refusal refusal) {
    assertEquals(Optional.of(refusal), Refusal.of(answer));
  }

  @Test
  void anyOtherAnswerIsNone() {
    assertEquals(Optional.empty(), Refusal.of(new IOException("Connection reset")));
    assertEquals(Optional.empty(), Refusal.of(new IOException()));
  }
}
