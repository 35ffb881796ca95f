package dev.lintel.templates;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.util.logging.Logger;

/** How Lintel logs in to registries, and what Jib has to say meanwhile. */
final class Registries {

  private static final Logger LOGGER = Logger.getLogger("Jib");

  private Registries() {}

  /**
   * An image of a registry: with the credentials that Docker's configuration has for it, such as
   * those of gcloud's credential helper, else, for Google's registries, the application default
   * credentials, else none.
   */
  static RegistryImage named(ImageReference image) {
    CredentialRetrieverFactory credentials =
        CredentialRetrieverFactory.forImage(image, Registries::log);
    return RegistryImage.named(image)
        .addCredentialRetriever(credentials.dockerConfig())
        .addCredentialRetriever(credentials.googleApplicationDefaultCredentials());
  }

  /** Shown with --verbose only: what matters of it is in the exception that Jib throws as well. */
  static void log(LogEvent event) {
    switch (event.getLevel()) {
      case ERROR, WARN, LIFECYCLE, PROGRESS, INFO -> LOGGER.info(event::getMessage);
      case DEBUG -> LOGGER.fine(event::getMessage);
    }
  }
}
