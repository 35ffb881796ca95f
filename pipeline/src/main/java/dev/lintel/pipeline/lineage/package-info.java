/**
 * The events of a run in the form of <a href="https://openlineage.io">OpenLineage</a>. The entry
 * point is {@link dev.lintel.pipeline.lineage.RunEvents}. Nothing here is loaded without {@code
 * --openLineageFile}.
 */
package dev.lintel.pipeline.lineage;
