package io.sluice.records.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Pairs the equal fields of two records: by name, otherwise by an alias of either of them. */
final class FieldPairs {
  private final Map<String, List<Schema.Field>> newestByName;
  private final Schema landed;
  private final IdentityHashMap<Schema.Field, Schema.Field> landedOf = new IdentityHashMap<>();
  private final Set<Schema.Field> paired = Collections.newSetFromMap(new IdentityHashMap<>());

  private FieldPairs(Schema newest, Schema landed) {
    this.landed = landed;
    for (Schema.Field field : newest.getFields()) {
      Optional.ofNullable(landed.getField(field.name())).ifPresent(was -> pair(field, was));
    }
    Map<String, List<Schema.Field>> landedByName = byName(landed);
    for (Schema.Field field : newest.getFields()) {
      if (!landedOf.containsKey(field)) {
        Stream.concat(Stream.of(field.name()), field.aliases().stream())
            .flatMap(name -> landedByName.getOrDefault(name, List.of()).stream())
            .filter(was -> !paired.contains(was) && isRenamed(field, was))
            .findFirst()
            .ifPresent(was -> pair(field, was));
      }
    }
    this.newestByName = byName(newest);
  }

  /** Fields by their names and aliases. */
  private static Map<String, List<Schema.Field>> byName(Schema record) {
    Map<String, List<Schema.Field>> fields = new HashMap<>();
    for (Schema.Field field : record.getFields()) {
      Stream.concat(Stream.of(field.name()), field.aliases().stream())
          .forEach(name -> fields.computeIfAbsent(name, key -> new ArrayList<>()).add(field));
    }
    return fields;
  }

  static FieldPairs of(Schema newest, Schema landed) {
    return new FieldPairs(newest, landed);
  }

  private void pair(Schema.Field field, Schema.Field was) {
    landedOf.put(field, was);
    paired.add(was);
  }

  /** A former name may now belong to another field, which then has another type. */
  private static boolean isRenamed(Schema.Field field, Schema.Field was) {
    return field.aliases().contains(was.name())
        || (was.aliases().contains(field.name()) && isAlike(field.schema(), was.schema()));
  }

  private static boolean isAlike(Schema newest, Schema landed) {
    BranchPairs pairs = BranchPairs.of(newest, landed);
    return pairs.newest().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .anyMatch(branch -> pairs.landedOf(branch).isPresent());
  }

  /** The landed field for a field of the newest record. */
  Optional<Schema.Field> landedOf(Schema.Field field) {
    return Optional.ofNullable(landedOf.get(field));
  }

  /** Fields that the newest record lacks. */
  List<Schema.Field> onlyLanded() {
    return landed.getFields().stream().filter(was -> !paired.contains(was)).toList();
  }

  /**
   * The common name of a field and its landed field: that of the newest, unless only the landed
   * field has both names.
   */
  static String name(Schema.Field field, Schema.Field was) {
    return field.aliases().contains(was.name()) ? field.name() : was.name();
  }

  /**
   * Adds all former names as aliases, because records with each name may occur. A name that now
   * belongs to another field is left out.
   */
  void addAliases(Schema.Field to, Schema.Field... from) {
    Set<String> aliases = new LinkedHashSet<>(to.aliases());
    for (Schema.Field each : from) {
      aliases.addAll(each.aliases());
    }
    List<String> more = new ArrayList<>(aliases);
    more.removeAll(to.aliases());
    more.stream().filter(alias -> !isTaken(alias, to)).forEach(to::addAlias);
  }

  private boolean isTaken(String alias, Schema.Field by) {
    return alias.equals(by.name())
        || newestByName.getOrDefault(alias, List.of()).stream()
            .anyMatch(other -> !isFieldOf(other, by));
  }

  private boolean isFieldOf(Schema.Field ofNewest, Schema.Field result) {
    return ofNewest.name().equals(result.name())
        || landedOf(ofNewest).filter(was -> was.name().equals(result.name())).isPresent();
  }
}
