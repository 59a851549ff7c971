package io.sluice.tracker.verify;

import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import io.sluice.tracker.verify.DirectoryCheck.Presence;
import io.sluice.tracker.verify.ExpectedFiles.Directory;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks the topics' directories, each listed once, and then the expected directories that do not
 * exist.
 */
final class DirectoryWalk {
  private final Store store;
  private final ExpectedFiles expected;
  private final DirectoryCheck check;
  private final Set<String> seen = new HashSet<>();

  DirectoryWalk(Store store, ExpectedFiles expected, DirectoryCheck check) {
    this.store = store;
    this.expected = expected;
    this.check = check;
  }

  void walk() throws IOException {
    for (String root : expected.roots()) {
      if (!store.list(root).isEmpty()) {
        walk(root, root);
      }
    }
    for (Directory directory : List.copyOf(expected.directories())) {
      if (seen.add(directory.path())) {
        check.check(directory, Map.of(), Presence.GONE);
      }
    }
  }

  private void walk(String root, String path) throws IOException {
    if (!seen.add(path)) {
      return;
    }
    Map<String, Long> visible = new HashMap<>();
    for (Item item : store.list(path)) {
      if (item.name().isEmpty() || isHidden(item.name())) {
        continue;
      }
      if (item.type() == Item.Type.DIRECTORY) {
        walk(root, path + "/" + item.name());
      } else {
        visible.put(item.name(), item.length());
      }
    }
    Directory directory = expected.directory(path);
    directory.lieBelow(root);
    check.check(directory, visible, Presence.THERE);
  }

  /** These are hidden from readers. */
  private static boolean isHidden(String name) {
    return name.charAt(0) == '.' || name.charAt(0) == '_';
  }
}
