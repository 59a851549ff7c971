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

  /**
   * Makes a directory that opens to nobody to whom another one is closed: with that one's group,
   * rights and ACL. One that is there and is no more open stays; a group, right or ACL that this
   * user may not give is given to nobody, and is logged. Does nothing where files have no rights,
   * or the other directory is not there.
   */
  default void guardLike(String directory, String like) throws IOException {}
}
