package dev.lintel.transforms;

import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/** An element with its timestamp and pane, which Beam does not keep for buffered elements. */
record ElementWithPane<T>(T element, Instant timestamp, PaneInfo pane) {}
