package dev.lintel.connection;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ResourceInfo;
import io.grpc.Metadata;
import java.util.Optional;
import java.util.Set;

/** What a server says does not exist when it answers NOT_FOUND. */
final class MissingResource {
  private static final String SESSION = "type.googleapis.com/google.spanner.v1.Session";
  private static final Set<String> DATABASE_OR_INSTANCE =
      Set.of(
          "type.googleapis.com/google.spanner.admin.database.v1.Database",
          "type.googleapis.com/google.spanner.admin.instance.v1.Instance");
  private static final Metadata.Key<byte[]> RESOURCE =
      Metadata.Key.of("google.rpc.resourceinfo-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private MissingResource() {}

  /** Returns the resource that the end of an answer names. */
  static Optional<ResourceInfo> in(Metadata trailers) {
    byte[] resource = trailers.get(RESOURCE);
    if (resource == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ResourceInfo.parseFrom(resource));
    } catch (InvalidProtocolBufferException e) {
      // The client reports what it understands of the error.
      return Optional.empty();
    }
  }

  static boolean isSession(ResourceInfo missing) {
    return missing.getResourceType().equals(SESSION);
  }

  static boolean isDatabaseOrInstance(ResourceInfo missing) {
    return DATABASE_OR_INSTANCE.contains(missing.getResourceType());
  }
}
