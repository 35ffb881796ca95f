package dev.lintel.schema;

import com.google.protobuf.ByteString;
import java.io.Serializable;

/**
 * Names a row by the values of some columns: of its primary key, or of columns that a foreign key
 * references. Two references are equal if they name the same columns of the same table with values
 * that are the same to Spanner. Comparable only within one {@link RowDependencies}. Immutable.
 *
 * @param target which columns of which table
 * @param values their values, as {@link KeyOrder} encodes them
 */
public record RowReference(int target, ByteString values) implements Serializable {}
