/**
 * The figures of a run: counted in its pipeline ({@link dev.lintel.pipeline.summary.TableMetrics}),
 * shown while it goes on ({@link dev.lintel.pipeline.summary.Progress}), and put together at its
 * end ({@link dev.lintel.pipeline.summary.RunSummary}), as a table and as JSON.
 */
package dev.lintel.pipeline.summary;
