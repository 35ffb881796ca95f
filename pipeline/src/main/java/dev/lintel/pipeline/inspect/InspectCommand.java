package dev.lintel.pipeline.inspect;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.convert.JsonStrings;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.StoredFile;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.options.IntegerTimestampOptions;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ./lintel inspect}: shows what an import would read of files. Writes nothing. */
public final class InspectCommand implements Command<InspectOptions> {

  private final Path here;

  public InspectCommand() {
    this(Path.of(""));
  }

  /**
   * @param here the current folder, which names of files are printed without
   */
  InspectCommand(Path here) {
    this.here = here;
  }

  @Override
  public Class<InspectOptions> optionsType() {
    return InspectOptions.class;
  }

  @Override
  public ExitStatus run(InspectOptions options, Environment environment)
      throws IOException, InterruptedException {
    var problems = new Problems();
    TextSettings settings =
        TextSettings.of(options, problems)
            .withJsonStrings(JsonStrings.valueOf(options.getJsonStrings().name()))
            .withTimestampUnit(IntegerTimestampOptions.unitOf(options));
    List<InspectedFile> files = InspectedFiles.of(options, settings, problems);
    Optional<DatabaseSchema> schema = schema(options, environment);
    Dialect dialect =
        schema.map(DatabaseSchema::getDialect).orElse(options.getDatabaseDialect().dialect());
    var types = new ColumnTypes(dialect);
    var report = new InspectReport(environment.out(), types, here);
    if (options.getDdl()) {
      return new ProposedDdl(dialect, settings).print(files, report);
    }
    report.files(files, bytes(files, options));
    List<Inspection> inspections = new ArrayList<>();
    for (FileSet set : FileSet.of(files)) {
      Inspection inspection =
          schema
              .map(found -> Inspection.of(set, found, settings, options.getRecords()))
              .orElseGet(() -> Inspection.of(set, types, settings, options.getRecords()));
      report.inspection(inspection);
      inspections.add(inspection);
    }
    report.end(inspections);
    return status(inspections);
  }

  private static Optional<DatabaseSchema> schema(InspectOptions options, Environment environment)
      throws InterruptedException {
    if (options.getDatabaseId() == null) {
      return Optional.empty();
    }
    var database = options.as(SpannerDatabaseOptions.class);
    ConnectionConfig config = DatabaseAccess.connection(database, environment);
    return Optional.of(
        DatabaseAccess.inspect(
            config,
            new Problems(),
            connection ->
                DatabaseAccess.requestTimeout(database)
                    .await(
                        "the schema of " + config.describe(),
                        () -> SchemaReader.read(connection.databaseClient()))));
  }

  private static Map<InspectedFile, Long> bytes(List<InspectedFile> files, InspectOptions options)
      throws IOException {
    ImmutableList<StoredFile> stored =
        StoredFile.of(files.stream().map(file -> file.file().resource()).toList(), options);
    Map<InspectedFile, Long> bytes = new HashMap<>();
    for (int i = 0; i < stored.size(); i++) {
      if (stored.get(i).failure().isEmpty()) {
        bytes.put(files.get(i), stored.get(i).bytes());
      }
    }
    return bytes;
  }

  /** What an import of the files would end with, as far as this shows. */
  private static ExitStatus status(List<Inspection> inspections) {
    if (inspections.stream().anyMatch(inspection -> !inspection.problems().isEmpty())) {
      return ExitStatus.USAGE;
    }
    return ExitStatus.ofFailures(
        inspections.stream()
            .flatMap(inspection -> inspection.records().stream())
            .mapToLong(FirstRecords::rejectedCount)
            .sum(),
        0);
  }
}
