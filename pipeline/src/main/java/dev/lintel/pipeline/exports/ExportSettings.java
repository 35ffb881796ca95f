package dev.lintel.pipeline.exports;

import dev.lintel.convert.AvroTypes.Timestamps;
import dev.lintel.pipeline.exportfolder.ChecksumAlgorithm;
import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.files.CsvForm;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.WriteSettings;
import org.apache.beam.sdk.io.FileSystems;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How the files of an export are written.
 *
 * @param timestamps as what Avro's types hold timestamps
 * @param namingOrNull how the data files are named; null for the default of the format
 * @param checksums which checksums the manifests have
 * @param tempDirectoryOrNull where files are written before they get their names; null for the
 *     folder of the export
 */
record ExportSettings(
    Timestamps timestamps,
    Format format,
    @Nullable FileNaming namingOrNull,
    ChecksumAlgorithm checksums,
    @Nullable String tempDirectoryOrNull) {

  /** The defaults, with timestamps in full. */
  static ExportSettings of(Format format) {
    return new ExportSettings(Timestamps.STRING, format, null, ChecksumAlgorithm.MD5, null);
  }

  static ExportSettings of(ExportOptions options) {
    return new ExportSettings(
        options.getShouldExportTimestampAsLogicalType() ? Timestamps.MICROS : Timestamps.STRING,
        Formats.of(options.getFormat())
            .with(
                new WriteSettings(
                    options.getAvroCodec(),
                    options.getParquetTypes(),
                    options.getTextWritePrefix() == null ? CsvForm.LOSSLESS : CsvForm.GOOGLE)),
        options.getFileNaming(),
        options.getChecksumAlgorithm(),
        options.getTempDirectory());
  }

  ExportNames names() {
    return ExportNames.of(format, namingOrNull);
  }

  /**
   * Where the files of a run are written before they get their names; with a slash at its end.
   *
   * @param folder of the export
   */
  String temporaryFolder(String folder) {
    if (tempDirectoryOrNull == null) {
      return folder + ExportFolder.TEMPORARY;
    }
    String run = folder.substring(folder.lastIndexOf('/', folder.length() - 2) + 1);
    return FileSystems.matchNewResource(tempDirectoryOrNull, /* isDirectory= */ true) + run;
  }
}
