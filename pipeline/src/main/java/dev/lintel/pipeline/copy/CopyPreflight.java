package dev.lintel.pipeline.copy;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.files.TextFile;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.load.LoadTarget;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyPart;
import java.io.IOException;
import java.util.Optional;

/**
 * Checks everything that can be checked before anything is changed, and collects all problems. It
 * reads through leases that it releases before the pipeline runs.
 */
final class CopyPreflight {
  private final CopyOptions options;
  private final RequestTimeout timeout;
  private final Problems problems;

  /**
   * @param problems those that were found before; takes what else is wrong
   */
  CopyPreflight(CopyOptions options, Problems problems) {
    this.options = options;
    this.timeout = DatabaseAccess.requestTimeout(options);
    this.problems = problems;
  }

  /**
   * The result of the checks.
   *
   * @param target the destination as it is and as it is to be
   * @param notes what the user should know of the schema that is created
   */
  record Checked(CopyPlan plan, LoadTarget target, ImmutableList<String> notes) {}

  /**
   * The plan of this run.
   *
   * @throws UsageException with all problems, if there are any
   */
  Checked check(ConnectionConfig sourceConfig, ConnectionConfig destinationConfig)
      throws InterruptedException {
    CopySpec spec = spec();
    Optional<DatabaseSchema> existing = LoadTarget.existing(destinationConfig, timeout);
    SourceDatabase source =
        DatabaseAccess.inspect(
            sourceConfig,
            "--sourceDatabaseId",
            problems,
            connection -> SourceDatabase.read(options, spec, existing, connection, problems));
    problems.throwIfAny();
    CopiedSchema schema = new CopiedSchema(options, source, existing);
    LoadTarget target =
        LoadTarget.inspect(destinationConfig, timeout, Optional.of(schema::desired));
    schema.problems().forEach(problems::add);
    if (target.lacksProtoBundle()) {
      problems.add(
          "--sourceDatabaseId: the database has a proto bundle, which copy cannot create, as the"
              + " descriptors of its types are not read yet; create it in the destination, or name"
              + " tables without such types with --tableNames");
    }
    problems.throwIfAny();
    ImmutableList<CopiedTable> tables =
        new CopyPlanner(
                source.dialect(),
                target.schema(),
                operation(),
                options.getReplaceChildren(),
                Optional.ofNullable(spec.salt()),
                problems)
            .plan(source.shapes());
    if (options.getVerifyWritten()) {
      tables.forEach(table -> checkKey(table, target.schema()));
    }
    problems.throwIfAny();
    return new Checked(
        new CopyPlan(target.schema(), tables, source.snapshot(), operation(), target.afterRows()),
        target,
        ImmutableList.<String>builder().addAll(schema.notes()).addAll(target.notes()).build());
  }

  /** A row is read again by its key, so this has to be known before the row is written. */
  private void checkKey(CopiedTable copied, DatabaseSchema schema) {
    schema.findTable(copied.name()).orElseThrow().getPrimaryKey().stream()
        .map(KeyPart::getColumn)
        .filter(column -> !copied.isKnownBeforeWriting(column))
        .forEach(
            column ->
                problems.add(
                    "--verifyWritten",
                    ("the key of table %s has the column %s, whose values the destination makes, so"
                            + " its rows cannot be read again by their keys; leave the option out,"
                            + " and run verify after the copy")
                        .formatted(copied.name(), column)));
  }

  private Mutation.Op operation() {
    return Mutation.Op.valueOf(options.getMode().name());
  }

  private CopySpec spec() {
    if (options.getSpec() == null) {
      return CopySpec.NONE;
    }
    try {
      return CopySpec.parse(TextFile.read(options.getSpec()));
    } catch (IOException e) {
      problems.add("--spec: cannot read %s: %s".formatted(options.getSpec(), e.getMessage()));
    } catch (IllegalArgumentException e) {
      problems.add("--spec: %s: %s".formatted(options.getSpec(), e.getMessage()));
    }
    return CopySpec.NONE;
  }
}
