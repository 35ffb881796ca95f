package dev.lintel.pipeline.report;

import java.util.Locale;

/**
 * The labels of an axis of seconds, in a unit that fits its steps.
 *
 * @param unit what the labels count
 * @param form how they are written
 */
public record TimeLabels(String unit, Form form) {

  /** How a label is written. */
  public enum Form {
    SECONDS,
    /** Minutes and seconds, such as 1:30. */
    CLOCK_MINUTES,
    MINUTES,
    /** Hours and minutes, such as 1:30. */
    CLOCK_HOURS,
    HOURS,
    DAYS
  }

  /** The labels of an axis. */
  public static TimeLabels of(Axis axis) {
    double step = axis.step();
    if (step < 60) {
      return axis.end() <= 120
          ? new TimeLabels("s", Form.SECONDS)
          : new TimeLabels("min:s", Form.CLOCK_MINUTES);
    } else if (step < 3600) {
      return axis.end() <= 7200
          ? new TimeLabels("min", Form.MINUTES)
          : new TimeLabels("h:min", Form.CLOCK_HOURS);
    }
    return step < 86_400 ? new TimeLabels("h", Form.HOURS) : new TimeLabels("d", Form.DAYS);
  }

  /** The label of a tick. */
  public String of(double seconds) {
    long whole = Math.round(seconds);
    return switch (form) {
      case SECONDS ->
          seconds == whole ? String.valueOf(whole) : String.format(Locale.ROOT, "%.2f", seconds);
      case CLOCK_MINUTES -> String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
      case MINUTES -> String.valueOf(whole / 60);
      case CLOCK_HOURS -> String.format(Locale.ROOT, "%d:%02d", whole / 3600, whole / 60 % 60);
      case HOURS -> String.valueOf(whole / 3600);
      case DAYS -> String.valueOf(whole / 86_400);
    };
  }
}
