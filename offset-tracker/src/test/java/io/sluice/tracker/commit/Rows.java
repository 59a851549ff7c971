package io.sluice.tracker.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of one file.
 *
 * @param offsets by generation
 */
record Rows(List<Row> all, Map<Generation, BitSet> offsets) {
  static final Rows NONE = new Rows(List.of(), Map.of());

  static Rows parse(byte[] content) {
    List<Row> all = new String(content, UTF_8).lines().map(Row::parse).toList();
    Map<Generation, BitSet> offsets = new HashMap<>();
    for (Row row : all) {
      offsets.computeIfAbsent(row.generation(), key -> new BitSet()).set((int) row.offset());
    }
    return new Rows(all, offsets);
  }
}
