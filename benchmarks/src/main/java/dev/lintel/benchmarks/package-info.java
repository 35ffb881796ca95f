/**
 * Lintel beside what one would use otherwise, measured in one run on one machine. {@link
 * dev.lintel.benchmarks.WriteBenchmark} and {@link dev.lintel.benchmarks.CoderBenchmark} are the
 * entry points; {@code docs/benchmarks.md} says what their figures mean.
 */
package dev.lintel.benchmarks;
