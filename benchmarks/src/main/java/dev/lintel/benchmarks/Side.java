package dev.lintel.benchmarks;

import java.util.concurrent.Callable;

/**
 * One of the programs that a pairing compares.
 *
 * @param run does the work once and measures it, what it prepares and checks not included; throws
 *     if the result is wrong
 */
record Side(String label, Callable<Timing> run) {}
