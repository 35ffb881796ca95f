package dev.lintel.transforms;

import com.google.protobuf.ByteString;

/**
 * Identifies a row that elements read.
 *
 * @param read the position of its table among the reads of the transform
 * @param place the sort key of its key; equal for keys that are the same to Spanner
 */
record RowId(int read, ByteString place) {}
