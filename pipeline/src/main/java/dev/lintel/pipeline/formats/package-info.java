/**
 * What a format can do, whichever it is: what its files look like ({@link
 * dev.lintel.pipeline.formats.FileShape}), how rows are written to them ({@link
 * dev.lintel.pipeline.formats.RowWriters}), and the records that were rejected.
 */
package dev.lintel.pipeline.formats;
