package dev.lintel.emulator;

import com.google.spanner.admin.instance.v1.GetInstanceRequest;
import com.google.spanner.admin.instance.v1.InstanceAdminGrpc;
import com.google.spanner.admin.instance.v1.InstanceAdminGrpc.InstanceAdminBlockingStub;
import com.google.spanner.admin.instance.v1.InstanceName;
import com.google.spanner.admin.instance.v1.ListInstanceConfigsRequest;
import com.google.spanner.admin.instance.v1.ProjectName;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The plaintext channel to an emulator, and calls that check whether it answers. Thread-safe. */
final class EmulatorConnection implements AutoCloseable {

  private final ManagedChannel channel;
  private final InstanceAdminBlockingStub stub;

  EmulatorConnection(String host) {
    channel = ManagedChannelBuilder.forTarget(host).usePlaintext().build();
    stub = InstanceAdminGrpc.newBlockingStub(channel);
  }

  ManagedChannel channel() {
    return channel;
  }

  /** Returns whether the emulator answers one call within this time. */
  boolean answers(Duration timeout) {
    channel.resetConnectBackoff();
    return answers(stub, timeout);
  }

  /** Waits until the emulator answers, at most for this time, and returns whether it did. */
  boolean waitForAnswer(Duration timeout) {
    return answers(stub.withWaitForReady(), timeout);
  }

  private static boolean answers(InstanceAdminBlockingStub stub, Duration timeout) {
    try {
      stub.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
          .listInstanceConfigs(
              ListInstanceConfigsRequest.newBuilder()
                  .setParent(ProjectName.of(SpannerEmulator.PROJECT_ID).toString())
                  .build());
      return true;
    } catch (StatusRuntimeException e) {
      return switch (e.getStatus().getCode()) {
        case UNAVAILABLE, DEADLINE_EXCEEDED -> false;
        default -> throw new EmulatorException("No Spanner emulator: " + e.getMessage(), e);
      };
    }
  }

  /** Makes a call that changes nothing and that {@link EmulatorOutput} recognizes by its marker. */
  void mark(String marker, Duration timeout) {
    try {
      stub.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
          .getInstance(
              GetInstanceRequest.newBuilder()
                  .setName(InstanceName.of(EmulatorOutput.MARKER_PROJECT, marker).toString())
                  .build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw new EmulatorException(
            "The emulator did not answer when its requests were counted: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
