package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.convert.JsonStrings;
import dev.lintel.ddl.CounterUse;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.files.CsvLineBreaks;
import dev.lintel.pipeline.files.UnpackLimit;
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
import dev.lintel.pipeline.load.Consent;
import dev.lintel.pipeline.load.DesiredSchema;
import dev.lintel.pipeline.load.LoadTarget;
import dev.lintel.pipeline.load.WrittenCounters;
import dev.lintel.pipeline.options.IntegerTimestampOptions;
import dev.lintel.transforms.BatchLimits;
import dev.lintel.transforms.WriteRows;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.checkerframework.checker.nullness.qual.Nullable;

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
    EarlyIndexes.withoutEffect(options, export)
        .ifPresent(line -> context.console().line("lintel import: " + line));
    RequestTimeout timeout = DatabaseAccess.requestTimeout(options);
    PrimaryKeys keys = PrimaryKeys.of(options, context.problems());
    if (options.getPrimaryKey() != null && export.isEmpty()) {
      context.problems().add(PrimaryKeys.OPTION, "is for the folder of an export of Avro files");
    }
    LoadTarget target = LoadTarget.inspect(config, timeout, wanted(options, export, keys));
    target.notes().forEach(note -> context.console().line("lintel import: " + note));
    export.ifPresent(input -> input.checkKeys(target, keys, context.problems()));
    ImportPlan plan = check(options, export, target, context.problems());
    plan = plan.withSchema(target.create(timeout, ddlLimit(options)));

    Pipeline pipeline = Pipeline.create(options);
    var rejected = RejectedRecords.of(options, context.runId());
    Supplier<CompletionSignals> signals =
        ImportPipeline.build(
            pipeline,
            config,
            plan,
            write(options, config, plan),
            RowSorting.of(options),
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
      ImportOptions options, Optional<ExportedInput> export, PrimaryKeys keys) {
    Optional<DesiredSchema> exported = export.flatMap(input -> input.schema(options, keys));
    if (exported.isPresent()) {
      return Optional.of(dialect -> exported.get());
    }
    return options.getDdlFile() == null ? Optional.empty() : Optional.of(DdlFile.read(options));
  }

  private static @Nullable Duration ddlLimit(ImportOptions options) {
    Integer minutes = options.getDdlCreationTimeoutInMinutes();
    return minutes == null ? null : Duration.ofMinutes(minutes);
  }

  private static List<CounterUse> counters(ConnectionConfig config, ImportPlan plan)
      throws InterruptedException {
    List<String> tables = plan.levels().stream().flatMap(level -> level.tables().stream()).toList();
    return plan.operation() == Mutation.Op.UPDATE
        ? List.of()
        : WrittenCounters.ofTables(config, plan.schema(), tables);
  }

  private static ImportPlan check(
      ImportOptions options, Optional<ExportedInput> export, LoadTarget target, Problems problems) {
    var settings =
        export.isPresent()
            ? TextSettings.lossless()
            : textSettings(options, problems)
                .withJsonStrings(JsonStrings.valueOf(options.getJsonStrings().name()))
                .withTimestampUnit(IntegerTimestampOptions.unitOf(options));
    List<ImportSource> sources =
        export.isPresent()
            ? export.get().sources(options)
            : ImportSources.find(options, target.dialect(), problems);
    if (!sources.isEmpty()
        && sources.stream().flatMap(s -> s.format().stream()).noneMatch(Format::hasSchema)) {
      IntegerTimestampOptions.refuse(
          options, "is for Avro and Parquet, and there is no such file", problems);
    }
    var operation = Mutation.Op.valueOf(options.getMode().name());
    return new ImportPreflight(
            target.schema(),
            operation,
            new Consent(options.getAllowGeneratedKeys(), options.getReplaceChildren()),
            settings,
            UnpackLimit.of(options))
        .check(sources, export.isPresent(), target.afterRows(), problems);
  }

  private static TextSettings textSettings(ImportOptions options, Problems problems) {
    TextSettings settings = TextSettings.of(options, problems);
    if (options.getHandleNewLine() == null) {
      return settings;
    }
    if (options.getCsvLineBreaks() != CsvLineBreaks.AUTO) {
      problems.add("--handleNewLine and --csvLineBreaks say the same; give one of them");
    }
    return settings.withLayout(
        settings
            .layout()
            .withLineBreaks(
                options.getHandleNewLine() ? CsvLineBreaks.QUOTED : CsvLineBreaks.NEVER));
  }

  private static WriteRows write(ImportOptions options, ConnectionConfig config, ImportPlan plan) {
    WriteRows write =
        WriteRows.to(config)
            .withSchema(plan.schema())
            .withRequestOptions(DatabaseAccess.requestOptions(options));
    if (options.getMaxCommitDelayMillis() != null) {
      write = write.withMaxCommitDelay(Duration.ofMillis(options.getMaxCommitDelayMillis()));
    }
    if (options.getMaxCommitRows() != null) {
      BatchLimits limits = options.getSort() ? BatchLimits.ofSortedRows() : BatchLimits.defaults();
      write = write.withBatchLimits(limits.withMaxRows(options.getMaxCommitRows()));
    }
    return write;
  }
}
