package io.sluice.mapper.json.value;

import com.fasterxml.jackson.core.JsonToken;
import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A union. The branch is the one that holds the value with the least {@link ConversionLoss}; of
 * several that lose nothing, or the same, the one with the lowest rank, then the first in the
 * schema.
 */
final class UnionEncoder implements ValueEncoder {
  private static final int[] NONE = {};

  private final String where;
  private final List<ValueEncoder> branches;
  private final Map<JsonToken, int[]> byToken = new EnumMap<>(JsonToken.class);

  UnionEncoder(String where, List<ValueEncoder> branches) {
    this.where = where;
    this.branches = List.copyOf(branches);
    for (JsonToken token : JsonToken.values()) {
      byToken.put(
          token,
          IntStream.range(0, branches.size())
              .filter(i -> branches.get(i).takes(token))
              .boxed()
              .sorted(Comparator.comparingInt(i -> branches.get(i).rank(token)))
              .mapToInt(i -> i)
              .toArray());
    }
  }

  @Override
  public boolean takes(JsonToken first) {
    return branches.stream().anyMatch(branch -> branch.takes(first));
  }

  @Override
  public int rank(JsonToken first) {
    return 0;
  }

  @Override
  public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
    int[] candidates = byToken.getOrDefault(in.token(), NONE);
    if (candidates.length == 0) {
      throw TypeMismatch.other(in, where, "none of its union's branches");
    }
    if (candidates.length == 1) {
      out.writeLong(candidates[0]);
      branches.get(candidates[0]).encode(in, out);
      return;
    }
    in.state().beginTrial();
    if (in.token().isStructStart()) {
      try (JsonInput part = in.apart()) {
        choose(in.state(), out, candidates, part);
      }
    } else {
      choose(in.state(), out, candidates, in);
    }
    in.state().endTrial();
  }

  /** Tries the candidates and leaves the best one written; the last one's error is the record's. */
  private void choose(ReadState state, AvroBuffer out, int[] candidates, JsonInput in)
      throws BadRecordException, IOException {
    ReadState.Mark mark = state.mark();
    int begin = out.length();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < candidates.length && least > 0; i++) {
      int start = out.length();
      state.losses(0);
      try {
        tryOne(candidates[i], out, in);
      } catch (BadRecordException e) {
        boolean isLast = i == candidates.length - 1;
        if (state.isGivenUp() || (isLast && start == begin)) {
          throw e;
        }
        out.cut(start);
        state.backTo(mark);
        continue;
      }
      if (start == begin || state.losses() < least) {
        least = state.losses();
        out.remove(begin, start);
      } else {
        out.cut(start);
      }
    }
    state.losses(Math.max(mark.losses(), mark.losses() + least));
  }

  private void tryOne(int candidate, AvroBuffer out, JsonInput in)
      throws BadRecordException, IOException {
    out.writeLong(candidate);
    if (in.isApart()) {
      in.state().checkRead(where);
      try (JsonInput once = in.again()) {
        try {
          branches.get(candidate).encode(once, out);
        } finally {
          in.state().addRead(once.taken());
        }
      }
    } else {
      branches.get(candidate).encode(in, out);
    }
  }
}
