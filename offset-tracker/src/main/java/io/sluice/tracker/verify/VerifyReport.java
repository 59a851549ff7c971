package io.sluice.tracker.verify;

import io.sluice.tracker.verify.Finding.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of {@code verify}.
 *
 * @param head version of the head, 0 for an empty ledger
 * @param entries that count
 * @param files that they name
 * @param records in those files
 * @param gone of these records, those that an operator has accepted as gone
 */
public record VerifyReport(
    long head, long entries, long files, long records, long gone, List<Finding> findings) {
  public VerifyReport {
    findings = List.copyOf(findings);
  }

  /** The worst result of the findings. */
  public Answer answer() {
    return findings.stream().map(Finding::answer).max(Answer::compareTo).orElse(Answer.SOUND);
  }

  /** The same, with further findings. */
  public VerifyReport with(List<Finding> more) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(more);
    return new VerifyReport(head, entries, files, records, gone, all);
  }
}
