package io.sluice.options;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Converts the text of a setting to a value, and back. Created once per key, immutable.
 *
 * @param <T> the value's Java type
 */
public final class Type<T> {

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]+)\\s*([a-zA-Z]*)");

  public static final Type<String> STRING =
      of("text", "text", Function.identity(), Function.identity());
  public static final Type<Integer> INT =
      of("whole number", "10", text -> number(text, Integer::valueOf), String::valueOf);
  public static final Type<Long> LONG =
      of("whole number", "10", text -> number(text, Long::valueOf), String::valueOf);

  /** Bytes: {@code 512m}; k, m, g, t are powers of 1024. */
  public static final Type<Long> SIZE = of("size", "512m", Type::size, Type::printSize);

  /**
   * {@code 500ms}, {@code 30s}, {@code 10m}, {@code 2h}, {@code 7d}: a number without a unit is not
   * allowed, except 0.
   */
  public static final Type<Duration> DURATION =
      of("duration", "10m", Type::duration, Type::printDuration);

  /** A number from 0 to 1, or a percentage: {@code 0.001}, {@code 0.1%}. */
  public static final Type<Double> RATIO = of("ratio", "0.001", Type::ratio, String::valueOf);

  public static final Type<Pattern> REGEX =
      of("regular expression", "app-.*", Type::regex, Pattern::pattern);
  public static final Type<ZoneId> ZONE =
      of("time zone", "Europe/Berlin", Type::zone, ZoneId::getId);
  public static final Type<Locale> LOCALE = of("locale", "en", Type::locale, Locale::toLanguageTag);

  /** A URI without user or password; these have keys of their own, of type {@link #SECRET}. */
  public static final Type<URI> URL = of("URI", "http://host:8081", Type::uri, URI::toString);

  /** A text that is never printed, neither in a message nor in a plan. */
  public static final Type<Secret> SECRET =
      of("secret", "${file:/etc/sluice/password}", Secret::of, Secret::reveal);

  private final String name;
  private final String example;
  private final Function<String, T> parser;
  private final Function<T, String> printer;

  private Type(
      String name, String example, Function<String, T> parser, Function<T, String> printer) {
    this.name = name;
    this.example = example;
    this.parser = parser;
    this.printer = printer;
  }

  /**
   * Creates a type.
   *
   * @param name what it is, without an article: "size"
   * @param example a text that {@code parser} accepts, for documentation and messages
   * @param parser throws an {@link IllegalArgumentException} with the reason: "not a size"
   * @param printer its inverse
   */
  public static <T> Type<T> of(
      String name, String example, Function<String, T> parser, Function<T, String> printer) {
    return new Type<>(name, example, parser, printer);
  }

  /** The constants of an enum in lower-case words: {@code NOT_SO_FAST} is {@code not-so-fast}. */
  public static <E extends Enum<E>> Type<E> words(Class<E> constants) {
    List<E> all = List.of(constants.getEnumConstants());
    String words = all.stream().map(Type::word).collect(Collectors.joining(", "));
    return of(
        "one of " + words,
        word(all.get(0)),
        text ->
            all.stream()
                .filter(each -> word(each).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not one of " + words)),
        Type::word);
  }

  /** Several values separated by commas; surrounding white space is ignored. */
  public static <E> Type<List<E>> list(Type<E> element) {
    return of(
        "list (" + element.name + ")",
        element.example,
        text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(element.parser)
                .toList(),
        values -> values.stream().map(element.printer).collect(Collectors.joining(",")));
  }

  /**
   * This type with an additional condition.
   *
   * @param mustBe completes the sentence "must be …"
   */
  public Type<T> where(Predicate<T> condition, String mustBe) {
    return of(
        name + ", " + mustBe,
        example,
        text -> {
          T value = parser.apply(text);
          if (!condition.test(value)) {
            throw new IllegalArgumentException("must be " + mustBe);
          }
          return value;
        },
        printer);
  }

  /** Its name, for the documentation. */
  public String name() {
    return name;
  }

  /** A text that this type accepts. */
  public String example() {
    return example;
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException with the reason why the text is not of this type
   */
  public T parse(String text) {
    return parser.apply(text);
  }

  public String print(T value) {
    return printer.apply(value);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <N> N number(String text, Function<String, N> parser) {
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a whole number in range", e);
    }
  }

  private static long size(String text) {
    var matcher = NUMBER_AND_UNIT.matcher(text);
    if (matcher.matches()) {
      int shift =
          switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "", "b" -> 0;
            case "k", "kb", "kib" -> 10;
            case "m", "mb", "mib" -> 20;
            case "g", "gb", "gib" -> 30;
            case "t", "tb", "tib" -> 40;
            default -> -1;
          };
      if (shift >= 0) {
        try {
          return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
        } catch (ArithmeticException | NumberFormatException e) {
          throw new IllegalArgumentException("a size beyond 64 bits", e);
        }
      }
    }
    throw new IllegalArgumentException("not a size in bytes, k, m, g or t");
  }

  private static String printSize(long bytes) {
    String units = "kmgt";
    int unit = 0;
    long rest = bytes;
    while (rest > 0 && rest % 1024 == 0 && unit < units.length()) {
      rest /= 1024;
      unit++;
    }
    return unit == 0 ? Long.toString(rest) : rest + units.substring(unit - 1, unit);
  }

  private static Duration duration(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    var matcher = NUMBER_AND_UNIT.matcher(text);
    if (matcher.matches()) {
      try {
        long number = Long.parseLong(matcher.group(1));
        Optional<Duration> duration =
            switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
              case "ms" -> Optional.of(Duration.ofMillis(number));
              case "s" -> Optional.of(Duration.ofSeconds(number));
              case "m", "min" -> Optional.of(Duration.ofMinutes(number));
              case "h" -> Optional.of(Duration.ofHours(number));
              case "d" -> Optional.of(Duration.ofDays(number));
              default -> Optional.empty();
            };
        if (duration.isPresent()) {
          return duration.get();
        }
      } catch (ArithmeticException | NumberFormatException e) {
        throw new IllegalArgumentException("a duration beyond 64 bits", e);
      }
    }
    throw new IllegalArgumentException("not a duration in ms, s, m, h or d");
  }

  private static String printDuration(Duration value) {
    long millis = value.toMillis();
    if (millis == 0) {
      return "0";
    }
    record Unit(String name, long millis) {}
    return List.of(
            new Unit("d", 86_400_000),
            new Unit("h", 3_600_000),
            new Unit("m", 60_000),
            new Unit("s", 1000),
            new Unit("ms", 1))
        .stream()
        .filter(unit -> millis % unit.millis() == 0)
        .findFirst()
        .map(unit -> millis / unit.millis() + unit.name())
        .orElseThrow();
  }

  private static double ratio(String text) {
    boolean percent = text.endsWith("%");
    try {
      double value =
          Double.parseDouble(percent ? text.substring(0, text.length() - 1).strip() : text);
      double ratio = percent ? value / 100 : value;
      if (ratio >= 0 && ratio <= 1) {
        return ratio;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number from 0 to 1, or per cent", e);
    }
    throw new IllegalArgumentException("not from 0 to 1");
  }

  private static Pattern regex(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "no regular expression (" + e.getDescription() + " near index " + e.getIndex() + ")", e);
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException("no time zone that Java knows", e);
    }
  }

  private static Locale locale(String text) {
    Locale locale = Locale.forLanguageTag(text.replace('_', '-'));
    if (locale.getLanguage().isEmpty()) {
      throw new IllegalArgumentException("no language tag");
    }
    return locale;
  }

  private static URI uri(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no URI (" + e.getReason() + ")", e);
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException("carries a user or password, which logs would show");
    }
    return uri;
  }
}
