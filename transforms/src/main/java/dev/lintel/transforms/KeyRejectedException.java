package dev.lintel.transforms;

/** Spanner, or what is known of the table, rejects a key: its elements fail, and no others. */
final class KeyRejectedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient RowError error;

  KeyRejectedException(RowError error) {
    super(error.code().toString(), null, false, false);
    this.error = error;
  }

  RowError error() {
    return error;
  }
}
