package dev.lintel.engines;

import dev.lintel.pipeline.formats.RecordFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A program that writes and reads files with its own defaults. */
interface Engine {

  /** Its name, for a heading. */
  String name();

  /** Its name and version. */
  String version();

  List<EngineFormat> formats();

  List<EngineType> types();

  /** The options with which Lintel imports what it writes. */
  List<String> importOptions(EngineFormat format);

  /**
   * Writes the rows of {@link EngineType#query} for each type.
   *
   * @param folder an empty folder
   * @return one for each type, in their order
   */
  List<Written> write(EngineFormat format, Path folder) throws Exception;

  /** The formats of Lintel's exports that it reads. */
  List<RecordFormat> readable();

  /**
   * Reads an exported table.
   *
   * @param files the data files of the table
   * @return what it reads of each column of {@link ExportedTable}
   */
  Map<String, ReadColumn> read(RecordFormat format, List<Path> files) throws Exception;

  /** Ends its processes and deletes its files. */
  void stop() throws Exception;

  /**
   * A file of one type.
   *
   * @param pattern which files they are; null if the engine cannot write them
   * @param error what the engine says; null if it has written them
   */
  record Written(@Nullable String pattern, @Nullable String error) {
    static Written to(String pattern) {
      return new Written(pattern, null);
    }

    static Written refused(String error) {
      return new Written(null, error);
    }
  }

  /**
   * A column of an export.
   *
   * @param type the type as which the engine reads it
   * @param values JSON by the id of the row
   * @param error what the engine says if it cannot read it
   */
  record ReadColumn(@Nullable String type, Map<Long, String> values, @Nullable String error) {
    static ReadColumn of(String type, Map<Long, String> values) {
      return new ReadColumn(type, values, null);
    }

    static ReadColumn refused(String error) {
      return new ReadColumn(null, Map.of(), error);
    }
  }
}
