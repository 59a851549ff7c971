package io.sluice.testbed.tour.events;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** The schemas of the shop's events. */
final class ShopSchemas {
  /** The field that only the second version of an order has. */
  static final String LATER_FIELD = "delivery_note";

  private ShopSchemas() {}

  static String text(String name) throws IOException {
    String file = name + ".avsc";
    try (InputStream schema = ShopSchemas.class.getResourceAsStream(file)) {
      if (schema == null) {
        throw new IOException("Cannot read " + file + ": it is not on the class path.");
      }
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Schema parsed(String name) throws IOException {
    return new Schema.Parser().parse(text(name));
  }

  /** The order as later versions of the checkout write it: with one more field, nullable. */
  static Schema laterOrder() throws IOException {
    Schema order = parsed("order");
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : order.getFields()) {
      fields.add(new Schema.Field(field, field.schema()));
    }
    Schema optionalText =
        Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
    fields.add(new Schema.Field(LATER_FIELD, optionalText, null, JsonProperties.NULL_VALUE));
    return Schema.createRecord(
        order.getName(), order.getDoc(), order.getNamespace(), false, fields);
  }
}
