package io.sluice.records.landing;

import io.sluice.records.merge.SchemaCopies;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** The record with the fields in which a topic's value lands. */
final class ValueRecord {
  private ValueRecord() {}

  /**
   * The value itself, or a wrapping record if it is not a record. If landed data are produced
   * again, their schema may be a landing schema: its properties about coordinates do not apply to
   * these values.
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

  /** Its name is in Sluice's own namespace, where it cannot conflict with others. */
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
