package dev.lintel.pipeline.cli;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.apache.beam.sdk.util.common.ReflectHelpers;

/**
 * Registers the options of Beam and of the runners on the class path, faster than Beam.
 *
 * <p>For each interface that is registered, Beam checks the methods of all that were registered
 * before, so the time grows with the square of their number: all of them take a third of the
 * processor time of an import of a few rows. Here one interface extends most of them, and it is
 * registered only if one of its options is needed.
 */
final class OptionRegistration {

  private OptionRegistration() {}

  /**
   * Registers what a run on this machine needs that sets no option of Beam: those of runners on the
   * class path, except for Dataflow, and the name of the application.
   */
  static synchronized void ensureLocal() {
    ClassLoader loader = ReflectHelpers.findClassLoader();
    if (!registeredWithRegistrarsHidden(loader).isEmpty()) {
      return;
    }
    PipelineOptionsFactory.register(ApplicationNameOptions.class);
    for (PipelineOptionsRegistrar registrar :
        ServiceLoader.load(PipelineOptionsRegistrar.class, loader)) {
      for (Class<? extends PipelineOptions> options : registrar.getPipelineOptions()) {
        if (!options.isAssignableFrom(AllBeamOptions.class)) {
          PipelineOptionsFactory.register(options);
        }
      }
    }
  }

  /**
   * Registers all options. Does nothing if that has been done, by this class or by Beam, which does
   * so when its factory of options is used for the first time.
   */
  static synchronized void ensureAll() {
    ensureLocal();
    if (!PipelineOptionsFactory.getRegisteredOptions().contains(PipelineOptions.class)) {
      PipelineOptionsFactory.register(AllBeamOptions.class);
    }
  }

  /** What is registered; nothing if this is the first use of Beam's factory of options. */
  private static Set<Class<? extends PipelineOptions>> registeredWithRegistrarsHidden(
      ClassLoader loader) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new WithoutRegistrars(loader));
    try {
      return PipelineOptionsFactory.getRegisteredOptions();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Finds all that its parent finds, except for the registrars of options. */
  private static final class WithoutRegistrars extends ClassLoader {

    private static final String REGISTRARS =
        "META-INF/services/" + PipelineOptionsRegistrar.class.getName();

    WithoutRegistrars(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.equals(REGISTRARS) ? Collections.emptyEnumeration() : super.getResources(name);
    }
  }
}
