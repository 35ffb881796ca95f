/**
 * The formats of data files. Each is one {@link dev.lintel.pipeline.formats.Format}, which says all
 * that the format can do; {@link dev.lintel.pipeline.formats.Formats} chooses it.
 *
 * <p>A job that reads files finds them with {@link dev.lintel.pipeline.formats.InputFinder}, checks
 * them with {@link dev.lintel.pipeline.formats.Format#open} or {@link
 * dev.lintel.pipeline.formats.Format#shapeOf}, and reads them with {@link
 * dev.lintel.pipeline.reading.ReadRecords}. Rejected records are here, too, because they keep the
 * text of a record in its format.
 */
package dev.lintel.pipeline.formats;
