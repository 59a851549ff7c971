package io.sluice.writers;

import java.util.HashMap;
import java.util.Map;

/** Pieces whose records may share files, and the files of theirs that are open. */
final class FileGroup {
  private final int number;
  private final Map<String, OpenFile> dataFiles = new HashMap<>();
  private final Map<String, OpenFile> quarantineFiles = new HashMap<>();
  private int openPieces;

  FileGroup(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Open files of records, by time partition. */
  Map<String, OpenFile> dataFiles() {
    return dataFiles;
  }

  /** Open files of bad records, by time partition. */
  Map<String, OpenFile> quarantineFiles() {
    return quarantineFiles;
  }

  void pieceBegins() {
    openPieces++;
  }

  /** Whether that was the last one. */
  boolean pieceEnds() {
    openPieces--;
    return openPieces == 0;
  }
}
