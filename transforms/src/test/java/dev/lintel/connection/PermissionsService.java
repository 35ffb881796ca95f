package dev.lintel.connection;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * The method of Spanner's administration service that returns the permissions of a caller:
 * TestIamPermissions. Its messages are read and written by field number.
 */
public final class PermissionsService {
  private static final String SERVICE = "google.spanner.admin.database.v1.DatabaseAdmin";
  private static final int PERMISSIONS_OF_REQUEST = 2;
  private static final int PERMISSIONS_OF_RESPONSE = 1;

  private volatile Set<String> granted = Set.of();

  /** Sets the permissions of the caller. */
  public void grant(Set<String> permissions) {
    granted = Set.copyOf(permissions);
  }

  ServerServiceDefinition definition() {
    var method =
        MethodDescriptor.<UnknownFieldSet, UnknownFieldSet>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(
                MethodDescriptor.generateFullMethodName(SERVICE, "TestIamPermissions"))
            .setRequestMarshaller(new Fields())
            .setResponseMarshaller(new Fields())
            .build();
    return ServerServiceDefinition.builder(SERVICE)
        .addMethod(
            method,
            (call, headers) -> {
              call.request(1);
              return new Answering(call);
            })
        .build();
  }

  private UnknownFieldSet answer(UnknownFieldSet request) {
    var permissions = UnknownFieldSet.Field.newBuilder();
    for (ByteString asked : request.getField(PERMISSIONS_OF_REQUEST).getLengthDelimitedList()) {
      if (granted.contains(asked.toStringUtf8())) {
        permissions.addLengthDelimited(asked);
      }
    }
    return UnknownFieldSet.newBuilder()
        .addField(PERMISSIONS_OF_RESPONSE, permissions.build())
        .build();
  }

  private final class Answering extends ServerCall.Listener<UnknownFieldSet> {
    private final ServerCall<UnknownFieldSet, UnknownFieldSet> call;

    Answering(ServerCall<UnknownFieldSet, UnknownFieldSet> call) {
      this.call = call;
    }

    @Override
    public void onMessage(UnknownFieldSet request) {
      call.sendHeaders(new Metadata());
      call.sendMessage(answer(request));
      call.close(Status.OK, new Metadata());
    }
  }

  private static final class Fields implements MethodDescriptor.Marshaller<UnknownFieldSet> {
    @Override
    public InputStream stream(UnknownFieldSet value) {
      return new ByteArrayInputStream(value.toByteArray());
    }

    @Override
    public UnknownFieldSet parse(InputStream stream) {
      try {
        return UnknownFieldSet.parseFrom(stream);
      } catch (InvalidProtocolBufferException e) {
        throw Status.INVALID_ARGUMENT.withCause(e).asRuntimeException();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
