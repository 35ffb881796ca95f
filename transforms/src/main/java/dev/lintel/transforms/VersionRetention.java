package dev.lintel.transforms;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.ddl.DatabaseDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a database keeps old versions of its rows. Immutable.
 *
 * @param period Spanner's {@code version_retention_period}: one hour by default, at most a week
 */
public record VersionRetention(Duration period) {

  /** Spanner keeps versions for a week at most. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** The default, by Spanner's documentation. */
  static final Duration DEFAULT = Duration.ofHours(1);

  private static final String OPTION = "version_retention_period";
  private static final Pattern PERIOD = Pattern.compile("(\\d+)\\s*([smhd])");

  /**
   * Returns the period of the connection's database, {@linkplain SpannerConnection#cached cached}.
   *
   * @throws SpannerException if it cannot be read in time
   */
  public static VersionRetention of(SpannerConnection connection) throws InterruptedException {
    return connection.cached(VersionRetention.class, VersionRetention::read);
  }

  /** Reads the period from the database; the default if the database does not show it. */
  static VersionRetention read(SpannerConnection connection) {
    return new VersionRetention(
        fromInformationSchema(connection)
            .or(() -> fromDdl(connection))
            .flatMap(VersionRetention::parse)
            .orElse(DEFAULT));
  }

  /** Parses a period such as {@code 90m} or {@code 7d}; empty if it is not a period. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = PERIOD.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "d" -> Duration.ofDays(amount);
          case "h" -> Duration.ofHours(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofSeconds(amount);
        });
  }

  private static Optional<String> fromInformationSchema(SpannerConnection connection) {
    var statement =
        Statement.of(
            "SELECT option_value FROM information_schema.database_options WHERE option_name = '%s'"
                .formatted(OPTION));
    try (var rows = connection.databaseClient().singleUse().executeQuery(statement)) {
      return rows.next() && !rows.isNull(0) ? Optional.of(rows.getString(0)) : Optional.empty();
    } catch (SpannerException e) {
      if (e.getErrorCode() == ErrorCode.INVALID_ARGUMENT
          || e.getErrorCode() == ErrorCode.NOT_FOUND) {
        // An older server does not have that view.
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The emulator shows it only in the DDL, which needs another permission. */
  private static Optional<String> fromDdl(SpannerConnection connection) {
    try {
      return inDdl(connection.databaseClient().getDialect(), connection.getDdl());
    } catch (SpannerException e) {
      if (e.getErrorCode() == ErrorCode.PERMISSION_DENIED
          || e.getErrorCode() == ErrorCode.UNIMPLEMENTED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static Optional<String> inDdl(Dialect dialect, List<String> ddl) {
    return DatabaseDefinition.of(dialect, ddl).getOptions().stream()
        .filter(option -> option.name().equals(OPTION))
        .map(option -> option.text(dialect))
        .findFirst();
  }

  /** Formats a duration for people, with its two largest units. */
  static String describe(Duration time) {
    long days = time.toDays();
    if (days > 0) {
      return "%d d %d h".formatted(days, time.toHoursPart());
    }
    if (time.toHours() > 0) {
      return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
        : "%d s".formatted(time.toSeconds());
  }

  @Override
  public String toString() {
    return describe(period);
  }
}
