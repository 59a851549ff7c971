package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JSON form of a sealed type: first the kind, then the fields of the record of that kind. */
public final class KindsForm<T> implements JsonFile.Body<T> {
  private static final Field.Named<String> KIND = Field.text("kind");

  private final Class<T> type;
  private final Map<String, RecordForm<?>> forms;
  private final Map<Class<?>, String> kinds = new HashMap<>();

  private KindsForm(Class<T> type, Map<String, RecordForm<?>> forms) {
    this.type = type;
    this.forms = forms;
    forms.forEach((kind, form) -> kinds.put(form.type(), kind));
  }

  /**
   * The form with these kinds.
   *
   * @throws IllegalArgumentException unless there is one for each record that the type permits
   */
  public static <T> KindsForm<T> of(Class<T> type, Map<String, RecordForm<?>> forms) {
    KindsForm<T> form = new KindsForm<>(type, forms);
    Set<Class<?>> permitted = records(type).collect(Collectors.toSet());
    if (!permitted.equals(form.kinds.keySet())) {
      throw new IllegalArgumentException(
          "Forms of " + form.kinds.keySet() + " are not those of " + permitted);
    }
    return form;
  }

  private static Stream<Class<?>> records(Class<?> of) {
    return of.isSealed()
        ? Stream.of(of.getPermittedSubclasses()).flatMap(KindsForm::records)
        : Stream.of(of);
  }

  @Override
  public void writeFields(JsonGenerator out, T value) throws IOException {
    String kind = Optional.ofNullable(kinds.get(value.getClass())).orElseThrow();
    KIND.write(out, kind);
    write(out, form(kind).orElseThrow(), value);
  }

  private static <R extends Record> void write(JsonGenerator out, RecordForm<R> form, Object value)
      throws IOException {
    form.writeFields(out, form.type().cast(value));
  }

  @Override
  public T readFields(JsonReader in) throws IOException {
    String kind = readKind(in);
    RecordForm<?> form = form(kind).orElseThrow(() -> in.newer("kind '" + kind + "'"));
    return type.cast(form.readFields(in));
  }

  private Optional<RecordForm<?>> form(String kind) {
    return Optional.ofNullable(forms.get(kind));
  }

  /** Reads the kind, and no further. */
  public String readKind(JsonReader in) throws IOException {
    if (!in.nextField() || !in.name().equals(KIND.name())) {
      throw in.missing(KIND.name());
    }
    in.next();
    return in.text();
  }
}
