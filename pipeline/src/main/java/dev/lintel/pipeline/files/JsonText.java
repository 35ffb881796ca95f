package dev.lintel.pipeline.files;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Files of JSON that people write, or that describe an export. */
public final class JsonText {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The part of a message about a position that names a source: there is no source here. */
  private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; ");

  private JsonText() {}

  /**
   * Reads an object. An unknown field is an error, because it may be a misspelled one, unless the
   * type passes such fields over; and so is a field that occurs twice.
   *
   * @return null if the text is the JSON null
   * @throws IllegalArgumentException if the text is not such an object; says where
   */
  public static <T> @Nullable T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (UnrecognizedPropertyException e) {
      List<String> known = e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
      throw new IllegalArgumentException(
          "line %d: unknown field \"%s\"; known here: %s"
              .formatted(e.getLocation().getLineNr(), e.getPropertyName(), known),
          e);
    } catch (ValueInstantiationException e) {
      if (!(e.getCause() instanceof IllegalArgumentException refused)) {
        throw new IllegalStateException("The checks of " + type + " are incomplete", e);
      }
      throw new IllegalArgumentException(
          "line %d: %s".formatted(e.getLocation().getLineNr(), refused.getMessage()), e);
    } catch (MismatchedInputException e) {
      throw new IllegalArgumentException(
          "line %d: %s".formatted(e.getLocation().getLineNr(), JsonMismatch.describe(e)), e);
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      throw new IllegalArgumentException(
          (where == null ? "" : "line " + where.getLineNr() + ": ")
              + SOURCE.matcher(e.getOriginalMessage()).replaceAll("["),
          e);
    }
  }
}
