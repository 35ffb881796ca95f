package dev.lintel.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.lintel.pipeline.formats.RecordFormat;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Spark in local mode, in processes of its own, because its class path contradicts Beam's. */
final class Spark implements Engine {
  private static final Path MODULE = Path.of("spark", "target").toAbsolutePath();
  private static final String MAIN = "dev.lintel.engines.spark.SparkRequests";

  /** What Spark's own launcher opens to it on Java 17. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  /** An option of a reader, in Scala. */
  private static final Pattern OPTION =
      Pattern.compile("\\.option\\(\"(\\w+)\", (?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\w+))\\)");

  private final String classPath;
  private final String version;

  private Spark(String classPath) {
    this.classPath = classPath;
    var jar = Pattern.compile("spark-sql_[0-9.]+-([0-9.]+)\\.jar").matcher(classPath);
    this.version = jar.find() ? jar.group(1) : "";
  }

  static Spark start() throws IOException {
    return new Spark(Files.readString(MODULE.resolve("classpath")).strip());
  }

  @Override
  public String name() {
    return "Spark";
  }

  @Override
  public String version() {
    return "Spark " + version;
  }

  @Override
  public List<EngineFormat> formats() {
    return List.of(
        EngineFormat.PARQUET, EngineFormat.AVRO, EngineFormat.CSV, EngineFormat.JSON_LINES);
  }

  @Override
  public List<EngineType> types() {
    return SparkTypes.ALL;
  }

  @Override
  public List<String> importOptions(EngineFormat format) {
    return switch (format) {
      case CSV -> List.of("--csvDialect=spark");
      case JSON_LINES -> List.of("--timeZone=UTC");
      default -> List.of();
    };
  }

  @Override
  public List<Written> write(EngineFormat format, Path folder) throws Exception {
    ArrayNode requests = PlainValue.MAPPER.createArrayNode();
    for (int i = 0; i < types().size(); i++) {
      requests
          .addObject()
          .put("write", types().get(i).query())
          .put("format", name(format.readAs()))
          .put("path", folder.resolve(ImportedFiles.table(i)).toString());
    }
    List<Written> written = new ArrayList<>();
    int table = 0;
    for (JsonNode answer : answers(requests)) {
      written.add(
          answer.has("error")
              ? Written.refused(
                  answer
                      .get("error")
                      .asText()
                      // One note for all types.
                      .replaceFirst(" of the type \".*\"", " of this type"))
              : Written.to(ImportedFiles.table(table) + "/part-*"));
      table++;
    }
    return written;
  }

  private static String name(RecordFormat format) {
    return format == RecordFormat.JSONL ? "json" : format.optionName();
  }

  @Override
  public List<RecordFormat> readable() {
    return List.of(RecordFormat.AVRO, RecordFormat.PARQUET, RecordFormat.CSV, RecordFormat.JSONL);
  }

  @Override
  public Map<String, ReadColumn> read(RecordFormat format, List<Path> files) throws Exception {
    Path export = files.get(0).getParent();
    ArrayNode requests = PlainValue.MAPPER.createArrayNode();
    ObjectNode request = requests.addObject().put("format", name(format));
    ExportedTable.COLUMNS.keySet().forEach(request.putArray("columns")::add);
    ObjectNode options = request.putObject("options");
    if (format == RecordFormat.AVRO) {
      request.put("read", export.resolve(ExportedTable.NAME + ".avro-*").toString());
    } else {
      request.put(
          "read", export.resolve(ExportedTable.NAME + "-*." + format.optionName()).toString());
      OPTION
          .matcher(ReadingExportsPage.line("spark", format.optionName(), export))
          .results()
          .forEach(
              option ->
                  options.put(
                      option.group(1),
                      (option.group(2) == null ? option.group(3) : option.group(2))
                          .replaceAll("\\\\(.)", "$1")));
    }
    JsonNode answer = answers(requests).get(0);
    Map<String, ReadColumn> columns = new LinkedHashMap<>();
    for (String name : ExportedTable.COLUMNS.keySet()) {
      columns.put(name, column(answer.has("error") ? answer : answer.path(name)));
    }
    return columns;
  }

  private static ReadColumn column(JsonNode answer) {
    if (answer.has("error")) {
      return ReadColumn.refused(answer.get("error").asText());
    }
    Map<Long, String> values = new TreeMap<>();
    answer.get("rows").forEach(row -> values.put(row.get(0).asLong(), row.get(1).asText()));
    return ReadColumn.of(answer.get("type").asText(), values);
  }

  private JsonNode answers(JsonNode requests) throws Exception {
    Path folder = Files.createTempDirectory("spark");
    try {
      Path file = Files.writeString(folder.resolve("requests.json"), requests.toString());
      Path answers = folder.resolve("answers.json");
      Path log = folder.resolve("log");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
      command.add("-Xmx1g");
      command.add("-XX:+UseSerialGC");
      command.add("-Dspark.local.dir=" + folder);
      command.add("-Dspark.sql.warehouse.dir=" + folder.resolve("warehouse"));
      // As of DuckDb.
      command.add("-Duser.timezone=Asia/Kolkata");
      command.add("-cp");
      command.add(MODULE.resolve("classes") + File.pathSeparator + classPath);
      command.addAll(List.of(MAIN, file.toString(), answers.toString()));
      int status =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      if (status != 0) {
        throw new IOException("Spark failed:\n" + Files.readString(log));
      }
      return PlainValue.MAPPER.readTree(answers.toFile());
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  @Override
  public void stop() {}
}
