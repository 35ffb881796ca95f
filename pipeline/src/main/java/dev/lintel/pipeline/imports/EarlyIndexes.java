package dev.lintel.pipeline.imports;

import dev.lintel.pipeline.load.DesiredSchema;
import java.util.Optional;

/** Whether the indexes of an export are created before the rows. */
final class EarlyIndexes {
  private EarlyIndexes() {}

  /** The schema of an export with its indexes where the options want them. */
  static DesiredSchema of(ImportOptions options, DesiredSchema schema) {
    return options.getEarlyIndexCreateFlag()
        ? schema.withManyIndexesBeforeRows(options.getEarlyIndexCreateThreshold())
        : schema;
  }

  /**
   * A line about options that ask for something that this import does not do; empty if there are
   * none. They are no error, as launches of Google's template give them always.
   */
  static Optional<String> withoutEffect(ImportOptions options, Optional<ExportedInput> export) {
    boolean hasSchema = export.filter(input -> !input.isQuery()).isPresent();
    if (hasSchema && !options.getEarlyIndexCreateFlag()) {
      return isThresholdGiven(options)
          ? Optional.of(
              "--earlyIndexCreateThreshold is without effect, as --earlyIndexCreateFlag is false")
          : Optional.empty();
    }
    return !hasSchema && (options.getEarlyIndexCreateFlag() || isThresholdGiven(options))
        ? Optional.of(
            "--earlyIndexCreateFlag and --earlyIndexCreateThreshold are without effect: they are"
                + " about the indexes of an exported database, and the input is none")
        : Optional.empty();
  }

  private static boolean isThresholdGiven(ImportOptions options) {
    return options.getEarlyIndexCreateThreshold() != SchemaCreationOptions.MANY_INDEXES;
  }
}
