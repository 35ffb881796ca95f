package dev.lintel.pipeline.ledger;

import dev.lintel.connection.ConnectionConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A launcher that only asks for keys. Prints "ready", waits for a line of input, asks for one key
 * after the other, and prints for each whether it got it.
 */
final class ClaimKeys {

  private ClaimKeys() {}

  /** The arguments are project, instance, database, host of the emulator, and number of keys. */
  public static void main(String[] args) throws IOException, InterruptedException {
    var config = ConnectionConfig.of(args[0], args[1], args[2]).withEmulatorHost(args[3]);
    var ledger = new RunLedger(config);
    DataflowProbe notAsked =
        run -> {
          throw new AssertionError("no run is on Dataflow");
        };
    System.out.println("ready");
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      in.readLine();
    }
    for (int i = 0; i < Integer.parseInt(args[4]); i++) {
      Claim claim = ledger.claim(NewRuns.local("key-" + i, Duration.ofHours(1)), notAsked);
      System.out.println("key-" + i + " " + claim.getClass().getSimpleName());
    }
    System.exit(0);
  }
}
