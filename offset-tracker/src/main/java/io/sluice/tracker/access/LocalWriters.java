package io.sluice.tracker.access;

import io.sluice.tracker.message.ShellWord;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writers on a local disk. Java cannot read ACLs: with an ACL, the group rights are its mask. */
final class LocalWriters implements Writers {
  private static final int STICKY = 01000;
  private final LocalRights rights = new LocalRights();

  @Override
  public String user() throws IOException {
    return LocalRights.user();
  }

  @Override
  public Optional<Item> at(String path) throws IOException {
    Path at = Path.of(path);
    if (!rights.isKnownTo(at)) {
      return Optional.empty();
    }
    try {
      return Optional.of(item(at, Files.readAttributes(at, PosixFileAttributes.class)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Item item(Path path, PosixFileAttributes attributes) throws IOException {
    Set<PosixFilePermission> given = attributes.permissions();
    String owner = attributes.owner().getName();
    String group = attributes.group().getName();
    List<String> others = new ArrayList<>();
    if (given.contains(PosixFilePermission.GROUP_WRITE) && !group.equals(owner)) {
      others.add("group " + group);
    }
    if (given.contains(PosixFilePermission.OTHERS_WRITE)) {
      others.add("everybody");
    }
    boolean entered =
        attributes.isDirectory()
            && (given.contains(PosixFilePermission.GROUP_EXECUTE)
                || given.contains(PosixFilePermission.OTHERS_EXECUTE));
    int mode = (int) Files.getAttribute(path, "unix:mode");
    return new Item(
        path.toString(),
        owner,
        others,
        (mode & STICKY) != 0 ? Stickiness.STICKY : Stickiness.FREE,
        entered ? Entry.OTHERS_TOO : Entry.OWNER_ONLY);
  }

  @Override
  public List<String> above(String directory) throws IOException {
    List<String> above = new ArrayList<>();
    PathWalk.to(Path.of(directory)).directories().forEach(each -> above.add(0, each.toString()));
    return above;
  }

  @Override
  public List<Link> links(String directory) throws IOException {
    List<Link> links = new ArrayList<>();
    for (Path each : PathWalk.to(Path.of(directory)).links()) {
      String owner = Files.getOwner(each, LinkOption.NOFOLLOW_LINKS).getName();
      links.add(new Link(each.toString(), owner));
    }
    return links;
  }

  @Override
  public List<Item> in(String directory) throws IOException {
    List<Item> items = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(Path.of(directory))) {
      for (Path path : stream) {
        unlessGone(path).ifPresent(items::add);
      }
    } catch (NotDirectoryException | NoSuchFileException e) {
      return List.of();
    }
    return items;
  }

  /**
   * Empty if it was deleted since it was listed, or is a link, which is refused when it is used.
   */
  private static Optional<Item> unlessGone(Path path) throws IOException {
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isSymbolicLink() ? Optional.empty() : Optional.of(item(path, attributes));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public String closing(String path) {
    return "chmod -R go-w " + ShellWord.of(path);
  }

  @Override
  public String closingAlone(String path) {
    return "chmod go-w " + ShellWord.of(path);
  }

  @Override
  public String handingOver(String path) throws IOException {
    return "chown -R %s %s".formatted(user(), ShellWord.of(path));
  }
}
