package dev.lintel.transforms;

import org.apache.beam.sdk.transforms.windowing.PaneInfo;

/** An element with its pane, which Beam does not keep for buffered elements. */
record ElementWithPane<T>(T element, PaneInfo pane) {}
