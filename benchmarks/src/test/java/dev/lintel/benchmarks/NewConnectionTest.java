package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewConnectionTest {

  @Test
  void everyNumberHasASpellingOfItsOwn() {
    var spellings =
        IntStream.range(0, 512).mapToObj(i -> NewConnection.spelled("localhost:9010", i)).toList();

    assertThat(spellings)
        .doesNotHaveDuplicates()
        .allSatisfy(host -> assertThat(host.toLowerCase(Locale.ROOT)).isEqualTo("localhost:9010"));
  }
}
