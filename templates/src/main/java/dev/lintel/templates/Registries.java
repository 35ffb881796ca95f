package dev.lintel.templates;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.util.logging.Logger;

/** Logging in to registries, and logging Jib's events. */
final class Registries {

  private static final Logger LOGGER = Logger.getLogger("Jib");

  private Registries() {}

  /**
   * An image in a registry, with credentials from the first of these sources that has some:
   * Docker's configuration, for example gcloud's credential helper; for Google's registries, the
   * application default credentials. Otherwise it is used without credentials.
   */
  static RegistryImage named(ImageReference image) {
    CredentialRetrieverFactory credentials =
        CredentialRetrieverFactory.forImage(image, Registries::log);
    return RegistryImage.named(image)
        .addCredentialRetriever(credentials.dockerConfig())
        .addCredentialRetriever(credentials.googleApplicationDefaultCredentials());
  }

  /** Logs an event, which only --verbose shows: Jib's exceptions repeat what matters in it. */
  static void log(LogEvent event) {
    switch (event.getLevel()) {
      case ERROR, WARN, LIFECYCLE, PROGRESS, INFO -> LOGGER.info(event::getMessage);
      case DEBUG -> LOGGER.fine(event::getMessage);
    }
  }
}
