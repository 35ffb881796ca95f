package dev.lintel.ddl;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.ColumnType;
import java.util.stream.Collectors;

/**
 * The type of a column of a model, which may be a STRUCT in contrast to that of a table's column.
 *
 * @param name the text in the spelling of INFORMATION_SCHEMA: {@code STRUCT<a INT64, b BOOL>}
 * @param type the type of the client library
 */
record ModelType(String name, Type type) {

  private record Field(String name, ModelType type) {}

  static ModelType read(DdlTokens tokens) {
    if (tokens.skip("STRUCT")) {
      return struct(tokens);
    }
    if (tokens.nextAre("ARRAY") && isStruct(tokens.peek(2))) {
      tokens.expect("ARRAY");
      tokens.expectSymbol("<");
      ModelType element = read(tokens);
      tokens.expectSymbol(">");
      return new ModelType("ARRAY<" + element.name() + ">", Type.array(element.type()));
    }
    ColumnType type = TypeReader.read(tokens);
    return new ModelType(type.name(), type.type());
  }

  private static boolean isStruct(DdlToken token) {
    return token != null && token.isWord("STRUCT");
  }

  private static ModelType struct(DdlTokens tokens) {
    ImmutableList.Builder<Field> fields = ImmutableList.builder();
    tokens.expectSymbol("<");
    while (!tokens.nextIs(">")) {
      fields.add(new Field(tokens.identifier(), read(tokens)));
      tokens.skipSymbol(",");
    }
    tokens.expectSymbol(">");
    ImmutableList<Field> all = fields.build();
    return new ModelType(
        all.stream()
            .map(field -> field.name() + " " + field.type().name())
            .collect(Collectors.joining(", ", "STRUCT<", ">")),
        Type.struct(
            all.stream()
                .map(field -> Type.StructField.of(field.name(), field.type().type()))
                .toList()));
  }
}
