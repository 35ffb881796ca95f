package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.lintel.convert.FieldMapping;
import dev.lintel.convert.TextFormat;
import dev.lintel.pipeline.files.Partition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsSpecTest {
  private static final TextFormat FORMAT = TextFormat.defaults();

  @Test
  void anItemTakesRenamesSkipsOrGives() {
    assertThat(
            ColumnsSpec.parse("id, Name = full name ,-extra,Source='it''s, nightly',Note=").items())
        .containsExactly(
            new ColumnsSpec.Taken("id", "id"),
            new ColumnsSpec.Taken("Name", "full name"),
            new ColumnsSpec.Skipped("extra"),
            new ColumnsSpec.Constant("Source", "it's, nightly"),
            new ColumnsSpec.Constant("Note", null));
  }

  @Test
  void aNameThatIsNotPlainIsInDoubleQuotes() {
    assertThat(ColumnsSpec.parse("A=\"x, \"\"y\"\"=z\",-\"-a\",\"b \"").items())
        .containsExactly(
            new ColumnsSpec.Taken("A", "x, \"y\"=z"),
            new ColumnsSpec.Skipped("-a"),
            new ColumnsSpec.Taken("b ", "b "));
  }

  @Test
  void theTextOfASpecIsParsedToTheSame() {
    var spec =
        new ColumnsSpec(
            ImmutableList.of(
                new ColumnsSpec.Taken("a", "a"),
                new ColumnsSpec.Taken("b", "x, \"y\"=z' "),
                new ColumnsSpec.Taken("c", "-c"),
                new ColumnsSpec.Taken("d", "full name"),
                new ColumnsSpec.Skipped("e-e"),
                new ColumnsSpec.Skipped(""),
                new ColumnsSpec.Constant("f", "'"),
                new ColumnsSpec.Constant("g", ""),
                new ColumnsSpec.Constant("h", null)));
    assertThat(spec.toString())
        .startsWith("a,b=\"x, \"\"y\"\"=z' \",c=\"-c\",d=full name,-e-e,-\"\",f='''',g='',h=");
    assertThat(ColumnsSpec.parse(spec.toString())).isEqualTo(spec);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "~~; the name of a column is expected at its end",
        "a,,b; the name of a column is expected at character 3, before ,b",
        "a,-; the name of a field is expected at its end",
        "=b; the name of a column is expected at character 1, before =b",
        "a=b=c; a comma is expected at character 4, before =c",
        "a='b; the closing ' is expected at its end",
        "a='b' c; a comma is expected at character 7, before c",
        "a=b'c'; a comma is expected at character 4, before 'c'",
        "a,A=x; the column A is named twice",
        "a=x,-X; the field X is named twice",
        "a='1',a; the column a is named twice"
      })
  void whatIsNotInTheGrammarIsAnErrorThatSaysWhere(String text, String message) {
    assertThatThrownBy(() -> ColumnsSpec.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aPartitionIsAFieldThatCanBeRenamedAndSkipped() {
    List<Partition> partitions =
        List.of(
            new Partition("year", "2024", "year=2024"),
            new Partition("Month", "2", "Month=2"),
            new Partition("day", null, "day=__HIVE_DEFAULT_PARTITION__"));
    FieldMapping mapping =
        ColumnsSpec.parse("id,Yr=YEAR,-month,Source='x'").mapping(partitions, FORMAT);
    assertThat(mapping.given())
        .containsExactly(
            new FieldMapping.Given("Source", "x", "--columns"),
            new FieldMapping.Given("Yr", "2024", "the folder year=2024"),
            new FieldMapping.Given("day", null, "the folder day=__HIVE_DEFAULT_PARTITION__"));
    assertThat(mapping.columns()).isEqualTo(Map.of("id", "id", "YEAR", "Yr"));
    assertThat(mapping.expected()).containsExactly("id");
    assertThat(mapping.reserved()).containsExactly("Source");
  }

  @Test
  void aMappingIsWrittenAsTheTextThatReadsSingleRecordsAlike() {
    FieldMapping mapping =
        ColumnsSpec.parse("Id,Name=title,-extra,Source='x'")
            .mapping(List.of(new Partition("year", null, "year=")), FORMAT);
    assertThat(ColumnsSpec.of(mapping).toString())
        .isEqualTo("Id,Name=title,-extra,Source='x',year=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u001e", "\u2003a", "a\u2028", "a\u000b"})
  void aNameThatWhiteSpaceOfAnyKindEndsIsInDoubleQuotes(String name) {
    var spec = new ColumnsSpec(ImmutableList.of(new ColumnsSpec.Taken(name, name)));
    assertThat(spec.toString()).isEqualTo("\"" + name + "\"");
    assertThat(ColumnsSpec.parse(spec.toString())).isEqualTo(spec);
  }
}
