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
 * The method of Spanner's administration service that returns the permissions of a caller,
 * TestIamPermissions, whose messages are read and written by field number, and the methods for DDL,
 * which answer UNIMPLEMENTED or never.
 */
public final class PermissionsService {
  private static final String SERVICE = "google.spanner.admin.database.v1.DatabaseAdmin";
  private static final int PERMISSIONS_OF_REQUEST = 2;
  private static final int PERMISSIONS_OF_RESPONSE = 1;

  private volatile Set<String> granted = Set.of();
  private volatile boolean ddlUnanswered;

  /** Sets the permissions of the caller. */
  public void grant(Set<String> permissions) {
    granted = Set.copyOf(permissions);
  }

  /** Makes the server keep silent when it is asked to read or change the DDL. */
  public void leaveDdlUnanswered() {
    ddlUnanswered = true;
  }

  ServerServiceDefinition definition() {
    return ServerServiceDefinition.builder(SERVICE)
        .addMethod(
            method("TestIamPermissions"),
            (call, headers) -> {
              call.request(1);
              return new Answering(call);
            })
        .addMethod(method("GetDatabaseDdl"), this::ignore)
        .addMethod(method("UpdateDatabaseDdl"), this::ignore)
        .build();
  }

  private static MethodDescriptor<UnknownFieldSet, UnknownFieldSet> method(String name) {
    return MethodDescriptor.<UnknownFieldSet, UnknownFieldSet>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(new Fields())
        .setResponseMarshaller(new Fields())
        .build();
  }

  private ServerCall.Listener<UnknownFieldSet> ignore(
      ServerCall<UnknownFieldSet, UnknownFieldSet> call, Metadata headers) {
    if (!ddlUnanswered) {
      call.close(Status.UNIMPLEMENTED, new Metadata());
    }
    return new ServerCall.Listener<>() {};
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
