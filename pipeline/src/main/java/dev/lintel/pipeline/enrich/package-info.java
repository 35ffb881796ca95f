/**
 * {@code ./lintel enrich}: adds columns of Spanner to records of files, or of a query, by key.
 *
 * <p>Start at {@link dev.lintel.pipeline.enrich.EnrichCommand}, whose graph is in {@link
 * dev.lintel.pipeline.enrich.EnrichPipeline}.
 */
package dev.lintel.pipeline.enrich;
