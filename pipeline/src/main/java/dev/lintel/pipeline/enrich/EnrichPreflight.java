package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.TimestampBound;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.files.TextFile;
import dev.lintel.pipeline.formats.FileShape;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordForm;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.QueryOption;
import dev.lintel.pipeline.options.IntegerTimestampOptions;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.pipeline.records.QueryResultShape;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import dev.lintel.transforms.SnapshotAge;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks everything that can be checked before anything is read, and collects all problems. It
 * reads through a lease that the caller releases before the pipeline runs.
 */
final class EnrichPreflight {
  private final EnrichOptions options;
  private final SpannerConnection connection;
  private final RequestTimeout timeout;
  private final Problems problems;

  /**
   * @param problems those that were found before; takes what else is wrong
   */
  EnrichPreflight(EnrichOptions options, SpannerConnection connection, Problems problems) {
    this.options = options;
    this.connection = connection;
    this.timeout = DatabaseAccess.requestTimeout(options);
    this.problems = problems;
  }

  /**
   * The result of the checks.
   *
   * @param files the files to read; empty for a query
   * @param schema the tables in which rows are looked up
   */
  record Checked(EnrichPlan plan, ImmutableList<String> files, DatabaseSchema schema) {}

  /**
   * The plan of this run.
   *
   * @throws UsageException with all problems, if there are any
   */
  Checked check(TimestampBound bound) throws InterruptedException {
    String database = connection.config().describe();
    timeout
        .await(
            "the version retention period of " + database,
            () -> SnapshotAge.of(connection).problem(bound))
        .ifPresent(problem -> problems.add("--snapshotTime: " + problem));
    DatabaseSchema schema =
        timeout.await(
            "the schema of " + database, () -> SchemaReader.read(connection.databaseClient()));
    if (options.getQuery() == null && options.getDataBoostEnabled()) {
      problems.add("--dataBoostEnabled goes with --query; rows are not looked up with Data Boost");
    }
    Optional<EnrichSpec> spec = spec();
    Optional<EnrichInput.Found> input =
        options.getQuery() == null
            ? EnrichInput.find(
                options,
                spec.map(EnrichSpec::fields).orElse(Map.of()),
                schema.getDialect(),
                problems)
            : query(spec.map(EnrichSpec::fields).orElse(Map.of()));

    RecordFields<?> fields = input.map(EnrichInput.Found::fields).orElse(null);
    var planner = new LookupPlanner(schema, fields, problems);
    spec.map(EnrichSpec::lookups).orElse(List.of()).forEach(planner::add);
    problems.throwIfAny();
    EnrichPlan plan = plan(input.orElseThrow(), planner);
    List<String> tables = plan.lookups().stream().map(PlannedLookup::table).toList();
    return new Checked(
        plan,
        input.get().files(),
        DatabaseSchema.of(
            schema.getDialect(),
            schema.getTables().stream()
                .filter(table -> tables.contains(table.getName()))
                .toList()));
  }

  private Optional<EnrichSpec> spec() {
    EnrichSpec spec;
    try {
      spec = EnrichSpec.parse(TextFile.read(options.getSpec()));
    } catch (IOException e) {
      problems.add("--spec: cannot read %s: %s".formatted(options.getSpec(), e.getMessage()));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      problems.add("--spec: %s: %s".formatted(options.getSpec(), e.getMessage()));
      return Optional.empty();
    }
    boolean rejects =
        spec.lookups().stream()
            .anyMatch(lookup -> MissingPolicy.DEAD_LETTER.specName().equals(lookup.whenMissing()));
    if (rejects && options.getInvalidOutputPath() == null) {
      problems.add(
          "--invalidOutputPath is required with \"whenMissing\": \"deadLetter\": the folder that"
              + " the records go to");
    }
    return Optional.of(spec);
  }

  private Optional<EnrichInput.Found> query(Map<String, String> declared)
      throws InterruptedException {
    TextOnly.check(options, "does not go with --query", problems);
    IntegerTimestampOptions.refuse(options, "does not go with --query", problems);
    if (!declared.isEmpty()) {
      problems.add("--spec: \"fields\" is for CSV and JSON Lines; a query has types itself");
    }
    return QueryOption.columns(options.getQuery(), connection, timeout, problems)
        .map(
            columns ->
                new EnrichInput.Found(
                    new QueryResultShape(columns), ImmutableList.of(), ImmutableList.of()));
  }

  private EnrichPlan plan(EnrichInput.Found input, LookupPlanner planner) {
    Format format = format(input.shape());
    InputShape shape =
        input
            .shape()
            .forKeys(planner.keyFields().stream().map(EnrichPlan.KeyField::field).toList());
    RecordForm form = format.formOf(shape);
    EnrichPlan plan =
        new EnrichPlan(
            shape,
            options.getQuery(),
            planner.keyFields(),
            form,
            ImmutableList.of(),
            format,
            input.partitions());
    plan = plan.withLookups(planner.lookups(form.columns().size() + input.partitions().size()));
    try {
      if (form.isFieldByField()) {
        // The same as on the workers, so that an error is found here.
        shape.fields().names().forEach(shape.fields()::reader);
      }
      plan.open(OutputStream.nullOutputStream()).close();
    } catch (IOException | RuntimeException e) {
      throw cannotBeWritten(format, e.getMessage());
    } catch (StackOverflowError e) {
      throw cannotBeWritten(format, "a record may contain others of its own type, without end");
    }
    return plan;
  }

  /** The format that is asked for, or else that of the input. */
  private Format format(InputShape input) {
    if (options.getFormat() != null) {
      return Formats.of(options.getFormat());
    }
    return input instanceof FileShape<?> files ? files.format() : Formats.of(RecordFormat.AVRO);
  }

  private static UsageException cannotBeWritten(Format format, String reason) {
    return new UsageException(
        "--format=%s: the records cannot be written so: %s".formatted(format.optionName(), reason));
  }
}
