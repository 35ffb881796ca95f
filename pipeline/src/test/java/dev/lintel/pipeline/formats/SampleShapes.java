package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.TextFormat;
import dev.lintel.pipeline.records.JsonFields;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Shapes of files that do not exist, for tests of jobs. */
public final class SampleShapes {
  private SampleShapes() {}

  public static FileShape<?> csv(List<String> names, Map<String, Type> declared) {
    return new CsvShape(TextSettings.defaults().withColumns(names), ImmutableMap.copyOf(declared));
  }

  /** JSON objects with the declared fields; nothing else is known about them. */
  public static FileShape<?> json(Map<String, Type> declared) {
    return new JsonLinesShape(
        new JsonFields(
            ImmutableMap.copyOf(declared),
            ImmutableSet.copyOf(declared.keySet()),
            ImmutableMap.of(),
            /* sampled= */ false,
            TextFormat.defaults()));
  }

  public static FileShape<?> avro(Schema schema) {
    return new AvroShape(new AvroFormat(), schema.toString(), TextFormat.defaults());
  }
}
