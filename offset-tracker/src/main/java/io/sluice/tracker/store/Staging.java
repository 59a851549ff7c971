package io.sluice.tracker.store;

import io.sluice.tracker.access.Access;
import io.sluice.tracker.access.UnguardedException;
import java.io.IOException;
import java.util.Optional;

/** Creates staged files: large, streamed, not visible to readers, durable after they are closed. */
public interface Staging {
  /**
   * Opens a new staged file.
   *
   * @param staged its path, unique to the attempt
   * @throws java.nio.file.FileAlreadyExistsException if it exists
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
   * Creates a directory that is as restricted as another one: with its group, rights and ACL. An
   * existing directory that is at least as restricted is not changed. A group, right or ACL that
   * this user cannot grant is granted to nobody, and logged. Does nothing if files have no rights,
   * or the other directory does not exist.
   *
   * @throws UnguardedException if it is less restricted, or is not in an encryption zone with the
   *     same key, and this user cannot change that
   */
  default void guardLike(String directory, String like) throws IOException {}

  /** The access to a directory; empty if it does not exist, or files have no rights. */
  default Optional<Access> access(String directory) throws IOException {
    return Optional.empty();
  }

  /**
   * The name of the key of the encryption zone that a path is in, or would be in after it is
   * created; empty if there is none.
   */
  default Optional<String> encryptionKey(String path) throws IOException {
    return Optional.empty();
  }
}
