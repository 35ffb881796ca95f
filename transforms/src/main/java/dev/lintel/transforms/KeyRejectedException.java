package dev.lintel.transforms;

/** A key that Spanner rejects: only the elements with this key fail. */
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
