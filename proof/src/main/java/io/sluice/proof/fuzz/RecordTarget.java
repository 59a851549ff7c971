package io.sluice.proof.fuzz;

import io.sluice.proof.fuzz.record.RecordFuzz;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of Kafka, by the format of their values. */
final class RecordTarget implements FuzzCommand.Target {
  private @Nullable RecordFuzz fuzz;

  @Override
  public List<String> kinds() {
    return RecordFuzz.KINDS;
  }

  @Override
  public void fuzz(String kind, long seed) throws IOException {
    if (fuzz == null) {
      fuzz = RecordFuzz.open(kind);
    }
    fuzz.fuzz(seed);
  }

  @Override
  public void end() throws IOException {
    RecordFuzz ended = fuzz;
    fuzz = null;
    if (ended != null) {
      ended.close();
    }
  }
}
