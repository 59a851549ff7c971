package io.sluice.proof.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All disks that there have been, by number, and what each call makes of each. */
public final class Disks {
  private record Asked(int disk, Call call) {}

  /**
   * The disk after a call, and the answer to it.
   *
   * @param disk its number
   */
  public record Effect(int disk, Answer answer) {}

  private final List<Disk> disks = new ArrayList<>();
  private final Map<Disk, Integer> numbers = new HashMap<>();
  private final Map<Asked, Effect> effects = new HashMap<>();

  public int number(Disk disk) {
    Integer known = numbers.putIfAbsent(disk, disks.size());
    if (known != null) {
      return known;
    }
    disks.add(disk);
    return disks.size() - 1;
  }

  public Effect after(int disk, Call call) {
    return effects.computeIfAbsent(
        new Asked(disk, call),
        asked -> {
          Disk.Effect effect = disks.get(disk).after(call);
          return new Effect(number(effect.disk()), effect.answer());
        });
  }

  public Disk disk(int number) {
    return disks.get(number);
  }

  public int count() {
    return disks.size();
  }
}
