package io.sluice.job.config;

import java.net.URI;
import java.util.Locale;

/**
 * The URI of a file system, such as {@code hdfs://nn1:8020}. Case, a final slash and the default
 * port of HDFS are ignored.
 */
public record FileSystemName(String uri) {
  private static final String HDFS_PORT = ":8020";

  /** Returns whether two URIs name the same file system. */
  public boolean isSame(String other) {
    return plain(uri).equals(plain(other));
  }

  private static String plain(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("hdfs://")) {
      return lower.replaceFirst("^([a-z][a-z0-9+.-]*:)/*$", "$1");
    }
    String authority = URI.create(lower).getAuthority();
    if (authority == null) {
      return lower;
    }
    return "hdfs://"
        + (authority.endsWith(HDFS_PORT)
            ? authority.substring(0, authority.length() - HDFS_PORT.length())
            : authority);
  }
}
