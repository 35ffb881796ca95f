package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Struct;

/** Decodes the record of an element; see {@link RecordForm}. Not thread-safe. */
@FunctionalInterface
public interface RecordDecoder {

  /**
   * The record as JSON, without what was added to it. Bytes of its strings that are not UTF-8 are
   * {@link dev.lintel.convert.SurrogateEscape}.
   */
  ObjectNode toJson(Struct element);
}
