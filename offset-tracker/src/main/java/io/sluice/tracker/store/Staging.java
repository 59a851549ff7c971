package io.sluice.tracker.store;

import io.sluice.tracker.access.Access;
import io.sluice.tracker.access.UnguardedException;
import java.io.IOException;
import java.util.Optional;

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
   * Fails if the staged file could not be moved to its target for what lies in the way there, below
   * the directory that both paths have in common. That is asked before the file is part of an
   * entry, which no run could publish.
   *
   * @throws io.sluice.tracker.json.UnreadableStateException if a symbolic link of another user
   *     leads there, or something in the way is no directory; with the command that resolves it
   */
  default void mustBeOpen(String staged, String target) throws IOException {}

  /**
   * Makes a directory that opens to nobody to whom another one is closed: with that one's group,
   * rights and ACL. One that is there and is no more open stays; a group, right or ACL that this
   * user may not give is given to nobody, and is logged. Does nothing where files have no rights,
   * or the other directory is not there.
   *
   * @throws UnguardedException if it is open to more users, or lies in no encryption zone of the
   *     same key, and this user cannot change that
   */
  default void guardLike(String directory, String like) throws IOException {}

  /** The access to a directory; empty if it is not there, or files have no rights. */
  default Optional<Access> access(String directory) throws IOException {
    return Optional.empty();
  }

  /**
   * The name of the key of the encryption zone that a path lies in, or would lie in if it were
   * made; empty if it is in none.
   */
  default Optional<String> encryptionKey(String path) throws IOException {
    return Optional.empty();
  }
}
