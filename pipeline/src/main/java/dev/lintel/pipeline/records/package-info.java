/**
 * A record of any format, or a row of a query: which fields it has ({@link
 * dev.lintel.pipeline.records.InputShape}), of which types, and how they are read ({@link
 * dev.lintel.pipeline.records.RecordFields}).
 */
package dev.lintel.pipeline.records;
