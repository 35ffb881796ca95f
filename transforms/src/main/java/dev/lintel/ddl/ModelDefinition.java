package dev.lintel.ddl;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;

/**
 * A machine learning model. Immutable.
 *
 * @param name qualified with its schema
 * @param options sorted by name
 */
public record ModelDefinition(
    String name,
    ImmutableList<ModelColumn> inputs,
    ImmutableList<ModelColumn> outputs,
    boolean remote,
    ImmutableList<DdlOption> options) {

  /**
   * An input or output column.
   *
   * @param sqlType as INFORMATION_SCHEMA spells it
   * @param options sorted by name
   */
  public record ModelColumn(
      String name, String sqlType, Type type, ImmutableList<DdlOption> options) {}
}
