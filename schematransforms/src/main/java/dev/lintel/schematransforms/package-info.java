/**
 * The transforms of the library for Beam YAML, Python and every other SDK: as schema transforms of
 * an expansion service. Beam finds the providers, such as {@link
 * dev.lintel.schematransforms.SpannerWriteProvider}, by themselves; {@code docs/beam-yaml.md}
 * describes their use.
 */
package dev.lintel.schematransforms;
