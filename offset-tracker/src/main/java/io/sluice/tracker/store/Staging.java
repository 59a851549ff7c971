package io.sluice.tracker.store;

import java.io.IOException;

/** Makes staged files: large, streamed, seen by no reader, durable once closed. */
public interface Staging {
  /**
   * Opens a new staged file.
   *
   * @param staged its path, unique to the attempt
   * @throws java.nio.file.FileAlreadyExistsException if it is there
   */
  StagedOutput open(String staged) throws IOException;
}
