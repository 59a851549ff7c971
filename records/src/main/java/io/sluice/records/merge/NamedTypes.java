package io.sluice.records.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The named types of a merged schema. A schema cannot contain two types of one name. A record is
 * that of the newest schema; an enum has the symbols of both, those of the newest schema first; of
 * two decimals the wider one is kept.
 */
final class NamedTypes {
  private final Map<String, Schema> byName = new HashMap<>();
  private final Map<String, Schema> ofLanded = new HashMap<>();

  NamedTypes(Schema newest, Schema landed) {
    collect(newest, byName);
    collect(landed, ofLanded);
    ofLanded.forEach((name, type) -> byName.computeIfPresent(name, (key, own) -> both(own, type)));
  }

  private static void collect(Schema schema, Map<String, Schema> types) {
    switch (schema.getType()) {
      case RECORD -> {
        if (types.putIfAbsent(schema.getFullName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), types));
        }
      }
      case ENUM, FIXED -> types.put(schema.getFullName(), schema);
      case ARRAY -> collect(schema.getElementType(), types);
      case MAP -> collect(schema.getValueType(), types);
      case UNION -> schema.getTypes().forEach(each -> collect(each, types));
      default -> {}
    }
  }

  private static Schema both(Schema newest, Schema landed) {
    if (newest.getType() != landed.getType()) {
      return newest;
    }
    return switch (newest.getType()) {
      case ENUM -> withSymbols(newest, landed.getEnumSymbols());
      case FIXED ->
          newest.getFixedSize() == landed.getFixedSize()
              ? WiderType.ofDecimals(newest, landed)
              : newest;
      default -> newest;
    };
  }

  private static Schema withSymbols(Schema newest, List<String> more) {
    List<String> symbols = new ArrayList<>(newest.getEnumSymbols());
    more.stream().filter(each -> !newest.hasEnumSymbol(each)).forEach(symbols::add);
    if (symbols.size() == newest.getEnumSymbols().size()) {
      return newest;
    }
    try {
      Schema both =
          Schema.createEnum(
              newest.getName(),
              newest.getDoc(),
              newest.getNamespace(),
              symbols,
              newest.getEnumDefault());
      newest.getAliases().forEach(both::addAlias);
      both.addAllProps(newest);
      return both;
    } catch (AvroRuntimeException e) {
      // For symbols that only a lenient parser accepts, the enum is kept as registered.
      return newest;
    }
  }

  /** The record of that name; the given one if there is none so far. */
  Schema record(Schema landed) {
    Schema known = byName.putIfAbsent(landed.getFullName(), landed);
    return known == null ? landed : known;
  }

  /** The landed record of that name, wherever it is used; the given one if there is none. */
  Schema landedRecord(Schema newest) {
    Schema landed = ofLanded.getOrDefault(newest.getFullName(), newest);
    return landed.getType() == Schema.Type.RECORD ? landed : newest;
  }

  /** The enum or fixed of that name; the given one if there is none. */
  Schema type(Schema landed) {
    return byName.getOrDefault(landed.getFullName(), landed);
  }
}
