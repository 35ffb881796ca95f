package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The scripts that tests run: those of this project, and those of the sample data if it is present.
 */
public final class DdlScripts {

  private static final Path SAMPLES = Path.of("../../shared/data");

  private DdlScripts() {}

  /** A script and its name in test reports. */
  public record Named(String name, DdlScript script) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Returns all scripts. */
  public static Stream<Named> all() {
    return Stream.concat(
        Stream.of(
            resource("everything-googlesql.sql", Dialect.GOOGLE_STANDARD_SQL),
            resource("everything-postgres.sql", Dialect.POSTGRESQL)),
        Stream.of(
                sample("openflights/schema.sql", Dialect.GOOGLE_STANDARD_SQL),
                sample("google-export/A.ddl.sql", Dialect.GOOGLE_STANDARD_SQL),
                sample("google-export/B.ddl.sql", Dialect.POSTGRESQL))
            .flatMap(sample -> sample));
  }

  /** Returns a script of this project. */
  public static Named resource(String name, Dialect dialect) {
    try {
      String text =
          Resources.toString(Resources.getResource(DdlScripts.class, name), StandardCharsets.UTF_8);
      return new Named(name, DdlScript.parse(text, dialect));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Named> sample(String name, Dialect dialect) {
    Path file = SAMPLES.resolve(name);
    try {
      return Files.exists(file)
          ? Stream.of(new Named(name, DdlScript.parse(Files.readString(file), dialect)))
          : Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
