package dev.lintel.pipeline.exportfolder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FileStemsTest {

  @Test
  void aNameThatEveryFileSystemTakesIsItsOwnStem() {
    assertThat(FileStems.of(List.of("Airports", "sales.Item", "a_1")))
        .containsEntry("Airports", "Airports")
        .containsEntry("sales.Item", "sales.Item")
        .containsEntry("a_1", "a_1");
  }

  @Test
  void otherCharactersBecomeUnderscores() {
    assertThat(FileStems.of(List.of("Mixed Case", "a/b", "ünï", "x*-0?")).values())
        .containsExactly("Mixed_Case", "a_b", "_n_", "x__0_");
  }

  @Test
  void aNameThatCanStayAsItIsKeepsItsStemWhateverTheOrder() {
    assertThat(FileStems.of(List.of("a b", "a/b", "a_b", "a_b_2")))
        .containsEntry("a_b", "a_b")
        .containsEntry("a_b_2", "a_b_2")
        .containsEntry("a b", "a_b_3")
        .containsEntry("a/b", "a_b_4");
  }

  @Test
  void noTwoStemsDifferOnlyByTheCaseOfLetters() {
    assertThat(FileStems.of(List.of("Users", "users", "USERS", "users_2", "u sers", "U sers")))
        .satisfies(
            stems ->
                assertThat(stems.values().stream().map(stem -> stem.toLowerCase(Locale.ROOT)))
                    .doesNotHaveDuplicates()
                    .hasSize(6))
        .containsEntry("Users", "Users")
        .containsEntry("users_2", "users_2");
  }
}
