package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/** A line for each field of the outermost object and for each object of a list: can be grepped. */
final class LinePrinter implements PrettyPrinter {
  @Override
  public void writeStartObject(JsonGenerator out) throws IOException {
    JsonStreamContext outer = out.getOutputContext().getParent();
    out.writeRaw(outer != null && outer.inArray() ? "\n{" : "{");
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
    JsonStreamContext outer = out.getOutputContext().getParent();
    out.writeRaw(outer != null && outer.inRoot() ? ",\n" : ",");
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw(':');
  }

  @Override
  public void writeEndObject(JsonGenerator out, int entries) throws IOException {
    out.writeRaw('}');
  }

  @Override
  public void writeStartArray(JsonGenerator out) throws IOException {
    out.writeRaw('[');
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw(',');
  }

  @Override
  public void writeEndArray(JsonGenerator out, int values) throws IOException {
    out.writeRaw(']');
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator out) {}

  @Override
  public void beforeArrayValues(JsonGenerator out) {}

  @Override
  public void beforeObjectEntries(JsonGenerator out) {}
}
