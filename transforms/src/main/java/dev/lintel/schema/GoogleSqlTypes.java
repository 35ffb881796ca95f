package dev.lintel.schema;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Parses GoogleSQL type names. */
final class GoogleSqlTypes {

  private static final ImmutableMap<String, Type> SCALARS =
      ImmutableMap.<String, Type>builder()
          .put("BOOL", Type.bool())
          .put("INT64", Type.int64())
          .put("FLOAT32", Type.float32())
          .put("FLOAT64", Type.float64())
          .put("NUMERIC", Type.numeric())
          .put("STRING", Type.string())
          .put("BYTES", Type.bytes())
          .put("DATE", Type.date())
          .put("TIMESTAMP", Type.timestamp())
          .put("JSON", Type.json())
          .put("UUID", Type.uuid())
          .put("INTERVAL", Type.interval())
          .put("TOKENLIST", Type.bytes())
          .buildOrThrow();

  private static final Pattern SIZED = pattern("(STRING|BYTES) ?\\( ?(MAX|\\d+|0X[0-9A-F]+) ?\\)");
  private static final Pattern ARRAY =
      pattern("ARRAY ?<(.+)>(?: ?\\( ?VECTOR_LENGTH ?=> ?(\\d+) ?\\))?");
  private static final Pattern NAMED = pattern("(PROTO|ENUM) ?< ?`?([\\w.]+)`? ?>");

  private GoogleSqlTypes() {}

  static ColumnType parse(String text) {
    ColumnType type = parseOrNull(text);
    if (type == null) {
      throw ColumnType.unknown(text);
    }
    return type;
  }

  private static @Nullable ColumnType parseOrNull(String text) {
    String spaced = text.strip().replaceAll("\\s+", " ");
    String upper = spaced.toUpperCase(Locale.ROOT);
    Type scalar = SCALARS.get(upper);
    if (scalar != null) {
      return ColumnType.unbounded(upper, scalar);
    }
    Matcher sized = SIZED.matcher(upper);
    if (sized.matches()) {
      return sized(sized.group(1), sized.group(2));
    }
    Matcher named = NAMED.matcher(spaced);
    if (named.matches()) {
      String kind = named.group(1).toUpperCase(Locale.ROOT);
      String message = named.group(2);
      Type type = kind.equals("PROTO") ? Type.proto(message) : Type.protoEnum(message);
      return ColumnType.unbounded(kind + "<" + message + ">", type);
    }
    Matcher array = ARRAY.matcher(spaced);
    return array.matches() ? array(array.group(1), array.group(2)) : null;
  }

  private static ColumnType sized(String name, String length) {
    Type type = name.equals("STRING") ? Type.string() : Type.bytes();
    if (length.equals("MAX")) {
      return ColumnType.unbounded(name + "(MAX)", type);
    }
    long max =
        Long.decode(length.startsWith("0X") ? length : length.replaceFirst("^0+(?=\\d)", ""));
    return ColumnType.bounded(name + "(" + max + ")", type, max);
  }

  private static @Nullable ColumnType array(String elementText, @Nullable String vectorLength) {
    ColumnType element = parseOrNull(elementText);
    if (element == null || element.type().getCode() == Type.Code.ARRAY) {
      return null;
    }
    String suffix = vectorLength == null ? "" : "(vector_length=>" + vectorLength + ")";
    return new ColumnType(
        "ARRAY<" + element.name() + ">" + suffix, Type.array(element.type()), element.maxLength());
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
