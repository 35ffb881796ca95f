package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.convert.JsonStrings;
import dev.lintel.ddl.CounterUse;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.job.JobContext;
import dev.lintel.pipeline.job.Needs;
import dev.lintel.pipeline.job.Permission;
import dev.lintel.pipeline.job.Prepared;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.options.IntegerTimestampOptions;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import dev.lintel.transforms.WriteRows;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;

/** {@code ./lintel import}: creates the tables that are missing, and loads files into tables. */
public final class ImportCommand implements Job<ImportOptions> {

  @Override
  public Class<ImportOptions> optionsType() {
    return ImportOptions.class;
  }

  @Override
  public DatabaseName database(ImportOptions options) {
    return DatabaseName.of(options);
  }

  @Override
  public Needs needs(ImportOptions options) {
    Needs needs =
        Needs.of(this, options).withPermissions(Permission.WRITE, Permission.BEGIN_READ_WRITE);
    return changesSchema(options)
        ? needs.withPermissions(Permission.GET_DDL, Permission.UPDATE_DDL).withDatabaseCreation()
        : needs;
  }

  /** Whether there is DDL to apply: that of a file, or that of an export folder. */
  private static boolean changesSchema(ImportOptions options) {
    if (options.getDdlFile() != null) {
      return true;
    }
    try {
      return options.getInputDir() != null && ExportFolder.isExport(options.getInputDir());
    } catch (IOException | IllegalArgumentException e) {
      // The folder cannot be read, which is found by whoever reads it.
      return false;
    }
  }

  @Override
  public Prepared prepare(ImportOptions options, JobContext context)
      throws IOException, InterruptedException {
    ConnectionConfig config = context.config();
    Optional<ExportedInput> export = ExportedInput.find(options, context.problems());
    export.ifPresent(input -> noteFilesNotRead(input.notRead(), context.console()));
    RequestTimeout timeout = DatabaseAccess.requestTimeout(options);
    ImportTarget target = ImportTarget.inspect(config, timeout, wanted(options, export));
    ImportPlan plan = check(options, export, target, context.problems());
    plan = plan.withSchema(target.create(timeout));

    Pipeline pipeline = Pipeline.create(options);
    var rejected = RejectedRecords.of(options, context.runId());
    Supplier<CompletionSignals> signals =
        ImportPipeline.build(
            pipeline,
            config,
            plan,
            write(options, config, plan),
            counters(config, plan),
            context.runId(),
            rejected);
    return new Prepared(
        pipeline, signals, new ImportEnding(plan, rejected, options.getMaxFailures()));
  }

  private static void noteFilesNotRead(int files, Console console) {
    if (files > 0) {
      console.line(
          "lintel import: the store keeps no checksums of the export's files, and %d of them were"
                  .formatted(files)
              + " compared with their manifests by size only, because there is too much to read");
    }
  }

  private static Optional<DesiredSchema.Source> wanted(
      ImportOptions options, Optional<ExportedInput> export) {
    Optional<DesiredSchema> exported =
        export.flatMap(input -> input.schema(options.getDatabaseId()));
    if (exported.isPresent()) {
      return Optional.of(dialect -> exported.get());
    }
    return options.getDdlFile() == null ? Optional.empty() : Optional.of(DdlFile.read(options));
  }

  private static List<CounterUse> counters(ConnectionConfig config, ImportPlan plan)
      throws InterruptedException {
    Set<String> tables =
        plan.levels().stream()
            .flatMap(level -> level.tables().stream())
            .filter(name -> mayHaveCounter(config, plan.schema().findTable(name).orElseThrow()))
            .collect(Collectors.toSet());
    if (tables.isEmpty() || plan.operation() == Mutation.Op.UPDATE) {
      return List.of();
    }
    try (var lease = SpannerConnections.acquire(config)) {
      return WrittenCounters.read(lease.connection(), tables);
    }
  }

  /** Some emulators do not show that a column is an identity. */
  private static boolean mayHaveCounter(ConnectionConfig config, Table table) {
    return table.getColumns().stream()
        .filter(column -> column.getType().getCode() == Type.Code.INT64)
        .anyMatch(
            column ->
                column.getSource() == Column.Source.DEFAULT
                    || (config.isEmulator() && column.getSource() == Column.Source.WRITER));
  }

  private static ImportPlan check(
      ImportOptions options,
      Optional<ExportedInput> export,
      ImportTarget target,
      Problems problems) {
    var settings =
        export.isPresent()
            ? TextSettings.lossless()
            : TextSettings.of(options, problems)
                .withJsonStrings(JsonStrings.valueOf(options.getJsonStrings().name()))
                .withTimestampUnit(IntegerTimestampOptions.unitOf(options));
    List<ImportSource> sources =
        export.isPresent() ? export.get().sources(options) : ImportSources.find(options, problems);
    if (!sources.isEmpty()
        && sources.stream().flatMap(s -> s.format().stream()).noneMatch(Format::hasSchema)) {
      IntegerTimestampOptions.refuse(
          options, "is for Avro and Parquet, and there is no such file", problems);
    }
    var operation = Mutation.Op.valueOf(options.getMode().name());
    return new ImportPreflight(target.schema(), operation, Consent.of(options), settings)
        .check(sources, export.isPresent(), target.afterRows(), problems);
  }

  private static WriteRows write(ImportOptions options, ConnectionConfig config, ImportPlan plan) {
    WriteRows write =
        WriteRows.to(config)
            .withSchema(plan.schema())
            .withRequestOptions(DatabaseAccess.requestOptions(options));
    if (options.getMaxCommitDelayMillis() != null) {
      write = write.withMaxCommitDelay(Duration.ofMillis(options.getMaxCommitDelayMillis()));
    }
    return write;
  }
}
