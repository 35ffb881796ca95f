package dev.lintel.transforms;

import com.google.cloud.spanner.Struct;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a lookup gave for an element, on its way to the output that it belongs to.
 *
 * @param pane the element's, which a bundle cannot put out at its end
 * @param rows none if it is missing or has failed
 * @param error why it has failed, if it has
 */
record LookupOutcome<T>(T element, PaneInfo pane, List<Struct> rows, @Nullable RowError error) {}
