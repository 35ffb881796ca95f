package dev.lintel.templates;

import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.HttpStatusCodes;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Explains why a base image could not be pulled, and the remedy.
 *
 * @param base its name in a registry
 * @param target the name of the image that was to be built on it
 */
record PullFailure(ImageReference base, String target) {

  /**
   * Whether the failed call was for the base. Jib pulls and pushes at the same time. Its exceptions
   * name registry and repository, or the called address. An exception of the network names only the
   * host, which does not help if both images are on the same host.
   */
  boolean isOf(Exception failure) {
    String targetHost = target.substring(0, Math.max(0, target.indexOf('/')));
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      boolean namesTheHost =
          !targetHost.equals(base.getRegistry()) && hostPattern("").matcher(message).find();
      if (namesTheHost || repositoryPattern().matcher(message).find()) {
        return true;
      }
    }
    return false;
  }

  IOException explain(Exception failure) {
    int status =
        Destination.causeOf(failure, HttpResponseException.class)
            .map(HttpResponseException::getStatusCode)
            .orElse(0);
    boolean loginFailed =
        Destination.causeOf(failure, RegistryAuthenticationFailedException.class).isPresent();
    return switch (status) {
      case HttpStatusCodes.STATUS_CODE_FORBIDDEN, HttpStatusCodes.STATUS_CODE_UNAUTHORIZED ->
          explained("may not be read; get the right to, or", failure);
      case HttpStatusCodes.STATUS_CODE_NOT_FOUND ->
          explained("is not there (404), or may not be seen;", failure);
      default ->
          loginFailed
              ? explained("may not be read; get the right to, or", failure)
              : new IOException("the base image %s cannot be pulled".formatted(base), failure);
    };
  }

  private Pattern repositoryPattern() {
    return hostPattern(
        "/(v2/)?%s(?=/(blobs|manifests)/|[^a-z0-9._/-]|$)"
            .formatted(Pattern.quote(base.getRepository())));
  }

  /** Matches the registry's host, but not as part of a longer host name or port. */
  private Pattern hostPattern(String rest) {
    return Pattern.compile(
        "(?<![a-z0-9.-])%s(?![a-z0-9.-])%s".formatted(Pattern.quote(base.getRegistry()), rest));
  }

  /** Only --verbose shows the suppressed exception. */
  private IOException explained(String what, Exception failure) {
    IOException explained =
        new IOException("the base image %s %s name another with --baseImage".formatted(base, what));
    explained.addSuppressed(failure);
    return explained;
  }
}
