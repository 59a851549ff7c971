package io.sluice.writers;

import io.sluice.options.Type;
import io.sluice.writers.avro.AvroFormat;
import io.sluice.writers.file.FileFormat;
import io.sluice.writers.parquet.ParquetFormat;
import io.sluice.writers.text.TextFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of landed files. */
public final class FileFormats {
  /** All of them; a new one is added here. */
  public static final List<FileFormat> ALL =
      List.of(AvroFormat.FORMAT, ParquetFormat.FORMAT, TextFormat.FORMAT);

  private static final String NAMES =
      ALL.stream().map(FileFormat::name).collect(Collectors.joining(", "));

  static final Type<FileFormat> TYPE =
      Type.of("one of " + NAMES, ALL.get(0).name(), FileFormats::named, FileFormat::name);

  private FileFormats() {}

  private static FileFormat named(String name) {
    return ALL.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not one of " + NAMES));
  }

  /** The format of a file with this path; empty if no format has its extension. */
  public static Optional<FileFormat> ofFile(String path) {
    return ALL.stream()
        .filter(each -> each.extensions().stream().anyMatch(end -> path.endsWith("." + end)))
        .findFirst();
  }
}
