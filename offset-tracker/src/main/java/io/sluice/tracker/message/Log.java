package io.sluice.tracker.message;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one class. Each value and each exception of a line is written as {@link ForeignText},
 * because it may contain text from outside, so that one call writes one line, followed by the stack
 * of an exception. No other class of Sluice uses the logging library.
 */
public final class Log {
  private final Logger logger;

  Log(Logger logger) {
    this.logger = logger;
  }

  /** The log with the name of a class. */
  public static Log of(Class<?> owner) {
    return new Log(LoggerFactory.getLogger(owner));
  }

  /**
   * Logs a line.
   *
   * @param values of the places in the line; an exception as the last one adds its stack
   */
  public void debug(String line, Object... values) {
    if (logger.isDebugEnabled()) {
      logger.debug(line, clean(values));
    }
  }

  /** Logs a line at level INFO, as {@link #debug} does. */
  public void info(String line, Object... values) {
    if (logger.isInfoEnabled()) {
      logger.info(line, clean(values));
    }
  }

  /** Logs a line at level WARN, as {@link #debug} does. */
  public void warn(String line, Object... values) {
    if (logger.isWarnEnabled()) {
      logger.warn(line, clean(values));
    }
  }

  /** Logs a line at level ERROR, as {@link #debug} does. */
  public void error(String line, Object... values) {
    logger.error(line, clean(values));
  }

  private static Object[] clean(Object[] values) {
    Object[] clean = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      clean[i] =
          i == values.length - 1 && values[i] instanceof Throwable error
              ? ForeignError.of(error)
              : ForeignText.line(String.valueOf(values[i]));
    }
    return clean;
  }
}
