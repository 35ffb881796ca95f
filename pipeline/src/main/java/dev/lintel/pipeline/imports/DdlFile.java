package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Dialect;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.files.TextFile;
import dev.lintel.pipeline.load.DesiredSchema;
import dev.lintel.pipeline.load.TargetDialect;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of {@code --ddlFile}, and the dialect that it is in.
 *
 * @param given the dialect, if the user names it
 */
record DdlFile(String text, Optional<Dialect> given, String databaseId)
    implements DesiredSchema.Source {

  private static final Pattern LINE = Pattern.compile("Line (\\d+):");

  /**
   * Reads the file.
   *
   * @throws UsageException if it cannot be read
   */
  static DdlFile read(ImportOptions options) {
    try {
      return new DdlFile(
          TextFile.read(options.getDdlFile()),
          Optional.ofNullable(options.getDatabaseDialect()).map(TargetDialect::dialect),
          options.getDatabaseId());
    } catch (IOException e) {
      throw new UsageException(
          "--ddlFile: cannot read %s: %s".formatted(options.getDdlFile(), e.getMessage()));
    }
  }

  @Override
  public DesiredSchema in(Optional<Dialect> ofDatabase) {
    if (ofDatabase.isPresent() && given.isPresent() && !given.equals(ofDatabase)) {
      throw new UsageException(
          "--databaseDialect: it is %s, and the database is %s"
              .formatted(given.get(), ofDatabase.get()));
    }
    Optional<Dialect> known = ofDatabase.or(() -> given);
    return known.isPresent() ? DesiredSchema.ofFile(text, known.get(), databaseId) : byText();
  }

  /** Only one of the dialects can read most files. */
  private DesiredSchema byText() {
    UsageException inGoogleSql;
    try {
      return readWhole(Dialect.GOOGLE_STANDARD_SQL);
    } catch (UsageException e) {
      inGoogleSql = e;
    }
    try {
      return readWhole(Dialect.POSTGRESQL);
    } catch (UsageException e) {
      // The dialect that reads more of the file is likely to be the right one.
      throw line(e) > line(inGoogleSql) ? e : inGoogleSql;
    }
  }

  private DesiredSchema readWhole(Dialect dialect) {
    DesiredSchema schema = DesiredSchema.ofFile(text, dialect, databaseId);
    schema.planned();
    return schema;
  }

  private static int line(UsageException e) {
    Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
    return line.find() ? Integer.parseInt(line.group(1)) : 0;
  }
}
