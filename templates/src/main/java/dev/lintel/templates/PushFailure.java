package dev.lintel.templates;

import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.HttpStatusCodes;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import java.io.IOException;
import java.util.Optional;

/**
 * Explains why an image could not be pushed, and the remedy.
 *
 * @param image the image that was to be pushed
 */
record PushFailure(GoogleCloud cloud, String image) {

  private static final String PUSH_ROLE = "roles/artifactregistry.writer";

  IOException explain(Exception failure) {
    Optional<Integer> status =
        Destination.causeOf(failure, HttpResponseException.class)
            .map(HttpResponseException::getStatusCode);
    boolean loginFailed =
        Destination.causeOf(failure, RegistryAuthenticationFailedException.class).isPresent();
    return switch (status.orElse(0)) {
      case HttpStatusCodes.STATUS_CODE_FORBIDDEN ->
          explained(
              "pushing is forbidden (403); whoever is logged in needs %s on repository %s in %s"
                  .formatted(PUSH_ROLE, cloud.repository(), cloud.region()),
              failure);
      case HttpStatusCodes.STATUS_CODE_UNAUTHORIZED -> explained(login("(401)"), failure);
      case HttpStatusCodes.STATUS_CODE_NOT_FOUND ->
          explained(
              "there is no such repository (404), or no right to see it; gcloud artifacts repositories create %s "
                      .formatted(cloud.repository())
                  + "--repository-format=docker --location=%s --project=%s makes it"
                      .formatted(cloud.region(), cloud.project()),
              failure);
      default ->
          loginFailed
              ? explained(login("(no token)"), failure)
              : new IOException("%s cannot be pushed".formatted(image), failure);
    };
  }

  private String login(String why) {
    return "not logged in to the registry %s; gcloud auth configure-docker %s does it, or gcloud auth application-default login"
        .formatted(why, cloud.registry());
  }

  /** Only --verbose shows the suppressed exception. */
  private IOException explained(String what, Exception failure) {
    IOException explained = new IOException("%s: %s".formatted(image, what));
    explained.addSuppressed(failure);
    return explained;
  }
}
