package dev.lintel.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlPasswordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://ann:secret@proxy:3128/x     | https://…@proxy:3128/x
          https://ann:sec/ret@proxy           | https://…@proxy
          https://ann:sec@ret@proxy           | https://…@proxy
          https://ann:s/e@c/r@et@proxy/x      | https://…@proxy/x
          https://ann:se?c#ret@proxy          | https://…@proxy
          https://ann:12/34@proxy             | https://…@proxy
          https://ann@mail.example:s/t@proxy  | https://…@proxy
          https://:secret@proxy               | https://…@proxy
          https://token@proxy/x               | https://…@proxy/x
          https://ann@mail.example@proxy      | https://…@proxy
          https://host:8443/a@b               | https://…@b
          https://host:8443/a                 | https://host:8443/a
          gs://bucket/2024@3/a.csv            | gs://bucket/2024@3/a.csv
          gs://bucket/a.csv                   | gs://bucket/a.csv
          a b://u:p/q@h and c://v:r@s@i, d    | a b://…@h and c://…@i, d
          ann:secret@host                     | ann:secret@host
          """)
  void usersAndPasswordsAreNotShown(String text, String shown) {
    assertThat(UrlPasswords.hide(text)).isEqualTo(shown);
  }
}
