package dev.lintel.pipeline.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;

/** What is written in place of the values of a column. */
sealed interface Mask {

  /** Null. */
  record Null() implements Mask {}

  /** The same value in all rows. */
  record Fixed(JsonNode value) implements Mask {}

  /** A hash of the value, the same for the same value and salt. */
  record Hash() implements Mask {}

  /**
   * Reads a mask: {@code "null"}, {@code "hash"} or <code>{"fixed": value}</code>.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  static Mask of(JsonNode node) {
    if (node.isTextual() && node.textValue().equals("null")) {
      return new Null();
    }
    if (node.isTextual() && node.textValue().equals("hash")) {
      return new Hash();
    }
    if (node.isObject()
        && ImmutableList.copyOf(node.fieldNames()).equals(ImmutableList.of("fixed"))) {
      return new Fixed(node.get("fixed"));
    }
    throw new IllegalArgumentException("it is \"null\", \"hash\" or {\"fixed\": value}");
  }
}
