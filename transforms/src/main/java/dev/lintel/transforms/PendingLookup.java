package dev.lintel.transforms;

import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/** An element that waits for the rows of its keys. Used within one bundle. */
record PendingLookup<T>(T element, Instant timestamp, BoundedWindow window, PaneInfo pane) {}
