package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import dev.lintel.ddl.DdlScript;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortPlacesTest {

  @Test
  void rowsWhoseKeysTheServerMakesAreSpreadOverRanges() {
    var places =
        new SortPlaces(
            DdlScript.parse(
                    """
                    CREATE TABLE T (Id STRING(36) DEFAULT (GENERATE_UUID()), Name STRING(9))
                      PRIMARY KEY (Id)
                    """,
                    Dialect.GOOGLE_STANDARD_SQL)
                .planned());
    List<byte[]> ofRows =
        IntStream.range(0, 1_000)
            .mapToObj(i -> Mutation.newInsertBuilder("T").set("Name").to("n" + i).build())
            .map(places::of)
            .toList();
    KeyRanges ranges = KeyRanges.of(ofRows);
    assertThat(ofRows.stream().map(ranges::find).distinct()).hasSizeGreaterThan(100);
  }
}
