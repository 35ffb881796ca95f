package dev.lintel.transforms;

import com.google.cloud.spanner.Struct;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The result of a lookup for one element, before it is routed to its output.
 *
 * @param pane the pane of the element, which cannot be set when a bundle outputs at its end
 * @param rows empty if no row was found or the lookup failed
 * @param error why the lookup failed; null if it did not
 */
record LookupOutcome<T>(T element, PaneInfo pane, List<Struct> rows, @Nullable RowError error) {}
