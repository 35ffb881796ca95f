package dev.lintel.fuzz;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Makes input that is nearly valid: a sample in which some bytes are changed, moved, repeated or
 * replaced by others that mean something to the parser. Not thread-safe.
 */
final class Mutator {
  private static final int MOST_CHANGES = 6;
  private static final int MOST_REPETITIONS = 10_000;

  /** An input longer than this is cut, so that a limit of time and memory is one for all. */
  private static final int MOST_BYTES = 1 << 18;

  /** What parsers of any kind may stumble over. */
  private static final ImmutableList<byte[]> EXTREMES =
      ImmutableList.of(
          new byte[] {0},
          new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
          new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
          new byte[] {(byte) 0x80, 0, 0, 0},
          new byte[] {0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
          text("9223372036854775808"),
          text("-2147483649"),
          text("1e999999999"),
          text("\uFEFF"),
          text("\uD83D\uDE00"),
          text("\r\n"),
          text("\n"));

  private final Random random;
  private final FuzzedParser parser;
  private final ImmutableList<byte[]> words;

  Mutator(Random random, FuzzedParser parser) {
    this.random = random;
    this.parser = parser;
    ImmutableList.Builder<byte[]> all = ImmutableList.<byte[]>builder().addAll(EXTREMES);
    parser.words().forEach(word -> all.add(text(word)));
    this.words = all.build();
  }

  /** Returns another input. */
  byte[] next() {
    byte[] bytes = sample();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      bytes = changed(bytes);
    }
    return bytes.length > MOST_BYTES ? Arrays.copyOf(bytes, MOST_BYTES) : bytes;
  }

  private byte[] changed(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = from + length(bytes.length - from);
    byte[] piece = Arrays.copyOfRange(bytes, from, to);
    return switch (random.nextInt(9)) {
      case 0 -> with(bytes, from, to, new byte[0]);
      case 1 -> with(bytes, from, from, word());
      case 2 -> with(bytes, from, to, word());
      case 3 -> with(bytes, from, from, piece);
      case 4 -> with(bytes, random.nextInt(bytes.length + 1), piece);
      case 5 -> flipped(bytes);
      case 6 -> random.nextInt(4) > 0 ? flipped(bytes) : Arrays.copyOf(bytes, from);
      case 7 -> with(bytes, from, from, repeated(random.nextBoolean() ? word() : piece));
      default -> with(bytes, from, to, partOf(sample()));
    };
  }

  private byte[] sample() {
    return parser.samples().get(random.nextInt(parser.samples().size()));
  }

  private byte[] word() {
    return words.get(random.nextInt(words.size()));
  }

  /** Mostly short: what is long destroys most of the sample. */
  private int length(int most) {
    int bound = random.nextInt(4) > 0 ? Math.min(most, 8) : most;
    return bound == 0 ? 0 : random.nextInt(bound + 1);
  }

  private byte[] partOf(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    return Arrays.copyOfRange(bytes, from, from + length(bytes.length - from));
  }

  /** Mostly a few times; seldom so often that a parser that calls itself runs out of stack. */
  private byte[] repeated(byte[] piece) {
    int times = 2 + random.nextInt(random.nextInt(8) == 0 ? MOST_REPETITIONS : 4);
    int most = MOST_BYTES / Math.max(1, piece.length);
    byte[][] pieces = new byte[Math.min(times, most)][];
    Arrays.fill(pieces, piece);
    return Bytes.concat(pieces);
  }

  private byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    if (flipped.length > 0) {
      int at = random.nextInt(flipped.length);
      flipped[at] =
          (byte) (random.nextBoolean() ? flipped[at] ^ (1 << random.nextInt(8)) : random.nextInt());
    }
    return flipped;
  }

  private static byte[] with(byte[] bytes, int at, byte[] inserted) {
    return with(bytes, at, at, inserted);
  }

  private static byte[] with(byte[] bytes, int from, int to, byte[] replacement) {
    return Bytes.concat(
        Arrays.copyOf(bytes, from), replacement, Arrays.copyOfRange(bytes, to, bytes.length));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
