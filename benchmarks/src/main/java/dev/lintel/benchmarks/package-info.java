/**
 * Compares Lintel with the alternatives, in one run on one machine. The classes with a {@code main}
 * method, such as {@link dev.lintel.benchmarks.WriteBenchmark}, are the entry points; {@code
 * docs/benchmarks.md} explains their figures.
 */
package dev.lintel.benchmarks;
