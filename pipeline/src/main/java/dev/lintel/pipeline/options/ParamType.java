package dev.lintel.pipeline.options;

/** The parameter types of Flex Template metadata that Lintel's options need. */
public enum ParamType {
  /** BOOLEAN, ENUM or NUMBER as the getter's type says, otherwise TEXT. */
  BY_TYPE,
  TEXT,
  BOOLEAN,
  ENUM,
  NUMBER,
  GCS_READ_FILE,
  GCS_READ_FOLDER,
  GCS_WRITE_FILE,
  GCS_WRITE_FOLDER
}
