package dev.lintel.faults;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * Which calls go wrong, and how. Immutable.
 *
 * @param name for messages
 * @param methods names without the service, such as {@code Commit}
 * @param when which of the calls of each of the methods
 */
public record FaultRule(String name, ImmutableSet<String> methods, When when, Fault fault) {

  /** Which of the calls of a method. The answer depends on nothing but the arguments. */
  @FunctionalInterface
  public interface When {
    /**
     * Decides about a call.
     *
     * @param call the number of the call of this method, from 1
     * @param random evenly spread over 0 to 1, another one for each seed, method and call
     * @param ofSeed likewise, but the same for all calls of a method
     */
    boolean isHit(long call, double random, double ofSeed);

    /** Each call with this probability. */
    static When rate(double probability) {
      return (call, random, ofSeed) -> random < probability;
    }

    /** So many calls in a row, once in every so many, beginning somewhere. */
    static When burst(int length, int every) {
      return (call, random, ofSeed) ->
          Math.floorMod(call - 1 - (long) (ofSeed * every), every) < length;
    }

    /** Only this call. */
    static When call(long number) {
      return (call, random, ofSeed) -> call == number;
    }

    /** This call and all after it. */
    static When from(long number) {
      return (call, random, ofSeed) -> call >= number;
    }
  }

  /** Whether this call goes wrong. */
  boolean isHit(long seed, String method, long call) {
    return methods.contains(method)
        && when.isHit(call, random(seed, method, call), random(seed, method, 0));
  }

  private double random(long seed, String method, long call) {
    long hash =
        Hashing.murmur3_128()
            .newHasher()
            .putLong(seed)
            .putString(name, StandardCharsets.UTF_8)
            .putString(method, StandardCharsets.UTF_8)
            .putLong(call)
            .hash()
            .asLong();
    return (hash >>> 11) * 0x1.0p-53;
  }
}
