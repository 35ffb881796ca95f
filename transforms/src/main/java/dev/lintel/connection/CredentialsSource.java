package dev.lintel.connection;

/** Where a connection takes its Google credentials from. */
public enum CredentialsSource {
  /**
   * Application default credentials of the process that connects: on Dataflow the worker's service
   * account, on a workstation those of {@code gcloud auth application-default login}.
   */
  APPLICATION_DEFAULT,
  /** No credentials, for an emulator or a plaintext endpoint. */
  NONE
}
