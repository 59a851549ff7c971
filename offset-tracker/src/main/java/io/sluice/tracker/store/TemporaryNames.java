package io.sluice.tracker.store;

import java.util.UUID;

/**
 * Names of the temporary files that are written before they are put under their final names. Within
 * the state directory all of them are in one directory. Any other file is written beside its
 * target, hidden from readers, so that the quota, encryption zone, group and ACL of that directory
 * apply.
 */
record TemporaryNames(String stateDirectory) {
  String directory() {
    return stateDirectory + "/runs/.tmp";
  }

  String next(String target) {
    String name = UUID.randomUUID().toString();
    if (target.startsWith(stateDirectory + "/")) {
      return directory() + "/" + name;
    }
    return parent(target) + "/.sluice-" + name + ".tmp";
  }

  static String parent(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 1));
  }
}
