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
import java.util.function.UnaryOperator;

/**
 * The method of Spanner's administration service that returns the permissions of a caller,
 * TestIamPermissions, whose messages are read and written by field number, and the methods for DDL,
 * which answer UNIMPLEMENTED or never, or begin a change that does not end.
 */
public final class PermissionsService {
  private static final String SERVICE = "google.spanner.admin.database.v1.DatabaseAdmin";
  private static final int PERMISSIONS_OF_REQUEST = 2;
  private static final int PERMISSIONS_OF_RESPONSE = 1;
  private static final int NAME_OF_OPERATION = 1;

  private volatile Set<String> granted = Set.of();
  private volatile boolean ddlUnanswered;
  private volatile boolean ddlEndless;

  /** Sets the permissions of the caller. */
  public void grant(Set<String> permissions) {
    granted = Set.copyOf(permissions);
  }

  /** Makes the server keep silent when it is asked to read or change the DDL. */
  public void leaveDdlUnanswered() {
    ddlUnanswered = true;
  }

  /** Makes the server accept a change of the DDL and never finish it. */
  public void neverFinishDdl() {
    ddlEndless = true;
  }

  ServerServiceDefinition definition() {
    return ServerServiceDefinition.builder(SERVICE)
        .addMethod(
            method("TestIamPermissions"),
            (call, headers) -> {
              call.request(1);
              return new Answering(call, this::answer);
            })
        .addMethod(method("GetDatabaseDdl"), this::ignore)
        .addMethod(method("UpdateDatabaseDdl"), this::change)
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

  private ServerCall.Listener<UnknownFieldSet> change(
      ServerCall<UnknownFieldSet, UnknownFieldSet> call, Metadata headers) {
    if (!ddlEndless) {
      return ignore(call, headers);
    }
    call.request(1);
    var name =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFromUtf8("operations/endless"))
            .build();
    return new Answering(
        call, unused -> UnknownFieldSet.newBuilder().addField(NAME_OF_OPERATION, name).build());
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

  private static final class Answering extends ServerCall.Listener<UnknownFieldSet> {
    private final ServerCall<UnknownFieldSet, UnknownFieldSet> call;
    private final UnaryOperator<UnknownFieldSet> answer;

    Answering(
        ServerCall<UnknownFieldSet, UnknownFieldSet> call, UnaryOperator<UnknownFieldSet> answer) {
      this.call = call;
      this.answer = answer;
    }

    @Override
    public void onMessage(UnknownFieldSet request) {
      call.sendHeaders(new Metadata());
      call.sendMessage(answer.apply(request));
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
