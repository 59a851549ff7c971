package io.sluice.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sluice.options.BoundedPattern.Match;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedPatternTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+",
        "(a|aa)*",
        "(.*a){25}",
        "([a-z.]+)*",
        "(a*)*b",
        "(?:a?){60}a{60}",
        "(a+)+\\.prod",
        "(?=(a+)+$).*",
        "((a|b)*)*c"
      })
  void aNameThatWasChosenForThePatternEndsTheMatch(String pattern) {
    BoundedPattern bounded = BoundedPattern.of(Pattern.compile(pattern));

    Match match =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> bounded.match("a".repeat(248) + "!"));

    assertNotEquals(Match.YES, match);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(x+x+)+y", "(.*x){12}y", "(x+)+\\1y"})
  void whatCannotBeFoundOutInTimeIsUndecided(String pattern) {
    assertEquals(Match.UNDECIDED, match(pattern, "x".repeat(249)));
    assertEquals(Match.NO, match(pattern, "orders"));
  }

  @Test
  void ordinaryPatternsAreDecidedForTheLongestNames() {
    StringBuilder hundred = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      hundred.append("team-").append(i).append("\\..*|");
    }
    String name = "team-99." + "x".repeat(241);

    assertEquals(Match.YES, match(hundred + "zz", name));
    assertEquals(Match.NO, match(hundred + "zz", "other." + "x".repeat(243)));
    assertEquals(Match.YES, match(".*[.]x*.*x", name));
    assertEquals(Match.YES, match("(team|shop)[-.].*", name));
    assertEquals(Match.NO, match("(?!team).*", name));
    assertEquals(Match.YES, match(".*.*.*x", name));
  }

  private static Match match(String pattern, String name) {
    return BoundedPattern.of(Pattern.compile(pattern)).match(name);
  }
}
