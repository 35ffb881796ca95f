package dev.lintel.pipeline.dataflow;

import com.google.auth.Credentials;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.time.Instant;
import java.util.Date;
import org.apache.beam.sdk.extensions.gcp.auth.CredentialFactory;
import org.apache.beam.sdk.options.PipelineOptions;

/** Credentials whose token a test can look for. */
public final class PlantedCredentials implements CredentialFactory {
  static final String TOKEN = "planted-token-c0ffee";

  /** Beam calls it by reflection. */
  public static PlantedCredentials fromOptions(PipelineOptions options) {
    return new PlantedCredentials();
  }

  @Override
  public Credentials getCredential() {
    return GoogleCredentials.create(
        new AccessToken(TOKEN, Date.from(Instant.parse("9999-01-01T00:00:00Z"))));
  }
}
