package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFolderTest {
  @TempDir Path folder;

  private void write(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private List<String> found(String in) throws IOException {
    return InputFolder.files(in).stream()
        .map(file -> file.toString().substring(folder.toString().length() + 1))
        .toList();
  }

  @Test
  void findsTheFilesOfAFolderAndOfItsPartitions() throws IOException {
    write(
        "T.csv",
        "year=2023/a.csv",
        "year=2023/month=1/b.csv",
        "year=2024/a.csv",
        "year=2024/_temporary/0/c.csv",
        "year=2024/other/d.csv",
        "_temporary/year=2024/e.csv",
        "other/year=2024/f.csv",
        "_SUCCESS",
        "_metadata",
        "_common_metadata",
        ".T.csv.crc",
        "year=2024_$folder$");
    List<String> expected =
        List.of("T.csv", "year=2023/a.csv", "year=2023/month=1/b.csv", "year=2024/a.csv");
    assertThat(found(folder.toString())).isEqualTo(expected);
    assertThat(found(folder + "/")).isEqualTo(expected);
    Path here = Path.of("").toAbsolutePath();
    assertThat(found(here.relativize(folder).toString())).isEqualTo(expected);
    assertThat(found(folder + "/year=2024")).containsExactly("year=2024/a.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_SUCCESS", "_metadata", ".T.csv.crc", "_temporary/0/T.csv"})
  void aFolderWithoutADataFileIsAnError(String name) throws IOException {
    write(name);
    assertThatThrownBy(() -> found(folder.toString()))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(
            "no data file in %s; names that begin with _ or . are not those of data files", folder);
  }

  @Test
  void anEmptyFolderAndOneThatDoesNotExistHaveNoDataFile() {
    assertThatThrownBy(() -> found(folder.toString())).hasMessage("no data file in %s", folder);
    assertThatThrownBy(() -> found(folder + "/none")).hasMessage("no data file in %s/none", folder);
  }

  @Test
  void aFolderWhoseFilesAreInOtherFoldersSaysSo() throws IOException {
    write("2024/T.csv", "_SUCCESS");
    assertThatThrownBy(() -> found(folder.toString()))
        .hasMessage(
            "no data file in %s; there are files in 2024/, but folders in it are read only if they"
                + " are named as partitions, name=value",
            folder);
  }
}
