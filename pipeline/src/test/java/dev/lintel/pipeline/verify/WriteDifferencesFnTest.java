package dev.lintel.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.compare.RowDifference;
import dev.lintel.compare.TableComparison;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteDifferencesFnTest {
  private static final Dialect DIALECT = Dialect.GOOGLE_STANDARD_SQL;
  private static final Table TABLE =
      DdlScript.parse("CREATE TABLE T (Id INT64, Text STRING(MAX)) PRIMARY KEY (Id)", DIALECT)
          .planned()
          .findTable("T")
          .orElseThrow();

  @TempDir private Path folder;

  /** Writes missing rows with these keys, and returns the keys in the order of the file. */
  private List<Long> written(long[] keys, int characters) throws IOException {
    var fn =
        new WriteDifferencesFn(
            ImmutableList.of(TableComparison.of(DIALECT, TABLE, DIALECT, TABLE)),
            ImmutableMap.of("T", "T"),
            new ResultPlaces(folder + "/", /* fixesOrNull= */ null));
    String text = "x".repeat(characters);
    fn.process(
        KV.of(
            "T",
            LongStream.of(keys)
                .mapToObj(
                    key ->
                        RowDifference.missing(
                            "T",
                            Key.of(key),
                            Struct.newBuilder().set("Id").to(key).set("Text").to(text).build()))
                .toList()));
    try (Stream<String> lines = Files.lines(folder.resolve("T.jsonl"))) {
      return lines
          .map(line -> Long.valueOf(line.replaceFirst("^.*?\"Id\":\"(\\d+)\".*$", "$1")))
          .toList();
    }
  }

  @Test
  void theyAreInTheOrderOfTheKey() throws IOException {
    assertThat(written(new long[] {9, 8, 7, 6, 5, 4, 3, 2, 1}, 1))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void largeRowsAreNotAllHeldToBeSorted() throws IOException {
    // A text of a mebi of characters takes up to three MiB, so six of them are sorted.
    assertThat(written(new long[] {9, 8, 7, 6, 5, 4, 3, 2, 1}, 1 << 20))
        .containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 3L, 2L, 1L);
  }
}
