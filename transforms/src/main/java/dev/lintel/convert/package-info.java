/**
 * Pure conversions between foreign values and Spanner's, one class per direction.
 *
 * <p>{@link dev.lintel.convert.RowConverter} is the entry point: it makes a Mutation of a row of
 * text fields, a JSON object or an Avro record. {@link dev.lintel.convert.ValueToText}, {@link
 * dev.lintel.convert.ValueToJson}, {@link dev.lintel.convert.ValueToAvro} and {@link
 * dev.lintel.convert.StructToRow} are the way back. {@link dev.lintel.convert.AvroTypes} and {@link
 * dev.lintel.convert.AvroNames} say how Avro spells types and names. Whatever cannot be converted
 * without loss is a {@link dev.lintel.convert.ConversionException}; nothing is rounded, cut or
 * guessed.
 */
package dev.lintel.convert;
