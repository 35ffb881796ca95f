package dev.lintel.pipeline.exportfolder;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The file {@code spanner-export.json}: which objects an export holds, as Google's export template
 * writes it. It is written last; a folder without it is not an export. Immutable.
 *
 * <p>Google's import dies of any field that it does not know, so there is none of ours in it. Of
 * those that we do not know, nothing is lost by passing them over.
 *
 * @param tables tables, views, models, named schemas and property graphs
 * @param dialectName absent for GoogleSQL, as proto3's JSON leaves out a zero
 * @param protoDescriptors a FileDescriptorSet in Base64
 * @param protoBundle the full names of the types in the proto bundle
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SpannerExport(
    @JsonProperty("tables") List<Item> tables,
    @JsonProperty("databaseOptions") List<DatabaseOption> databaseOptions,
    @JsonProperty("changeStreams") List<Item> changeStreams,
    @JsonProperty("dialect") @Nullable String dialectName,
    @JsonProperty("sequences") List<Item> sequences,
    @JsonProperty("placements") List<Item> placements,
    @JsonProperty("udfs") List<Item> udfs,
    @JsonProperty("protoDescriptors") @Nullable String protoDescriptors,
    @JsonProperty("protoBundle") List<String> protoBundle) {

  public static final String FILE_NAME = "spanner-export.json";

  /**
   * One object.
   *
   * @param name the object's own name, such as {@code sales.Item}
   * @param manifestFile the file that lists its files; absent if dataFiles names them
   * @param dataFiles its files, without checksums; Google's export never writes it
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Item(
      @JsonProperty("name") String name,
      @JsonProperty("manifestFile") @Nullable String manifestFile,
      @JsonProperty("dataFiles") List<String> dataFiles) {
    public Item {
      dataFiles = ExportJson.orEmpty(dataFiles);
    }

    public static Item of(String name, String manifestFile) {
      return new Item(name, manifestFile, ImmutableList.of());
    }
  }

  public SpannerExport {
    tables = ExportJson.orEmpty(tables);
    databaseOptions = ExportJson.orEmpty(databaseOptions);
    changeStreams = ExportJson.orEmpty(changeStreams);
    sequences = ExportJson.orEmpty(sequences);
    placements = ExportJson.orEmpty(placements);
    udfs = ExportJson.orEmpty(udfs);
    protoBundle = ExportJson.orEmpty(protoBundle);
  }

  /**
   * Reads the file's text.
   *
   * @throws IllegalArgumentException if it is not such a file; says where
   */
  public static SpannerExport parse(String json) {
    var export = ExportJson.parse(json, SpannerExport.class);
    var unknown = export.dialectName != null && export.findDialect() == null;
    if (unknown) {
      throw new IllegalArgumentException("unknown dialect " + export.dialectName);
    }
    if (export.items().stream().anyMatch(item -> item.name() == null)) {
      throw new IllegalArgumentException("an object without a name");
    }
    for (DatabaseOption option : export.databaseOptions()) {
      if (option.optionName() == null
          || option.optionType() == null
          || option.optionValue() == null) {
        throw new IllegalArgumentException(
            "a database option without its name, its type or its value");
      }
    }
    return export;
  }

  public String toJson() {
    return ExportJson.write(this);
  }

  /** All objects, of whatever kind. */
  public ImmutableList<Item> items() {
    return Stream.of(tables, changeStreams, sequences, placements, udfs)
        .flatMap(List::stream)
        .collect(toImmutableList());
  }

  public Dialect dialect() {
    return dialectName == null ? Dialect.GOOGLE_STANDARD_SQL : findDialect();
  }

  private @Nullable Dialect findDialect() {
    for (Dialect dialect : Dialect.values()) {
      if (dialect.name().equals(dialectName)) {
        return dialect;
      }
    }
    return null;
  }

  /** How the dialect is named in the file; null for GoogleSQL. */
  public static @Nullable String nameOf(Dialect dialect) {
    return dialect == Dialect.GOOGLE_STANDARD_SQL ? null : dialect.name();
  }
}
