package dev.lintel.fuzz;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A parser, and what input for it is made of.
 *
 * @param samples valid input
 * @param words what means something to the parser: keywords, brackets, quotes
 * @param inputs how many inputs a round has
 * @param reading reads an input, all of it
 * @param refusal what the message of a refusal is like; it has to name the place
 */
public record FuzzedParser(
    String name,
    ImmutableList<byte[]> samples,
    ImmutableList<String> words,
    int inputs,
    Reading reading,
    Pattern refusal) {

  /** What is done with an input. */
  @FunctionalInterface
  public interface Reading {
    /**
     * Reads the input. It may throw what the parser throws for input that is not valid.
     *
     * @throws Refusal with the parser's message
     */
    void read(byte[] input) throws Exception;
  }

  /** Reads text. */
  @FunctionalInterface
  public interface TextReading {
    /** As {@link Reading#read}. */
    void read(String text) throws Exception;
  }

  /** The input is not valid, and the parser has said so in the way that it promises. */
  public static final class Refusal extends Exception {
    public Refusal(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** A parser of text that throws an IllegalArgumentException for text that is not valid. */
  public static FuzzedParser ofText(
      String name, List<String> samples, List<String> words, int inputs, TextReading reading) {
    return new FuzzedParser(
        name,
        samples.stream()
            .map(sample -> sample.getBytes(StandardCharsets.UTF_8))
            .collect(toImmutableList()),
        ImmutableList.copyOf(words),
        inputs,
        input -> readText(input, reading),
        Pattern.compile("(?s).+"));
  }

  private static void readText(byte[] input, TextReading reading) throws Exception {
    try {
      reading.read(new String(input, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // A special case of Java's, such as that of a number, is a fault of the parser.
      if (e.getClass() != IllegalArgumentException.class
          && !e.getClass().getName().startsWith("dev.lintel.")) {
        throw e;
      }
      throw new Refusal(e);
    }
  }

  /** The same, whose messages have to match. */
  public FuzzedParser withRefusal(String regex) {
    return new FuzzedParser(name, samples, words, inputs, reading, Pattern.compile(regex));
  }

  @Override
  public String toString() {
    return name;
  }
}
