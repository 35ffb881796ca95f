package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Struct;

/** Decodes the record of an element; see {@link RecordForm}. Not thread-safe. */
@FunctionalInterface
public interface RecordDecoder {

  /** The record as JSON, without what was added to it. */
  ObjectNode toJson(Struct element);
}
