package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.common.io.BaseEncoding;
import dev.lintel.ddl.DdlScript;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortPlacesTest {
  private static final String MADE_KEYS =
      """
      CREATE TABLE T (Id STRING(36) DEFAULT (GENERATE_UUID()), Name STRING(9)) PRIMARY KEY (Id)
      """;

  private static SortPlaces places(String ddl) {
    return new SortPlaces(DdlScript.parse(ddl, Dialect.GOOGLE_STANDARD_SQL).planned());
  }

  private static void assertSpread(SortPlaces places, IntFunction<Mutation> row) {
    List<Mutation> rows = IntStream.range(0, 1_000).mapToObj(row).toList();
    KeyRanges ranges = KeyRanges.of(rows.stream().map(places::beginningOf).toList());
    assertThat(rows.stream().map(places::of).map(ranges::find).distinct()).hasSizeGreaterThan(100);
  }

  @Test
  void rowsWhoseKeysTheServerMakesAreSpreadOverRanges() {
    assertSpread(
        places(MADE_KEYS), i -> Mutation.newInsertBuilder("T").set("Name").to("n" + i).build());
  }

  @Test
  void rowsWhoseKeysTheServerMakesAreSpreadAfterALongKeyOfTheirParent() {
    assertSpread(
        places(
            """
            CREATE TABLE C (Parent STRING(MAX), Id STRING(36) DEFAULT (GENERATE_UUID()),
              Name STRING(9)) PRIMARY KEY (Parent, Id)
            """),
        i ->
            Mutation.newInsertBuilder("C")
                .set("Parent")
                .to("p".repeat(500))
                .set("Name")
                .to("n" + i)
                .build());
  }

  @Test
  void aPlaceIsTheSameInEveryProcess() {
    // Written down, because hash codes of Java would be the same within one process.
    byte[] place = places(MADE_KEYS).of(Mutation.newInsertBuilder("T").set("Name").to("n").build());
    assertThat(BaseEncoding.base16().encode(place)).isEqualTo("5400FFAB6D07F0");
  }
}
