package dev.lintel.pipeline.doctor;

import com.google.auth.Credentials;
import com.google.auth.ServiceAccountSigner;
import com.google.auth.oauth2.ExternalAccountCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.CredentialsSource;
import java.io.IOException;
import java.util.Optional;

/** Checks that doctor runs as the account that the job will run as. */
final class AccountCheck {
  private static final String SUBJECT = "service account";

  private AccountCheck() {}

  /** Compares the account of the credentials that the connection uses. */
  static Finding of(ConnectionConfig config, String expected) {
    if (config.isEmulator()) {
      return Finding.notChecked(SUBJECT, "an emulator has no accounts");
    }
    if (config.credentials() == CredentialsSource.NONE) {
      return Finding.notChecked(SUBJECT, "a plaintext endpoint gets no credentials");
    }
    try {
      return of(GoogleCredentials.getApplicationDefault(), expected);
    } catch (IOException e) {
      return Finding.problem(
          SUBJECT, "there are no application default credentials here", fix(expected));
    }
  }

  static Finding of(Credentials credentials, String expected) {
    Optional<String> account = accountOf(credentials);
    if (account.isEmpty()) {
      return Finding.problem(
          SUBJECT, "these checks run as a user, not as " + expected, fix(expected));
    }
    return account.get().equals(expected)
        ? Finding.ok(SUBJECT, "these checks run as " + expected)
        : Finding.problem(
            SUBJECT,
            "these checks run as %s, not as %s".formatted(account.get(), expected),
            fix(expected));
  }

  /** The service account; empty for the credentials of a user. */
  private static Optional<String> accountOf(Credentials credentials) {
    if (credentials instanceof ServiceAccountSigner account) {
      return Optional.ofNullable(account.getAccount());
    }
    return credentials instanceof ExternalAccountCredentials external
        ? Optional.ofNullable(external.getServiceAccountEmail())
        : Optional.empty();
  }

  private static String fix(String expected) {
    return ("run gcloud auth application-default login --impersonate-service-account=%s first, or"
            + " name a key file of the account in GOOGLE_APPLICATION_CREDENTIALS")
        .formatted(expected);
  }
}
