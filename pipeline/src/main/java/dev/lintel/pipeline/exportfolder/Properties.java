package dev.lintel.pipeline.exportfolder;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.apache.avro.JsonProperties;

/** The properties of a schema or field that was read, and whose they are, for messages. */
record Properties(String owner, JsonProperties properties) {

  /** Also of a property that is no JSON string, as other writers have them. */
  Optional<String> find(String name) {
    return Optional.ofNullable(properties.getObjectProp(name)).map(String::valueOf);
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  boolean isTrue(String name) {
    return find(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  String get(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("%s has no property %s".formatted(owner, name)));
  }

  /** The values of the properties whose names are the prefix with 0, 1 and so on. */
  ImmutableList<String> list(String prefix) {
    ImmutableList.Builder<String> values = ImmutableList.builder();
    for (int i = 0; has(prefix + i); i++) {
      values.add(get(prefix + i));
    }
    return values.build();
  }

  IllegalArgumentException bad(String name, String why) {
    return new IllegalArgumentException(
        "%s: property %s is %s, %s".formatted(owner, name, find(name).orElse("missing"), why));
  }
}
