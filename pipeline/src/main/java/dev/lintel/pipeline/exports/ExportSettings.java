package dev.lintel.pipeline.exports;

import dev.lintel.convert.AvroTypes.Timestamps;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.WriteSettings;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How the files of an export are written.
 *
 * @param timestamps as what Avro's types hold timestamps
 * @param namingOrNull how the data files are named; null for the default of the format
 */
record ExportSettings(Timestamps timestamps, Format format, @Nullable FileNaming namingOrNull) {

  static ExportSettings of(ExportOptions options) {
    return new ExportSettings(
        options.getShouldExportTimestampAsLogicalType() ? Timestamps.MICROS : Timestamps.STRING,
        Formats.of(options.getFormat())
            .with(new WriteSettings(options.getAvroCodec(), options.getParquetTypes())),
        options.getFileNaming());
  }

  ExportNames names() {
    return ExportNames.of(format, namingOrNull);
  }
}
