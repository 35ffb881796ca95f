package dev.lintel.ddl;

import com.google.common.collect.ImmutableList;

/**
 * A placement. Immutable.
 *
 * @param options sorted by name
 */
public record PlacementDefinition(String name, ImmutableList<DdlOption> options) {}
