package io.sluice.job.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number above 0, such as a version of the ledger. */
public final class PositiveNumber implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    if (!text.matches("0*[1-9][0-9]{0,17}")) {
      throw new TypeConversionException("it is no number above 0. Write for example 20.");
    }
    return Long.valueOf(text);
  }
}
