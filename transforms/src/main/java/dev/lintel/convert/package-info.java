/**
 * Pure conversions between Spanner's values and those of other formats, one class per direction.
 *
 * <p>{@link dev.lintel.convert.RowConverter} is the entry point: it converts a row of text fields,
 * a JSON object or an Avro record to a Mutation. {@link dev.lintel.convert.ValueToText}, {@link
 * dev.lintel.convert.ValueToJson}, {@link dev.lintel.convert.StructToAvro} and {@link
 * dev.lintel.convert.StructToRow} convert to the other formats. {@link
 * dev.lintel.convert.AvroTypes} and {@link dev.lintel.convert.AvroNames} define types and names in
 * Avro. {@link dev.lintel.convert.AvroFieldType} says what a field of a file is, and where it fits.
 *
 * <p>A value of another format that cannot be converted without loss is a {@link
 * dev.lintel.convert.ConversionException}; nothing is cut or guessed. Only FLOAT32 and FLOAT64
 * round, to the nearest number, and only fractions.
 */
package dev.lintel.convert;
