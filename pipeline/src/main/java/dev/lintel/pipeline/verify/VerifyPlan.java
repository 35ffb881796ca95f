package dev.lintel.pipeline.verify;

import com.google.cloud.Timestamp;
import com.google.common.collect.ImmutableList;
import dev.lintel.compare.TableComparison;
import dev.lintel.connection.ConnectionConfig;
import java.util.Optional;

/**
 * What a run compares, checked against both sides. Immutable.
 *
 * @param reference the other database, or the folder
 * @param actual the schema of the checked database
 * @param schemas what was found of the schemas; its tables are those whose rows are compared
 * @param snapshot the time as of which the databases are read
 * @param note what the user should know of that time
 */
record VerifyPlan(
    Reference reference,
    DescribedSchema actual,
    SchemaComparison.Result schemas,
    Timestamp snapshot,
    Optional<String> note) {

  /** What the checked database is compared with. */
  sealed interface Reference {
    /** Its schema. */
    DescribedSchema schema();
  }

  /** A database, read as of the same time. */
  record OfDatabase(ConnectionConfig config, DescribedSchema schema) implements Reference {}

  /** The folder of an export. */
  record OfFolder(FolderReference folder) implements Reference {
    @Override
    public DescribedSchema schema() {
      return folder.schema();
    }
  }

  /** The tables whose rows are compared. */
  ImmutableList<TableComparison> tables() {
    return schemas.tables();
  }
}
