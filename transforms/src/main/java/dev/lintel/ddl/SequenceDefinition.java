package dev.lintel.ddl;

/**
 * A sequence. Immutable.
 *
 * @param name qualified with its schema
 */
public record SequenceDefinition(String name, CounterDefinition counter) {}
