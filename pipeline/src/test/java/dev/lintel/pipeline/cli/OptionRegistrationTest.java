package dev.lintel.pipeline.cli;

import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.Streams;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectTestOptions;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beam keeps what is registered for the life of a class, so each test has classes of its own. */
class OptionRegistrationTest {

  private final Thread thread = Thread.currentThread();
  private ClassLoader before;
  private URLClassLoader fresh;

  @BeforeEach
  void loadClassesAnew() {
    before = thread.getContextClassLoader();
    fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
    thread.setContextClassLoader(fresh);
  }

  @AfterEach
  void close() throws IOException {
    thread.setContextClassLoader(before);
    fresh.close();
  }

  @Test
  void aLocalRunNeedsOnlyTheOptionsOfItsRunner() throws Exception {
    call(OptionRegistration.class, "ensureLocal");

    assertThat(registered())
        .containsExactlyInAnyOrder(
            ApplicationNameOptions.class.getName(),
            DirectOptions.class.getName(),
            DirectTestOptions.class.getName());
  }

  @Test
  void allOptionsOfAllRegistrarsAreKnown() throws Exception {
    Object types = call(BeamOptions.class, "types");

    Set<String> ofRegistrars =
        Streams.stream(ServiceLoader.load(PipelineOptionsRegistrar.class, before))
            .flatMap(registrar -> Streams.stream(registrar.getPipelineOptions()))
            .flatMap(options -> BeamOptions.typesOf(options).keySet().stream())
            .collect(toSet());
    assertThat(((Map<?, ?>) types).keySet()).isEqualTo(ofRegistrars);
    assertThat(ofRegistrars).contains("region", "tempLocation", "targetParallelism", "experiments");
  }

  @Test
  void allButTheOptionsOfTheLocalRunnerAreRegisteredAtOnce() {
    List<Class<?>> others =
        Streams.stream(ServiceLoader.load(PipelineOptionsRegistrar.class, before))
            .flatMap(registrar -> Streams.stream(registrar.getPipelineOptions()))
            .filter(options -> !options.isAssignableFrom(AllBeamOptions.class))
            .collect(toList());

    assertThat(others).containsExactlyInAnyOrder(DirectOptions.class, DirectTestOptions.class);
  }

  @Test
  void givenOptionsThatBeamHasRegistered_addsNothing() throws Exception {
    Set<String> ofBeam = registered();

    call(OptionRegistration.class, "ensureAll");

    assertThat(registered()).isEqualTo(ofBeam).contains(DirectOptions.class.getName());
  }

  private Set<String> registered() throws Exception {
    var classes = (Collection<?>) call(PipelineOptionsFactory.class, "getRegisteredOptions");
    return classes.stream().map(type -> ((Class<?>) type).getName()).collect(toSet());
  }

  private Object call(Class<?> type, String name) throws Exception {
    Method method = fresh.loadClass(type.getName()).getDeclaredMethod(name);
    method.setAccessible(true);
    return method.invoke(null);
  }

  private static URL[] classPath() {
    return Splitter.on(File.pathSeparatorChar)
        .splitToStream(
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")))
        .map(OptionRegistrationTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (IOException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
