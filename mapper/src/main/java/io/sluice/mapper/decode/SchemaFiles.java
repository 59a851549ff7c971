package io.sluice.mapper.decode;

import java.io.IOException;

/** The texts of the files that {@code schema.file} names. */
public interface SchemaFiles {
  /**
   * The whole text.
   *
   * @param name as the configuration has it
   * @throws IOException if it cannot be read; the message is ready for people
   */
  String text(String name) throws IOException;
}
