package dev.lintel.pipeline.exportfolder;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.lintel.pipeline.exportfolder.ExportLayout.exists;

import com.google.cloud.spanner.Dialect;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.lintel.ddl.SchemaScript;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileMatches;
import dev.lintel.pipeline.files.InParallel;
import dev.lintel.pipeline.files.TextFile;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.files.avro.AvroReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The folder of an export, Lintel's or Google's, as it was found. Immutable and thread-safe; what
 * is in the data files is read when it is asked for, and once.
 */
public final class ExportFolder {

  /** Where files are within the folder until the export is finished. */
  public static final String TEMPORARY = "_temporary/";

  /**
   * One object and its files.
   *
   * @param name the object's own name
   * @param files names within the folder, with the checksums there are
   */
  public record Item(String name, ImmutableList<TableManifest.DataFile> files) {}

  private final String path;
  private final ExportLayout layout;
  private final SpannerExport export;
  private final Optional<LintelExport> facts;
  private final ImmutableList<Item> objects;
  private final Supplier<ImmutableList<ObjectSchema>> schemas =
      Suppliers.memoize(this::readSchemas);

  private ExportFolder(
      String path,
      ExportLayout layout,
      SpannerExport export,
      Optional<LintelExport> facts,
      ImmutableList<Item> objects) {
    this.path = path;
    this.layout = layout;
    this.export = export;
    this.facts = facts;
    this.objects = objects;
  }

  /**
   * Whether the folder is a finished export. Reads nothing of it.
   *
   * @throws IOException if the folder cannot be looked at
   */
  public static boolean isExport(String folder) throws IOException {
    return ExportLayout.find(
            FileSystems.matchNewResource(folder, /* isDirectory= */ true).toString())
        .isPresent();
  }

  /**
   * Reads the files that say what there is.
   *
   * @param folder any path that Beam's FileSystems reads
   * @return empty if the folder is not an export
   * @throws IOException if it is one and cannot be read, or was not finished; names the files, a
   *     line each
   */
  public static Optional<ExportFolder> find(String folder) throws IOException {
    ResourceId directory;
    try {
      directory = FileSystems.matchNewResource(folder, /* isDirectory= */ true);
    } catch (IllegalArgumentException e) {
      // No file system is known by that scheme, which the search for files reports.
      return Optional.empty();
    }
    String path = directory.toString();
    Optional<ExportLayout> found = ExportLayout.find(path);
    if (found.isEmpty()) {
      if (exists(path + LintelExport.FILE_NAME)
          || exists(path + ExportLayout.APART.path("*"))
          || exists(path + TEMPORARY + "*")
          || hasManifest(path)) {
        throw new IOException(
            "%s is of an export that was not finished: it has no %s"
                .formatted(path, SpannerExport.FILE_NAME));
      }
      return Optional.empty();
    }
    ExportLayout layout = found.get();
    SpannerExport export = read(path, layout.path(SpannerExport.FILE_NAME), SpannerExport::parse);
    String factsFile = layout.path(LintelExport.FILE_NAME);
    Optional<LintelExport> facts =
        exists(path + factsFile)
            ? Optional.of(read(path, factsFile, LintelExport::parse))
            : Optional.empty();
    return Optional.of(new ExportFolder(path, layout, export, facts, objects(path, export)));
  }

  private static ImmutableList<Item> objects(String path, SpannerExport export) throws IOException {
    List<String> problems = Collections.synchronizedList(new ArrayList<>());
    ImmutableList<Item> objects =
        InParallel.map(
            export.items(),
            item -> {
              try {
                return new Item(item.name(), files(path, item));
              } catch (IOException e) {
                problems.add(e.getMessage());
                return new Item(item.name(), ImmutableList.of());
              }
            });
    if (!problems.isEmpty()) {
      throw new IOException(String.join("\n", ImmutableList.sortedCopyOf(problems)));
    }
    return objects;
  }

  private static ImmutableList<TableManifest.DataFile> files(String path, SpannerExport.Item item)
      throws IOException {
    ImmutableList<TableManifest.DataFile> plain =
        item.dataFiles().stream()
            .map(name -> new TableManifest.DataFile(name, null, null))
            .collect(toImmutableList());
    if (item.manifestFile() != null) {
      checkInFolder(path, item.manifestFile());
    }
    ImmutableList<TableManifest.DataFile> files =
        item.manifestFile() == null
            ? plain
            : ImmutableList.copyOf(read(path, item.manifestFile(), TableManifest::parse).files());
    for (TableManifest.DataFile file : files) {
      checkInFolder(path, file.name());
    }
    return files;
  }

  /** An export has no files that are elsewhere. */
  private static void checkInFolder(String path, String name) throws IOException {
    CharMatcher controls = CharMatcher.javaIsoControl();
    if (name.startsWith("/")
        || name.contains(":")
        || controls.matchesAnyOf(name)
        || Splitter.onPattern("[/\\\\]").splitToList(name).contains("..")) {
      throw new IOException(
          "%s: its manifests name a file that is not in the folder: %s"
              .formatted(path, controls.replaceFrom(name, '?')));
    }
  }

  @FunctionalInterface
  private interface Parser<T> {
    T parse(String json);
  }

  private static <T> T read(String path, String name, Parser<T> parser) throws IOException {
    try {
      return parser.parse(TextFile.read(path + name));
    } catch (FileNotFoundException e) {
      throw new IOException(path + name + " is missing", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(path + name + ": " + e.getMessage(), e);
    }
  }

  /** What has such a name need not be a manifest: one of Google's text import has it, too. */
  private static boolean hasManifest(String path) throws IOException {
    for (MatchResult.Metadata file : FileMatches.of(path + "*-manifest.json")) {
      if (isManifest(TextFile.read(file.resourceId().toString()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isManifest(String json) {
    try {
      return !TableManifest.parse(json).files().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The folder, with a slash at its end. */
  public String path() {
    return path;
  }

  /** Which objects there are. */
  public SpannerExport export() {
    return export;
  }

  /** The whole name of the file of {@link #facts}, whether it is there or not. */
  String factsFile() {
    return path + layout.path(LintelExport.FILE_NAME);
  }

  /** What Lintel adds; empty for an export of Google's. */
  public Optional<LintelExport> facts() {
    return facts;
  }

  /** The objects with their files, in the order of the export. */
  public ImmutableList<Item> objects() {
    return objects;
  }

  public Dialect dialect() {
    return export.dialect();
  }

  /** A file of the folder. */
  public DataFile file(String name) {
    return new DataFile(FileSystems.matchNewResource(path + name, /* isDirectory= */ false));
  }

  /**
   * The schemas of the objects, each from its first file.
   *
   * @throws UnreadableFileException if a file cannot be read; names it
   */
  public ImmutableList<ObjectSchema> schemas() {
    return schemas.get();
  }

  private ImmutableList<ObjectSchema> readSchemas() {
    return InParallel.map(
        objects.stream().filter(object -> !object.files().isEmpty()).toList(), this::schema);
  }

  private ObjectSchema schema(Item object) {
    try (AvroReader reader = AvroReader.open(file(object.files().get(0).name()))) {
      return ObjectSchema.of(object.name(), reader.getSchema());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects that have rows: tables, or the result of a query. */
  public ImmutableList<Item> tables() {
    List<String> names = new ArrayList<>();
    if (facts.isPresent()) {
      facts.get().tables().forEach(table -> names.add(table.name()));
    } else {
      schemas().stream()
          .filter(object -> object.kind() == ObjectSchema.Kind.TABLE)
          .forEach(object -> names.add(object.name()));
    }
    return objects.stream()
        .filter(object -> names.contains(object.name()))
        .collect(toImmutableList());
  }

  /** The tables whose primary keys neither their files nor Lintel's own file say. */
  public ImmutableList<String> tablesWithoutKey() {
    return facts.isPresent()
        ? ImmutableList.of()
        : schemas().stream()
            .filter(ObjectSchema::lacksPrimaryKey)
            .map(ObjectSchema::name)
            .collect(toImmutableList());
  }

  /** As the other {@code script}, without keys of tables. */
  public SchemaScript script() {
    return script(Map.of());
  }

  /**
   * The statements that create the database: those that Lintel's export contains, or those that the
   * schemas of the files stand for. None for the export of a query.
   *
   * @param primaryKeys the columns of the keys of tables whose files do not say them
   * @throws IllegalArgumentException if a schema makes no sense, or a key is not one of a table
   *     that lacks it; names the object
   */
  public SchemaScript script(Map<String, ? extends List<String>> primaryKeys) {
    for (String table : primaryKeys.keySet()) {
      if (facts.isPresent() || objects.stream().noneMatch(object -> object.name().equals(table))) {
        throw new IllegalArgumentException(
            facts.isPresent()
                ? "the export says the key of table " + table
                : "the export has no table " + table);
      }
    }
    if (facts.isEmpty()) {
      List<ObjectSchema> complete =
          schemas().stream()
              .map(
                  object ->
                      primaryKeys.containsKey(object.name())
                          ? object.withPrimaryKey(primaryKeys.get(object.name()), dialect())
                          : object)
              .toList();
      return FolderDdl.script(dialect(), complete, export.databaseOptions(), export.protoBundle());
    }
    LintelExport.Ddl ddl =
        Optional.ofNullable(facts.get().ddl())
            .orElseGet(() -> new LintelExport.Ddl(List.of(), List.of()));
    return SchemaScript.of(
        dialect(),
        Streams.concat(ddl.beforeRows().stream(), ddl.afterRows().stream())
            .collect(toImmutableList()));
  }
}
