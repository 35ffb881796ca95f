package dev.lintel.pipeline.load;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.connection.DatabaseCreation;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.ddl.DatabaseDefinitionReader;
import dev.lintel.ddl.DdlStatement;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The database that rows are loaded into, as it is and as it is to be.
 *
 * @param config how to reach it
 * @param exists whether the database exists
 * @param dialect its own, or the one that it is to have
 * @param missing the statements for what it lacks before rows can be written
 * @param afterRows the statements for what it is to have afterwards, whether it exists or not
 * @param missingAfterRows those of them that it lacks
 * @param schema its tables when rows are written
 * @param notes what of it cannot be created, in words
 */
public record LoadTarget(
    ConnectionConfig config,
    boolean exists,
    Dialect dialect,
    List<String> missing,
    ImmutableList<String> afterRows,
    ImmutableList<String> missingAfterRows,
    DatabaseSchema schema,
    ImmutableList<String> notes) {

  /**
   * Looks at the database and changes nothing.
   *
   * @param wanted what it is to have; empty for whatever it has
   * @throws UsageException if what is wanted cannot be read or is of another dialect, or there is
   *     no database and no DDL to create one
   */
  public static LoadTarget inspect(
      ConnectionConfig config, RequestTimeout timeout, Optional<DesiredSchema.Source> wanted)
      throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      SpannerConnection connection = lease.connection();
      DatabaseSchema current =
          timeout.await(schemaOf(config), () -> SchemaReader.read(connection.databaseClient()));
      Dialect dialect = current.getDialect();
      if (wanted.isEmpty()) {
        return new LoadTarget(
            config,
            true,
            dialect,
            List.of(),
            ImmutableList.of(),
            ImmutableList.of(),
            current,
            ImmutableList.of());
      }
      DesiredSchema desired = wanted.get().in(Optional.of(dialect));
      if (desired.dialect() != dialect) {
        throw new UsageException(
            "%s: it is for %s, and the database is %s"
                .formatted(desired.option(), desired.dialect(), dialect));
      }
      List<String> existing =
          timeout.await(
              schemaOf(config),
              () ->
                  DatabaseDefinitionReader.withNamedSchemas(
                      connection.databaseClient(), connection.getDdl()));
      desired.checkSpelling(current, existing);
      DatabaseSchema planned = desired.plannedOn(current);
      List<String> missing = desired.missing(existing);
      return new LoadTarget(
          config,
          true,
          dialect,
          missing,
          desired.afterRows(),
          DesiredSchema.missing(DesiredSchema.parse(desired.afterRows(), dialect), existing),
          missing.isEmpty() ? current : planned,
          desired.notes(existing));
    } catch (ConnectionFailedException e) {
      if (!e.isDatabaseMissing()) {
        throw e;
      }
      return new LoadTarget(config, wanted);
    }
  }

  /** The tables that the database has; empty if there is no such database. */
  public static Optional<DatabaseSchema> existing(ConnectionConfig config, RequestTimeout timeout)
      throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      SpannerConnection connection = lease.connection();
      return Optional.of(
          timeout.await(schemaOf(config), () -> SchemaReader.read(connection.databaseClient())));
    } catch (ConnectionFailedException e) {
      if (e.isDatabaseMissing()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A database that does not exist yet. */
  private LoadTarget(ConnectionConfig config, Optional<DesiredSchema.Source> wanted) {
    this(
        config,
        wanted
            .orElseThrow(
                () ->
                    new UsageException(
                        "--databaseId: there is no "
                            + config.describe()
                            + "; --ddlFile creates one"))
            .in(Optional.empty()));
  }

  /** The names of the tables that are to be created. */
  public ImmutableSet<String> missingTables() {
    return missing(DdlStatement.Kind.TABLE)
        .flatMap(statement -> statement.getName().stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Whether a proto bundle is to be created. */
  public boolean lacksProtoBundle() {
    return missing(DdlStatement.Kind.PROTO_BUNDLE).findAny().isPresent();
  }

  private Stream<DdlStatement> missing(DdlStatement.Kind kind) {
    return DesiredSchema.parse(missing, dialect).getStatements().stream()
        .filter(statement -> statement.getKind() == kind);
  }

  private LoadTarget(ConnectionConfig config, DesiredSchema desired) {
    this(
        config,
        false,
        desired.dialect(),
        desired.missing(List.of()),
        desired.afterRows(),
        desired.afterRows(),
        desired.planned(),
        desired.notes(List.of()));
  }

  /** Creates what is missing; returns the schema as it is then. */
  public DatabaseSchema create(RequestTimeout timeout) throws InterruptedException {
    return create(timeout, null);
  }

  /**
   * Creates what is missing; returns the schema as it is then.
   *
   * @param limit how long Spanner may take for it; null for the default
   */
  public DatabaseSchema create(RequestTimeout timeout, @Nullable Duration limit)
      throws InterruptedException {
    if (exists && missing.isEmpty()) {
      return schema;
    }
    if (!exists) {
      DatabaseCreation.create(
          config, dialect, missing, limit == null ? DatabaseCreation.TIMEOUT : limit);
    }
    try (var lease = SpannerConnections.acquire(config)) {
      SpannerConnection connection = lease.connection();
      if (exists && limit == null) {
        connection.updateDdl(missing);
      } else if (exists) {
        connection.updateDdl(missing, limit);
      }
      return timeout.await(schemaOf(config), () -> SchemaReader.read(connection.databaseClient()));
    }
  }

  private static String schemaOf(ConnectionConfig config) {
    return "the schema of " + config.describe();
  }
}
