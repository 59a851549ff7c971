package io.sluice.records.landing;

import io.sluice.records.merge.SchemaCopies;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** A topic's value as the record that its fields land in. */
final class ValueRecord {
  private ValueRecord() {}

  /**
   * The value itself, or a record around it if it is none. Whoever sends landed data again may have
   * registered a schema of ours: what it says of coordinates is nothing of these values.
   */
  static Schema of(String topic, Schema value) {
    if (value.getType() != Schema.Type.RECORD) {
      return wrap(topic, value);
    }
    return isOurs(value) ? foreign(value) : value;
  }

  private static boolean isOurs(Schema value) {
    return value.getObjectProps().keySet().stream().anyMatch(ValueRecord::isOurs)
        || value.getFields().stream()
            .anyMatch(
                field -> field.getObjectProps().keySet().stream().anyMatch(ValueRecord::isOurs));
  }

  private static boolean isOurs(String property) {
    return property.equals(LandingSchema.WRAPPED_PROPERTY)
        || property.equals(LandingSchema.VERSIONS_PROPERTY)
        || property.equals(Coordinate.PROPERTY);
  }

  private static Schema foreign(Schema value) {
    return SchemaCopies.without(value, ValueRecord::isOurs);
  }

  /** Its name lies in a namespace of ours, where it meets no other. */
  private static Schema wrap(String topic, Schema value) {
    Schema record = Schema.createRecord(name(topic), null, "io.sluice.landed", false);
    record.addProp(LandingSchema.WRAPPED_PROPERTY, true);
    record.setFields(List.of(new Schema.Field(LandingSchema.WRAPPED_FIELD, value)));
    return record;
  }

  /**
   * {@code orders.eu-west} becomes {@code OrdersEuWestValue}: Avro's names have letters, digits and
   * _.
   */
  private static String name(String topic) {
    StringBuilder name = new StringBuilder();
    for (String word : topic.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    if (name.length() == 0 || Character.isDigit(name.charAt(0))) {
      name.insert(0, "Topic");
    }
    return name.append("Value").toString();
  }
}
