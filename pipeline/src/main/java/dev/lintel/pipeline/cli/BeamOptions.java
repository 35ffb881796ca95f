package dev.lintel.pipeline.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The options of Beam and of the runners on the class path, by name, with their types. */
final class BeamOptions {

  private BeamOptions() {}

  static Map<String, Class<?>> types() {
    OptionRegistration.ensureAll();
    Map<String, Class<?>> types = new TreeMap<>();
    for (Class<? extends PipelineOptions> options : PipelineOptionsFactory.getRegisteredOptions()) {
      types.putAll(typesOf(options));
    }
    return types;
  }

  static Map<String, Class<?>> typesOf(Class<? extends PipelineOptions> options) {
    Map<String, Class<?>> types = new TreeMap<>();
    for (Method method : options.getMethods()) {
      if (isOption(method)) {
        types.putIfAbsent(nameOf(method), method.getReturnType());
      }
    }
    return types;
  }

  private static boolean isOption(Method method) {
    return method.getParameterCount() == 0
        && !Modifier.isStatic(method.getModifiers())
        && (method.getName().startsWith("get") || method.getName().startsWith("is"))
        && !method.isAnnotationPresent(JsonIgnore.class);
  }

  private static String nameOf(Method getter) {
    String bare = getter.getName().substring(getter.getName().startsWith("is") ? 2 : 3);
    return Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
  }
}
