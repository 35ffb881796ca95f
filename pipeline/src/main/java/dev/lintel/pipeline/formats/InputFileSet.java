package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.files.DataFile;

/**
 * Files of one format whose records are to have the same fields, and what was given about them.
 *
 * @param origin the option that names the files, with its dashes, for messages
 * @param settings how to read them, if they are text
 * @param declared types of fields by name, for formats without a schema
 */
public record InputFileSet(
    String origin,
    ImmutableList<DataFile> files,
    TextSettings settings,
    ImmutableMap<String, Type> declared) {

  /** The first file, with which the fields of the others are compared. */
  DataFile first() {
    return files.get(0);
  }
}
