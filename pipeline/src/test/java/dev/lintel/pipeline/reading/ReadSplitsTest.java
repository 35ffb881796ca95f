package dev.lintel.pipeline.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lintel.convert.StrictJson;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.CsvLineBreaks;
import dev.lintel.pipeline.files.EscapeSequences;
import dev.lintel.pipeline.files.avro.ParquetSamples;
import dev.lintel.pipeline.formats.RecordFile;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.RejectedRecord;
import dev.lintel.pipeline.formats.RejectedRecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a runner does with the parts of files, each record is read once, and it is said right
 * where the rejected ones are.
 */
class ReadSplitsTest {
  private static final int SEEDS = 25;
  private static final Schema SCHEMA =
      SchemaBuilder.record("R").fields().requiredLong("Id").requiredString("Text").endRecord();

  @TempDir Path folder;
  private int parts;
  private int bundles;

  @Test
  void jsonLines() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      check(seed, RecordsOfTest.of(RecordFormat.JSONL), ".jsonl", () -> jsonLines(random));
    }
    assertManyParts();
  }

  @Test
  void jsonInAnArrayOrOnSeveralLines() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      boolean array = random.nextBoolean();
      String objects =
          String.join(
              array ? ",\n" : "\n",
              IntStream.range(0, 30)
                  .mapToObj(i -> "{\n  \"Id\": %d, \"Text\": \"%s\"\n}".formatted(i, word(random)))
                  .toList());
      check(
          seed,
          RecordsOfTest.of(RecordFormat.JSONL),
          ".json",
          () -> utf8(array ? "[" + objects + "]\nbad end\n" : objects));
    }
    assertThat(bundles).isGreaterThan(SEEDS * 3);
  }

  @Test
  void csvWithLineBreaks() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      check(
          seed,
          RecordsOfTest.of(RecordFormat.CSV, layout(random)),
          ".csv",
          () -> csv(random, "\"a\nb\r\n%d\"", "\"x,\"\"y\"\"\""));
    }
    assertManyParts();
  }

  @Test
  void csvWithoutLineBreaks() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      CsvLayout layout = layout(random).withLineBreaks(CsvLineBreaks.NEVER);
      check(
          seed,
          RecordsOfTest.of(RecordFormat.CSV, layout),
          ".csv",
          // A record with a line break is malformed, and so is the rest of it.
          () -> csv(random, "\"never\n%d\"", "\"open %d", "\"x,\"\"y\"\"\""));
    }
    assertManyParts();
  }

  @Test
  void tabsWithCarriageReturnsInTexts() throws IOException {
    CsvLayout mysql =
        CsvLayout.defaults()
            .withDelimiter('\t')
            .withEscape('\\')
            .withSequences(EscapeSequences.MYSQL);
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      CsvLayout layout = random.nextBoolean() ? mysql : mysql.withLineBreaks(CsvLineBreaks.NEVER);
      check(
          seed,
          RecordsOfTest.of(RecordFormat.CSV, layout),
          ".tsv",
          () -> csv(random, "a\r%d", "\rb", "\\\n%d", "\"open\r%d"));
    }
    assertManyParts();
  }

  @Test
  void avro() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      check(seed, RecordsOfTest.of(RecordFormat.AVRO), ".avro", () -> avro(random));
    }
    assertManyParts();
  }

  @Test
  void parquet() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      check(seed, RecordsOfTest.of(RecordFormat.PARQUET), ".parquet", () -> parquet(random));
    }
    assertThat(parts).isGreaterThan(SEEDS * 2);
    assertThat(bundles).isGreaterThan(parts);
  }

  @Test
  void compressedFilesHaveOneReaderAndManyBundles() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      check(seed, RecordsOfTest.of(RecordFormat.JSONL), ".jsonl.gz", () -> jsonLines(random));
    }
    assertThat(bundles).isGreaterThan(SEEDS * 5);
  }

  private void assertManyParts() {
    assertThat(parts).isGreaterThan(SEEDS * 5);
    assertThat(bundles).isGreaterThan(parts);
  }

  private interface Content {
    byte[] bytes() throws IOException;
  }

  /** Reads one to six files in parts, and compares that with reading each from its start. */
  private void check(int seed, RecordsOfTest records, String extension, Content content)
      throws IOException {
    var random = new Random(seed);
    List<String> files = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      files.add(write(folder.resolve("f" + i + extension), content.bytes()));
    }
    List<String> values = new ArrayList<>();
    List<RejectedRecord> rejected = new ArrayList<>();
    Map<String, Long> counts = new HashMap<>();
    for (String file : files) {
      List<RecordFile.Result<String>> all = records.inOnePass(file);
      counts.put(file, (long) all.size());
      for (RecordFile.Result<String> record : all) {
        record.value().ifPresent(values::add);
        record.rejected().ifPresent(rejected::add);
      }
    }
    // Some bundles have several whole files, so that a runner may take those away that come next.
    boolean small = random.nextInt(3) > 0;
    ReadList<String, String> list =
        records.withExpected(counts).list(small ? 1 + random.nextInt(200) : 1 << 20, files);
    parts += ReadParts.of(list).size();
    int mostRecords = small ? 1 + random.nextInt(5) : 1_000;
    var bundle = new BundleSize(mostRecords, small ? 1 + random.nextInt(1000) : 1 << 20);
    var schedule = new ReadSchedule(list, bundle, /* workers= */ 1 + random.nextInt(3), random);
    schedule.run();
    bundles += schedule.bundles;
    assertThat(schedule.records)
        .as("records, seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(values);
    assertThat(schedule.largestBundle).isLessThanOrEqualTo(mostRecords);
    checkRejected(seed, schedule.rejected, rejected);
    // The files that were read in one bundle have been checked there.
    for (int file = 0; file < files.size(); file++) {
      if (schedule.counted.contains(file)) {
        assertThat(schedule.counts[file]).isEqualTo(counts.get(files.get(file)));
      }
    }
  }

  private static void checkRejected(int seed, List<String> lines, List<RejectedRecord> onePass)
      throws IOException {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (RejectedRecord record : onePass) {
      expected.add(RejectedRecordWriter.toLine(record));
    }
    for (String line : lines) {
      JsonNode read = StrictJson.parse(line);
      JsonNode source = read.get("source");
      if (source.has("offset")) {
        byte[] file = Files.readAllBytes(Path.of(source.get("file").textValue()));
        byte[] raw = read.get("raw").textValue().getBytes(StandardCharsets.UTF_8);
        int offset = source.get("offset").intValue();
        assertThat(source.get("record").intValue()).isEqualTo(1);
        assertThat(Arrays.copyOfRange(file, offset, offset + raw.length)).isEqualTo(raw);
        actual.add(withoutSource(line));
      } else {
        assertThat(expected).as("place, seed %d", seed).contains(line);
        actual.add(withoutSource(line));
      }
    }
    assertThat(actual)
        .as("rejected, seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(ReadSplitsTest::withoutSource).toList());
  }

  private static String withoutSource(String line) {
    return line.replaceFirst("\"source\":\\{[^}]*\\},", "");
  }

  private static String write(Path file, byte[] content) throws IOException {
    if (!file.toString().endsWith(".gz")) {
      return Files.write(file, content).toString();
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content);
    }
    return file.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String word(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> "äöü€";
      case 1 -> "\uD83D\uDE00".repeat(1 + random.nextInt(60));
      case 2 -> "long".repeat(random.nextInt(100));
      case 3 -> "bad";
      default -> "w" + random.nextInt(1000);
    };
  }

  private static String lineBreak(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "\r\n";
      case 1 -> "\n\n";
      case 2 -> "\r\n\r\n";
      default -> "\n";
    };
  }

  private static byte[] jsonLines(Random random) {
    var text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
    int lines = random.nextInt(40);
    for (int i = 0; i < lines; i++) {
      text.append(
          random.nextInt(10) == 0
              ? "{\"bad\": " + word(random)
              : "{\"Id\": %d, \"Text\": \"%s\"}".formatted(i, word(random)));
      text.append(i + 1 == lines && random.nextBoolean() ? "" : lineBreak(random));
    }
    return utf8(text.toString());
  }

  private static CsvLayout layout(Random random) {
    return random.nextBoolean()
        ? CsvLayout.defaults()
        : CsvLayout.defaults().withHeader(CsvLayout.Header.FIRST_RECORD);
  }

  /** Lines of three fields, of which one is sometimes of these forms, with a number for %d. */
  private static byte[] csv(Random random, String... forms) {
    var text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
    char delimiter = forms[0].contains("\"") ? ',' : '\t';
    text.append("Id").append(delimiter).append("Name").append(delimiter).append("\"a\"\n");
    int lines = random.nextInt(40);
    for (int i = 0; i < lines; i++) {
      text.append(i).append(delimiter);
      text.append(
          random.nextInt(4) == 0 ? forms[random.nextInt(forms.length)].formatted(i) : word(random));
      text.append(random.nextInt(12) == 0 ? "" : delimiter + word(random));
      text.append(i + 1 == lines && random.nextBoolean() ? "" : lineBreak(random));
    }
    return utf8(text.toString());
  }

  private byte[] avro(Random random) throws IOException {
    Path path = folder.resolve("made.avro");
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(SCHEMA))) {
      writer.setCodec(random.nextBoolean() ? CodecFactory.nullCodec() : CodecFactory.snappyCodec());
      writer.setSyncInterval(32 + random.nextInt(200));
      writer.create(SCHEMA, path.toFile());
      int rows = random.nextInt(60);
      for (int i = 0; i < rows; i++) {
        var row = new GenericData.Record(SCHEMA);
        row.put("Id", (long) i);
        row.put("Text", word(random));
        writer.append(row);
      }
    }
    return Files.readAllBytes(path);
  }

  private byte[] parquet(Random random) throws IOException {
    Path path = folder.resolve("made.parquet");
    Files.deleteIfExists(path);
    MessageType schema =
        Types.buildMessage()
            .addField(Types.required(PrimitiveTypeName.INT64).named("Id"))
            .addField(
                Types.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("Text"))
            .named("R");
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withDictionaryEncoding(false)
            .withRowGroupSize(100L + random.nextInt(300))
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(1)
            .build()) {
      int rows = random.nextInt(60);
      for (int i = 0; i < rows; i++) {
        writer.write(
            new SimpleGroupFactory(schema)
                .newGroup()
                .append("Id", (long) i)
                .append("Text", word(random)));
      }
    }
    ParquetSamples.changeFooter(path, footer -> addEmptyGroups(footer.getRow_groups(), random));
    return Files.readAllBytes(path);
  }

  private static void addEmptyGroups(List<RowGroup> groups, Random random) {
    for (int i = groups.size() - 1; i >= 0; i--) {
      RowGroup group = groups.get(i);
      long offset = group.getColumns().get(0).getMeta_data().getData_page_offset();
      for (int count = random.nextInt(3); count > 0; count--) {
        groups.add(
            i + random.nextInt(2),
            ParquetSamples.emptyGroup(group, random.nextBoolean() ? 0 : offset));
      }
    }
  }
}
