package dev.lintel.compare;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;

/**
 * A column of a row that is not the same on the two sides. Immutable.
 *
 * @param column the name of the column on the expected side
 * @param type its type on the expected side
 * @param expected the value on the expected side
 * @param actual the value on the actual side
 */
public record ColumnDifference(String column, Type type, Value expected, Value actual) {}
