package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.files.DataFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenFilesTest {

  @ParameterizedTest
  @CsvSource({
    "/d/*, /d/_SUCCESS",
    "/d/*, /d/_metadata",
    "/d/*, /d/.a.csv.crc",
    "/d/*.csv, /d/.a.csv",
    "/d/**, /d/_temporary/0/a.csv",
    "/d/**.csv, /d/a=1/.b/a.csv",
    "/d/*/*, /d/_delta_log/0.json"
  })
  void whatWritersLeaveIsNoData(String pattern, String file) {
    assertThat(HiddenFiles.of(pattern).has(DataFile.named(file))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/d/*.csv, /d/a.csv",
    "/d/*.csv, /d/_a.csv",
    "/d/_*, /d/_a",
    "/d/.*, /d/.a",
    "/d/.a, /d/.a",
    "/home/.b/_c/*, /home/.b/_c/a.csv",
    "/d/_temporary/*, /d/_temporary/a.csv",
    "*.csv, /elsewhere/.b/a.csv"
  })
  void aPatternThatSpellsAHiddenNameFindsIt(String pattern, String file) {
    assertThat(HiddenFiles.of(pattern).has(DataFile.named(file))).isFalse();
  }
}
