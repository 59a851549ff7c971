package io.sluice.records.merge;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.apache.avro.Schema;

/** Pairs the equal branches of two unions. A schema that is not a union is its own only branch. */
final class BranchPairs {
  private static final int NONE = -1;

  private final List<Schema> newest;
  private final List<Schema> landed;
  private final int[] landedOf;

  private BranchPairs(List<Schema> newest, List<Schema> landed) {
    this.newest = newest;
    this.landed = landed;
    this.landedOf = new int[newest.size()];
    Arrays.fill(landedOf, NONE);
    pair(BranchPairs::isSame);
    pair((now, was) -> WiderType.holds(now, was) || WiderType.holds(was, now));
  }

  static BranchPairs of(Schema newest, Schema landed) {
    return new BranchPairs(branches(newest), branches(landed));
  }

  static List<Schema> branches(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : List.of(schema);
  }

  private void pair(BiPredicate<Schema, Schema> alike) {
    for (int now = 0; now < newest.size(); now++) {
      for (int was = 0; was < landed.size() && landedOf[now] == NONE; was++) {
        if (partner(was) == NONE && alike.test(newest.get(now), landed.get(was))) {
          landedOf[now] = was;
        }
      }
    }
  }

  private int partner(int was) {
    return IntStream.range(0, landedOf.length)
        .filter(now -> landedOf[now] == was)
        .findFirst()
        .orElse(NONE);
  }

  private static boolean isSame(Schema now, Schema was) {
    return now.getType() == was.getType() && now.getFullName().equals(was.getFullName());
  }

  List<Schema> newest() {
    return newest;
  }

  List<Schema> landed() {
    return landed;
  }

  /** The landed branch for a branch of the newest schema. */
  Optional<Schema> landedOf(Schema branch) {
    int was = landedOf[indexOf(newest, branch)];
    return was == NONE ? Optional.empty() : Optional.of(landed.get(was));
  }

  /** The branch of the newest schema for a landed branch. */
  Optional<Schema> newestOf(Schema branch) {
    int now = partner(indexOf(landed, branch));
    return now == NONE ? Optional.empty() : Optional.of(newest.get(now));
  }

  List<Schema> onlyNewest() {
    return newest.stream().filter(each -> landedOf(each).isEmpty()).toList();
  }

  List<Schema> onlyLanded() {
    return landed.stream().filter(each -> newestOf(each).isEmpty()).toList();
  }

  /** A union contains no branch twice, so equal branches are the same branch. */
  private static int indexOf(List<Schema> branches, Schema branch) {
    return IntStream.range(0, branches.size())
        .filter(index -> isSame(branches.get(index), branch))
        .findFirst()
        .orElseThrow();
  }
}
