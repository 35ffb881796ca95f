package dev.lintel.transforms;

import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/** An element with what Beam says of it and would forget while it is held back. */
record ElementWithPane<T>(T element, Instant timestamp, PaneInfo pane) {}
