/**
 * The figures of a run: counted in the pipeline ({@link dev.lintel.pipeline.summary.TableMetrics}),
 * shown during the run ({@link dev.lintel.pipeline.summary.Progress}), and reported at its end
 * ({@link dev.lintel.pipeline.summary.RunSummary}) as a table and as JSON.
 */
package dev.lintel.pipeline.summary;
