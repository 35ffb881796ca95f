package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.load.LoadLevel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadStageTest {
  private static LoadLevel level(String table) {
    return new LoadLevel(ImmutableList.of(table), ImmutableSet.of(), ImmutableSet.of());
  }

  private static List<LoadLevel> chain(int depth) {
    return IntStream.range(0, depth).mapToObj(i -> level("T" + i)).toList();
  }

  @Test
  void levelsOfOneFileAreOneStage() {
    assertThat(LoadStage.allOf(chain(200), level -> 1, level -> 1))
        .singleElement()
        .satisfies(
            stage -> {
              assertThat(stage.isSpread()).isFalse();
              assertThat(stage.tables()).hasSize(200).startsWith("T0", "T1");
            });
  }

  @Test
  void levelsOfSeveralFilesAreStagesOfTheirOwn() {
    assertThat(LoadStage.allOf(chain(3), level -> 5, level -> 1))
        .hasSize(3)
        .allSatisfy(stage -> assertThat(stage.isSpread()).isTrue());
  }

  @Test
  void theNumberOfStagesDoesNotGrowWithTheDepth() {
    assertThat(LoadStage.allOf(chain(500), level -> 3, level -> 1)).hasSizeLessThanOrEqualTo(30);
    assertThat(
            LoadStage.allOf(
                chain(500),
                level -> level.tables().get(0).hashCode() % 2 == 0 ? 100 : 1,
                level -> 1))
        .hasSizeLessThanOrEqualTo(30);
  }

  @Test
  void tablesThatReferenceThemselvesAreAStageOfTheirOwn() {
    List<LoadLevel> levels =
        List.of(
            level("A"),
            new LoadLevel(ImmutableList.of("B"), ImmutableSet.of(), ImmutableSet.of("B")),
            level("C"),
            level("D"));
    assertThat(LoadStage.allOf(levels, level -> 1, level -> 1))
        .extracting(LoadStage::tables)
        .containsExactly(ImmutableList.of("A"), ImmutableList.of("B"), ImmutableList.of("C", "D"));
  }
}
