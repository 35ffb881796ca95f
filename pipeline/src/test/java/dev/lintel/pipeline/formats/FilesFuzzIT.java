package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.convert.ConversionException;
import dev.lintel.ddl.DdlScript;
import dev.lintel.fuzz.FuzzedParser;
import dev.lintel.fuzz.ParserFuzzing;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.CsvDialect;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.pipeline.files.SampleData;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Files that are nearly of a format: what they say of themselves, and each record as a row. */
class FilesFuzzIT extends ParserFuzzing {
  private static final Table TABLE =
      DdlScript.parse(
              """
              CREATE TABLE T (i INT64 NOT NULL, s STRING(20), f FLOAT64, b BOOL, n NUMERIC, y BYTES(9),
                d DATE, t TIMESTAMP, j JSON, u UUID, a ARRAY<STRING(MAX)>) PRIMARY KEY (i);
              """,
              Dialect.GOOGLE_STANDARD_SQL)
          .planned()
          .getTables()
          .get(0);

  private static final ImmutableList<String> TEXT_WORDS =
      ImmutableList.of(
          ",",
          "\t",
          ";",
          "\"",
          "\"\"",
          "'",
          "\\",
          "\\N",
          "\\x",
          "\\.",
          "{",
          "}",
          "[",
          "]",
          "null",
          "NULL",
          "NaN",
          "{\"i\":",
          "[[",
          "\\u",
          "\\ud800",
          "true",
          "2026-02-29",
          "24:00:00",
          "-0",
          "i,s,f,b,n,y,d,t,j,u,a\n",
          "0x",
          "=",
          "\u2028");

  private static final ImmutableList<String> CSV =
      ImmutableList.of(
          "i,s,f,b,n,y,d,t,j,u,a\n",
          "1,one,1.5,true,2.25,AAAA,2026-01-02,2026-01-02T03:04:05.123456789Z,"
              + "\"{\"\"a\"\":[1]}\",1b4e28ba-2fa1-11d2-883f-0016d3cca427,\"[\"\"x\"\",null]\"\n",
          "2,\"a\nb\",NaN,false,-1,,,,,,\n");

  private static final ImmutableList<String> LINES =
      ImmutableList.of(
          "{\"i\":\"1\",\"s\":\"one\",\"f\":1.5,\"b\":true,\"n\":\"2.25\",\"y\":\"AAAA\"}\n",
          "{\"i\":2,\"d\":\"2026-01-02\",\"t\":\"2026-01-02T03:04:05Z\",\"j\":{\"a\":[1]}}\n",
          "[{\"i\":3,\"u\":\"1b4e28ba-2fa1-11d2-883f-0016d3cca427\",\"a\":[\"x\",null]},{\"i\":4}]");

  private static final ImmutableList<String> REJECTED =
      ImmutableList.of(
          "{\"table\":\"T\",\"errorCode\":\"OUT_OF_RANGE\",\"message\":\"m\",\"source\":{\"file\":\"f\",\"record\":1,\"line\":2,\"offset\":3},\"record\":{\"i\":\"1\"}}\n",
          "{\"table\":\"T\",\"raw\":\"1,one\",\"format\":\"csv\",\"columns\":[\"i\",\"s\"],\"readAs\":{\"columnDelimiter\":\",\",\"fieldQualifier\":\"\\\"\",\"timeZone\":\"UTC\",\"dateFormat\":\"yyyy-MM-dd\",\"columns\":\"i,s\",\"bytes\":\"hex\"}}\n",
          "{\"table\":\"T\",\"rawBase64\":\"MSxvbmU=\",\"format\":\"jsonl\"}\n");

  @TempDir private static Path folder;

  @Override
  protected Stream<FuzzedParser> parsers() throws IOException {
    // What is loaded once is not counted for the first input.
    DataFile unused = SampleData.file(folder);
    Stream<FuzzedParser> csv = Arrays.stream(CsvDialect.values()).map(this::csv);
    return Stream.concat(
        csv,
        Stream.of(
            text("jsonl", RecordFormat.JSONL, LINES, 300),
            parser("rejected.jsonl", bytes(REJECTED), 400, this::readRejected),
            binary(RecordFormat.AVRO, SampleFiles.avro(folder), 300),
            binary(RecordFormat.PARQUET, SampleFiles.parquet(folder), 150)));
  }

  private FuzzedParser csv(CsvDialect dialect) {
    TextSettings settings =
        new TextSettings(
            dialect.layout(), dialect.format(), ImmutableList.of("i", "s", "f", "b", "n", "y"));
    String delimiter = String.valueOf(dialect.layout().delimiter());
    List<String> samples = CSV.stream().map(line -> line.replace(",", delimiter)).toList();
    return parser(
        dialect.optionName() + ".csv",
        bytes(samples),
        60,
        file -> readAll(file, RecordFormat.CSV, settings));
  }

  private FuzzedParser text(String name, RecordFormat format, List<String> samples, int inputs) {
    return parser(
        "file." + name,
        bytes(samples),
        inputs,
        file -> readAll(file, format, TextSettings.defaults()));
  }

  private FuzzedParser binary(RecordFormat format, List<byte[]> samples, int inputs) {
    return parser(
        "file." + format.optionName(),
        samples,
        inputs,
        file -> readAll(file, format, TextSettings.defaults()));
  }

  private static List<byte[]> bytes(List<String> lines) {
    return Stream.concat(lines.stream(), Stream.of(String.join("", lines)))
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @FunctionalInterface
  private interface FileReading {
    void read(DataFile file) throws IOException;
  }

  private FuzzedParser parser(
      String fileName, List<byte[]> samples, int inputs, FileReading reading) {
    Path path = folder.resolve(fileName);
    return new FuzzedParser(
        fileName,
        ImmutableList.copyOf(samples),
        TEXT_WORDS,
        inputs,
        input -> {
          Files.write(path, input);
          try {
            reading.read(SampleData.file(path));
          } catch (UnreadableFileException e) {
            throw new FuzzedParser.Refusal(e);
          }
        },
        Pattern.compile(Pattern.quote("File " + path)));
  }

  private static void readAll(DataFile file, RecordFormat name, TextSettings settings)
      throws IOException {
    Format format = Formats.of(name);
    try (OpenFile<?> open = format.open(file, settings)) {
      readRows(open);
    }
    var problems = new Problems();
    format.shapeOf(
        new InputFileSet(
            "--input", ImmutableList.of(file), settings, ImmutableMap.of("i", Type.int64())),
        problems);
    format.describe(file, settings, 10);
  }

  private static <R> void readRows(OpenFile<R> open) {
    boolean fits = open.problems(TABLE, Mutation.Op.INSERT).isEmpty();
    RecordReader<R> records = open.records();
    while (records.hasNext()) {
      FileRecord<R> record = records.next();
      if (record instanceof FileRecord.Row<R> row && fits) {
        RowConversion<R> rows = open.rowsOf(TABLE, Mutation.Op.INSERT);
        try {
          rows.converter().convert(row.row());
        } catch (ConversionException e) {
          RejectedRecord.Content unused = rows.rejected().apply(row);
        }
      } else if (record instanceof FileRecord.Malformed<R> malformed) {
        malformed.raw().ifPresent(open::contentOf);
      }
    }
  }

  private void readRejected(DataFile file) throws IOException {
    try (RejectedRecordReader records = RejectedRecordReader.open(file)) {
      var converter =
          RejectedRecordConverter.of(List.of(TABLE), Mutation.Op.INSERT, TextSettings.defaults());
      while (records.hasNext()) {
        if (records.next() instanceof FileRecord.Row<RejectedRecord> row) {
          try {
            converter.convert(row.row());
          } catch (ConversionException e) {
            // The record is rejected again.
          }
        }
      }
    }
  }
}
