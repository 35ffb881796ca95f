/**
 * A record of any format, or a row of a query: its fields and their types ({@link
 * dev.lintel.pipeline.records.InputShape}), and how their values are read ({@link
 * dev.lintel.pipeline.records.RecordFields}).
 */
package dev.lintel.pipeline.records;
