package dev.lintel.schematransforms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.Resources;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

/** What Beam and users see of the providers without a database. */
class ProvidersTest {

  private static List<SchemaTransformProvider> ours() {
    return ServiceLoader.load(SchemaTransformProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.identifier().startsWith("beam:schematransform:dev.lintel:"))
        .sorted((one, other) -> one.identifier().compareTo(other.identifier()))
        .toList();
  }

  /** The providers as text: a paragraph each. */
  private static String described() {
    var text = new StringBuilder();
    for (SchemaTransformProvider provider : ours()) {
      text.append(provider.identifier())
          .append("\n  ")
          .append(
              (String.join(", ", provider.inputCollectionNames())
                      + " -> "
                      + String.join(", ", provider.outputCollectionNames()))
                  .strip())
          .append('\n');
      for (Schema.Field field : provider.configurationSchema().getFields()) {
        text.append(
            "  %s: %s%s. %s\n"
                .formatted(
                    field.getName(),
                    nameOf(field.getType()),
                    Boolean.TRUE.equals(field.getType().getNullable()) ? "" : ", required",
                    field.getDescription()));
      }
    }
    return text.toString();
  }

  private static String nameOf(FieldType type) {
    return switch (type.getTypeName()) {
      case ARRAY, ITERABLE -> nameOf(type.getCollectionElementType()) + "[]";
      case ROW -> type.getRowSchema().getFieldNames().toString();
      default -> type.getTypeName().toString();
    };
  }

  @Test
  void beamFindsTheProviders_withTheseConfigurations() throws IOException {
    String golden =
        Resources.toString(Resources.getResource(getClass(), "configurations.txt"), UTF_8);

    assertThat(described()).isEqualTo(golden);
  }

  @Test
  void eachDescribesItself() {
    assertThat(ours())
        .hasSize(4)
        .allSatisfy(provider -> assertThat(provider.description()).hasSizeGreaterThan(100));
  }

  private static void refuses(
      SchemaTransformProvider provider, UnaryOperator<Row.FieldValueBuilder> values, String why) {
    Row row = Configurations.of(provider, "p", "i", "d", values);

    assertThatThrownBy(() -> provider.from(row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatIsWrongByItselfIsRefusedBeforeAnyDatabaseIsAsked() {
    var read = new SpannerReadProvider();
    refuses(read, row -> row, "Give either table or query");
    refuses(
        read,
        row -> row.withFieldValue("table", "T").withFieldValue("query", "SELECT 1"),
        "Give either table or query");
    refuses(
        read,
        row -> row.withFieldValue("query", "SELECT 1").withFieldValue("columns", List.of("A")),
        "A query takes no columns");
    refuses(
        read,
        row -> row.withFieldValue("table", "T").withFieldValue("index", "I"),
        "A read by index needs columns");
    refuses(
        read,
        row -> row.withFieldValue("table", "T").withFieldValue("snapshot_time", "yesterday"),
        "snapshot_time must be like 2026-01-31T00:00:00Z, but is yesterday");
    refuses(
        read,
        row -> row.withFieldValue("table", "T").withFieldValue("priority", "urgent"),
        "priority must be one of low, medium, high, but is urgent");
    refuses(
        read,
        row -> row.withFieldValue("table", "T").withFieldValue("emulator_host", "somewhere"),
        "The emulator host must be HOST:PORT");
    refuses(
        new SpannerWriteProvider(),
        row -> row.withFieldValue("table", "T").withFieldValue("mode", "upsert"),
        "mode must be one of insert_or_update, insert, update, replace, but is upsert");
    refuses(
        new SpannerLookupProvider(),
        row -> row.withFieldValue("table", "T").withFieldValue("key_fields", List.of()),
        "key_fields must name a field");
    refuses(
        new SpannerLookupProvider(),
        row ->
            row.withFieldValue("table", "T")
                .withFieldValue("key_fields", List.of("a"))
                .withFieldValue("when_missing", "ignore"),
        "when_missing must be one of null, drop, error, but is ignore");
    refuses(
        new SpannerDeleteProvider(),
        row -> row.withFieldValue("table", "T").withFieldValue("rows_per_second", 0),
        "At least one row a second");
  }
}
