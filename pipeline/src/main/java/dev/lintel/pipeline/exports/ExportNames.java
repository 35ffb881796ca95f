package dev.lintel.pipeline.exports;

import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.exportfolder.ExportLayout;
import dev.lintel.pipeline.exportfolder.FileStems;
import dev.lintel.pipeline.exportfolder.TableManifest;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordFormat;
import java.io.Serializable;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The names of the files of an export, relative to its folder. Pure.
 *
 * @param layout where the files that describe it are
 * @param naming how the data files are named
 * @param extension of the data files
 */
record ExportNames(ExportLayout layout, FileNaming naming, String extension)
    implements Serializable {

  /**
   * The names of an export of that format. In the format of Google's export they are Google's,
   * which its import reads; in any other, data files are named and placed so that other programs
   * can read the whole folder.
   *
   * @param given null for the default of the format
   */
  static ExportNames of(Format format, @Nullable FileNaming given) {
    boolean asGoogle = format.isGooglesExport();
    FileNaming usual = asGoogle ? FileNaming.GOOGLE : FileNaming.EXTENSION;
    return new ExportNames(
        asGoogle ? ExportLayout.FLAT : ExportLayout.APART,
        given == null ? usual : given,
        format.extension());
  }

  /** What the names of the files of each object begin with. */
  ImmutableMap<String, String> stems(List<String> objects) {
    return switch (layout) {
      case FLAT -> FileStems.of(objects);
      case APART -> FileStems.visible(objects);
    };
  }

  /** A file that describes the export. */
  String describing(String fileName) {
    return layout.path(fileName);
  }

  String manifest(String stem) {
    return layout.path(TableManifest.fileName(stem));
  }

  String dataFile(String stem, int number, int count) {
    return naming.name(stem, extension, shard(number, count));
  }

  /**
   * The file of an object without rows, whose schema is in Avro whatever the format of the rows.
   */
  String schemaFile(String stem) {
    FileNaming ofSchemas = layout == ExportLayout.FLAT ? naming : FileNaming.GOOGLE;
    String avro = Formats.of(RecordFormat.AVRO).extension();
    return layout.path(ofSchemas.name(stem, avro, shard(0, 1)));
  }

  private static String shard(int number, int count) {
    return "%05d-of-%05d".formatted(number, count);
  }
}
