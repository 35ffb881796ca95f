/**
 * Compares Lintel with the alternatives, in one run on one machine. {@link
 * dev.lintel.benchmarks.Bench} is the entry point, {@code docs/benchmarks.md} explains what is
 * measured, and {@code docs/performance.md} shows the results.
 */
package dev.lintel.benchmarks;
