package io.sluice.tracker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class StoresTest {
  private final Configuration configuration = new Configuration(false);

  @Test
  void aLocalDiskHasItsStore() throws IOException {
    assertInstanceOf(
        LocalStore.class,
        Stores.open(URI.create("file:///"), configuration, "/tmp/state", Durability.NONE));
  }

  @Test
  void aFileSystemWhoseRenamesProveNothingIsRefused() {
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                Stores.open(
                    URI.create("s3a://bucket"), configuration, "/state", Durability.SYNCED));

    assertEquals(
        "Cannot keep state in /state on s3a://bucket: nothing is known of the file system 's3a'"
            + " that makes a commit atomic. Set topics.dir and state.dir to hdfs: or, with --local,"
            + " to file: paths.",
        refused.getMessage());
  }
}
