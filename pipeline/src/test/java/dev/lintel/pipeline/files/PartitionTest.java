package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionTest {
  private static DataFile file(String name) {
    return DataFile.named(name);
  }

  @Test
  void theFoldersDirectlyAboveAFileAreItsPartitions() {
    assertThat(Partition.of(file("/data/env=prod/t/year=2024/month=2/a.csv")))
        .extracting(Partition::name, Partition::value, Partition::folder)
        .containsExactly(tuple("year", "2024", "year=2024"), tuple("month", "2", "month=2"));
    assertThat(Partition.of(file("/data/year=2024/sub/a.csv"))).isEmpty();
    assertThat(Partition.of(file("/data/=2024/a=b.csv"))).isEmpty();
  }

  @Test
  void nullHasANameOfItsOwnAndNothingIsAnEmptyText() {
    assertThat(Partition.of(file("/t/a=__HIVE_DEFAULT_PARTITION__/b=/x.csv")))
        .extracting(Partition::value)
        .containsExactly(null, "");
  }

  @ParameterizedTest
  @CsvSource({
    "city=S%C3%A3o%20Paulo, city, São Paulo",
    "city=São Paulo, city, São Paulo",
    "a%3Db=c%2Fd, a=b, c/d",
    "a=b=c, a, b=c",
    "ts=2024-02-29 12%3A34%3A56, ts, 2024-02-29 12:34:56",
    "rate=100%, rate, 100%",
    "rate=5%2, rate, 5%2",
    "rate=5%zz, rate, 5%zz",
    "sum=1+1, sum, 1+1"
  })
  void namesAndValuesAreDecoded(String folder, String name, String value) {
    assertThat(Partition.of(file("/t/" + folder + "/x.csv")))
        .containsExactly(new Partition(name, value, folder));
  }

  @Test
  void whatIsNotUtf8IsAnError() {
    assertThatThrownBy(() -> Partition.of(file("/t/city=%E3/x.csv")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the folder city=%E3 is not UTF-8 once its percent signs are decoded");
  }
}
