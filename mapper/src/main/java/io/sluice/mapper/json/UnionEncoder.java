package io.sluice.mapper.json;

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
 * A union. The branch is chosen by what the value looks like; where several branches take it, by
 * trying them, the more special ones first.
 */
final class UnionEncoder implements ValueEncoder {
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
    int[] candidates = byToken.getOrDefault(in.token(), new int[0]);
    if (candidates.length == 0) {
      throw Expected.other(in, where, "none of its union's branches");
    }
    if (candidates.length == 1) {
      out.writeLong(candidates[0]);
      branches.get(candidates[0]).encode(in, out);
    } else if (in.token().isStructStart()) {
      tryStructures(in, out, candidates);
    } else {
      tryEach(in, out, candidates);
    }
  }

  private void tryStructures(JsonInput in, AvroBuffer out, int[] candidates)
      throws BadRecordException, IOException {
    try (JsonInput part = in.apart()) {
      for (int i = 0; i < candidates.length; i++) {
        try (JsonInput once = part.again()) {
          if (tryOne(once, out, candidates, i)) {
            return;
          }
        }
      }
    }
  }

  private void tryEach(JsonInput in, AvroBuffer out, int[] candidates)
      throws BadRecordException, IOException {
    for (int i = 0; i < candidates.length; i++) {
      if (tryOne(in, out, candidates, i)) {
        return;
      }
    }
  }

  /** The last one's error is the record's. */
  private boolean tryOne(JsonInput in, AvroBuffer out, int[] candidates, int index)
      throws BadRecordException, IOException {
    if (!in.state().mayTry()) {
      throw new BadRecordException(
          "json-ambiguous", where + " lies within too many unions whose branches look alike.");
    }
    int begin = out.length();
    int frame = in.state().top();
    try {
      out.writeLong(candidates[index]);
      branches.get(candidates[index]).encode(in, out);
      return true;
    } catch (BadRecordException e) {
      if (index == candidates.length - 1) {
        throw e;
      }
      out.cut(begin);
      in.state().popTo(frame);
      return false;
    }
  }
}
