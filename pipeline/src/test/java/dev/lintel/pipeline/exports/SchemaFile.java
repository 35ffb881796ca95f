package dev.lintel.pipeline.exports;

import static java.util.Map.entry;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import dev.lintel.ddl.DdlScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One file of the schema corpus: DDL as people write it, one construct a file. Its name is the
 * construct, its folder the dialect.
 */
record SchemaFile(Dialect dialect, Path path) {

  /** What the emulator cannot do, by the folder and name of the file, with the reason. */
  private static final ImmutableMap<String, String> GAPS_OF_THE_EMULATOR =
      ImmutableMap.copyOf(
          Map.ofEntries(
              entry(
                  "googlesql/unknown-clauses.sql",
                  "it has no locality groups, no options of tables, and no clause that is newer"),
              entry("googlesql/rename-several.sql", "RENAME TABLE is an internal error there"),
              entry("googlesql/remote-function.sql", "it has no functions"),
              entry("googlesql/no-primary-key.sql", "it requires a primary key"),
              entry(
                  "postgresql/unknown-clauses.sql",
                  "it has no locality groups, no WITH, and no clause that is newer"),
              entry("postgresql/serial-types.sql", "it has no serial types"),
              entry("postgresql/synonym.sql", "it takes a synonym and does not print it"),
              entry("postgresql/alter-not-null.sql", "SET NOT NULL is an internal error there"),
              entry("postgresql/no-primary-key.sql", "it requires a primary key")));

  static Stream<SchemaFile> all() {
    return Stream.of(Dialect.values()).flatMap(dialect -> all(dialect).stream());
  }

  /** Returns the files of a dialect, by name. */
  static List<SchemaFile> all(Dialect dialect) {
    try (Stream<Path> files =
        Files.list(
            Path.of(Resources.getResource(SchemaFile.class, "schemas").toURI())
                .resolve(folder(dialect)))) {
      return files.sorted().map(path -> new SchemaFile(dialect, path)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String folder(Dialect dialect) {
    return dialect == Dialect.POSTGRESQL ? "postgresql" : "googlesql";
  }

  /** Returns why the emulator cannot run the file; empty if it can. */
  Optional<String> gapOfTheEmulator() {
    return Optional.ofNullable(GAPS_OF_THE_EMULATOR.get(toString()));
  }

  String text() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DdlScript script() {
    return DdlScript.parse(text(), dialect);
  }

  @Override
  public String toString() {
    return folder(dialect) + "/" + path.getFileName();
  }
}
