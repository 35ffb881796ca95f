package dev.lintel.connection;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * That an endpoint is a self-managed Spanner (Spanner Omni), and how a client shows it who it is.
 * The connection sends no Google credentials to it and reports no metrics to Google. Encrypted or
 * not is up to the endpoint: {@code https://} or {@code http://}. The certificate of an encrypted
 * endpoint is checked against the trust store of the JVM ({@code javax.net.ssl.trustStore}).
 *
 * <p>Immutable and serializable. It has the paths of the files and not what is in them, so each
 * worker reads files of its own.
 *
 * @param certificateFile the path of the client's certificate, PEM; null for none
 * @param keyFile the path of the key that belongs to it, PEM (PKCS #8, without a password); null if
 *     and only if there is no certificate
 */
public record SelfManaged(@Nullable String certificateFile, @Nullable String keyFile)
    implements Serializable {

  /**
   * The only project of a self-managed Spanner: the client itself gives this name for such an
   * endpoint.
   */
  public static final String PROJECT_ID = "default";

  public SelfManaged {
    checkArgument(
        isGiven(certificateFile) == isGiven(keyFile),
        "A client certificate and its key belong together; the certificate is %s, the key %s",
        certificateFile,
        keyFile);
  }

  /** Returns an endpoint to which the client shows no certificate. */
  public static SelfManaged withoutClientCertificate() {
    return new SelfManaged(null, null);
  }

  /** Returns an endpoint that asks the client for a certificate (mutual TLS). */
  public static SelfManaged withClientCertificate(String certificateFile, String keyFile) {
    return new SelfManaged(certificateFile, keyFile);
  }

  boolean hasClientCertificate() {
    return certificateFile != null;
  }

  private static boolean isGiven(@Nullable String file) {
    checkArgument(
        file == null || !file.isBlank(), "The path of a certificate or key must not be empty");
    return file != null;
  }
}
