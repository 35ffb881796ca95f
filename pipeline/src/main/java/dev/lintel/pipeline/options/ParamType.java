package dev.lintel.pipeline.options;

/** The parameter types of Flex Template metadata that Lintel uses. */
public enum ParamType {
  /** BOOLEAN, ENUM or NUMBER by the type of the getter, otherwise TEXT. */
  BY_TYPE,
  TEXT,
  BOOLEAN,
  ENUM,
  NUMBER,
  GCS_READ_FILE,
  GCS_READ_FOLDER,
  GCS_WRITE_FILE,
  GCS_WRITE_FOLDER;

  /** Whether the value names a file or a folder. */
  public boolean isPlace() {
    return switch (this) {
      case GCS_READ_FILE, GCS_READ_FOLDER, GCS_WRITE_FILE, GCS_WRITE_FOLDER -> true;
      case BY_TYPE, TEXT, BOOLEAN, ENUM, NUMBER -> false;
    };
  }
}
