package dev.lintel.pipeline.imports;

import java.util.List;
import java.util.Optional;

/**
 * Says how the fields of files can be written to other columns, or left out.
 *
 * @param origin the option that names the files
 */
record ColumnsHint(String origin) {

  /** The hint for fields that the table has no column for; empty if there are no such fields. */
  Optional<String> of(List<String> fields) {
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s leaves such a field out, and %s writes it to another column"
                .formatted(option("-" + fields.get(0)), option("COLUMN=" + fields.get(0))));
  }

  /** The hint for records that do not have the fields that they should have. */
  Optional<String> ofRecords() {
    return Optional.of(
        "%s says which columns the fields are written to; -FIELD leaves a field out"
            .formatted(option("COLUMN,COLUMN=FIELD,-FIELD")));
  }

  private String option(String spec) {
    return origin.equals(ImportSources.MANIFEST)
        ? "\"columns\": \"%s\" in the manifest".formatted(spec)
        : "--columns=%s".formatted(spec);
  }
}
