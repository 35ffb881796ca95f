package dev.lintel.convert;

/** What a JSON string stands for in a column of JSON documents. */
public enum JsonStrings {
  /** The text of a document: {@code "{\"a\":1}"} is an object, {@code "1"} is a number. */
  DOCUMENT,
  /** Itself, a document that is a string: {@code "1"} is the string 1. */
  VALUE
}
