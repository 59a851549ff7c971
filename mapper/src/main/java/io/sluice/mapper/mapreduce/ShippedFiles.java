package io.sluice.mapper.mapreduce;

import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.tracker.checksum.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.security.Credentials;

/**
 * Files on the client's host that settings name: keys, certificates, keytabs, tokens. They are
 * shipped in the job's Credentials, as secrets are, and stored in a container's own directory
 * during its life.
 */
public final class ShippedFiles {
  private static final String PREFIX = "sluice.file.";

  /** In bytes. All files are sent to all containers. */
  private static final int LARGEST = 1 << 20;

  private static final FileAttribute<Set<PosixFilePermission>> OWN =
      PosixFilePermissions.asFileAttribute(
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  private static final FileAttribute<Set<PosixFilePermission>> OWN_DIRECTORY =
      PosixFilePermissions.asFileAttribute(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  /** Directory of this process, with a name that other users cannot guess. */
  private static final String DIRECTORY = "sluice-" + UUID.randomUUID();

  private ShippedFiles() {}

  /**
   * Adds the files that settings name to a job before it is submitted.
   *
   * @throws IOException if one cannot be read
   */
  public static void put(Job job, Settings settings) throws IOException {
    for (Setting setting : settings.all()) {
      Optional<NamedFile> named = NamedFile.in(setting);
      if (named.isPresent()) {
        job.getCredentials()
            .addSecretKey(new Text(PREFIX + setting.name()), content(named.orElseThrow()));
      }
    }
  }

  /** The settings with the names of the files in this container. */
  static Settings unpack(Credentials credentials, Settings settings) throws IOException {
    List<Setting> here = new ArrayList<>();
    for (Setting setting : settings.all()) {
      byte[] content = credentials.getSecretKey(new Text(PREFIX + setting.name()));
      Optional<NamedFile> named = NamedFile.in(setting);
      if (content != null && named.isPresent()) {
        here.add(named.orElseThrow().with(file(named.orElseThrow(), content).toString()));
      }
    }
    return settings.overlay(here);
  }

  /** The file with a given content, which is written once per process. */
  private static Path file(NamedFile named, byte[] content) throws IOException {
    String name =
        "%s-%s%s".formatted(named.setting().name(), Sha256.hex(content), suffix(named.path()));
    synchronized (ShippedFiles.class) {
      Path directory = Path.of(System.getProperty("java.io.tmpdir", "."), DIRECTORY);
      if (!Files.isDirectory(directory)) {
        Files.createDirectory(directory, OWN_DIRECTORY);
      }
      Path file = directory.resolve(name);
      if (!Files.exists(file)) {
        Files.createFile(file, OWN);
      } else if (Arrays.equals(Files.readAllBytes(file), content)) {
        return file;
      }
      return Files.write(file, content);
    }
  }

  /** Some readers use the extension. */
  private static String suffix(String path) {
    int dot = path.lastIndexOf('.');
    String end = dot < 0 ? "" : path.substring(dot);
    return end.matches("\\.[a-zA-Z0-9]{1,10}") ? end : ".file";
  }

  private static byte[] content(NamedFile named) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(named.path()))) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length <= LARGEST) {
        return content;
      }
      throw new IOException("it has more than " + LARGEST + " bytes, or no end");
    } catch (NoSuchFileException e) {
      throw unreadable(named, "there is no such file here", e);
    } catch (IOException | InvalidPathException e) {
      throw unreadable(named, String.valueOf(e.getMessage()), e);
    }
  }

  private static IOException unreadable(NamedFile named, String why, Exception cause) {
    return new IOException(
        "Cannot ship the file %s of %s to the tasks: %s. Correct that setting, or the file."
            .formatted(named.path(), named.setting().name(), why),
        cause);
  }
}
