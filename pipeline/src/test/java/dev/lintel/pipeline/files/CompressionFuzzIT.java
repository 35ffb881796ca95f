package dev.lintel.pipeline.files;

import com.google.common.collect.ImmutableList;
import dev.lintel.fuzz.FuzzedParser;
import dev.lintel.fuzz.ParserFuzzing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Compressed files of text that are nearly right. */
class CompressionFuzzIT extends ParserFuzzing {
  private static final byte[] TEXT =
      "1,one,true\n2,two,false\n".repeat(20).getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path folder;

  @Override
  protected Stream<FuzzedParser> parsers() {
    // What is loaded once is not counted for the first input.
    DataFile unused = SampleData.file(folder);
    return Arrays.stream(FileCompressionTest.Writer.values()).map(this::parser);
  }

  private FuzzedParser parser(FileCompressionTest.Writer writer) {
    Path path = folder.resolve("file.csv." + writer.extension());
    byte[] sample;
    try {
      sample = writer.compress(TEXT);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new FuzzedParser(
        writer.name(),
        ImmutableList.of(sample),
        ImmutableList.of(),
        100,
        input -> {
          Files.write(path, input);
          read(SampleData.file(path));
        },
        Pattern.compile(Pattern.quote("File " + path)));
  }

  private static void read(DataFile file) throws IOException, FuzzedParser.Refusal {
    try (CsvReader records = CsvReader.open(file, CsvLayout.defaults(), List.of())) {
      while (records.hasNext()) {
        FileRecord<List<String>> unused = records.next();
      }
    } catch (UnreadableFileException e) {
      throw new FuzzedParser.Refusal(e);
    }
  }
}
