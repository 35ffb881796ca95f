package dev.lintel.benchmarks;

/**
 * What the sides of a pairing are called in charts and tables.
 *
 * @param title what they all do
 * @param ours the part of Lintel
 * @param peer what a user would take instead; empty if there is nothing of the kind
 * @param limit what is done with the client library alone; empty if that is not measured
 */
record Names(String title, String ours, String peer, String limit) {}
