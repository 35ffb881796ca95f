package dev.lintel.coders;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Mutation.Op;
import com.google.cloud.spanner.Mutation.WriteBuilder;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Iterator;
import org.apache.beam.sdk.coders.CoderException;

/**
 * The encoding of a mutation: operation, table, then the key set of a delete or the columns of a
 * write.
 */
final class MutationEncoding {
  // Numbers of the format: they never change.
  private static final byte INSERT = 1;
  private static final byte UPDATE = 2;
  private static final byte INSERT_OR_UPDATE = 3;
  private static final byte REPLACE = 4;
  private static final byte DELETE = 5;

  private static final ImmutableMap<Op, Byte> NUMBERS =
      ImmutableMap.of(
          Op.INSERT, INSERT,
          Op.UPDATE, UPDATE,
          Op.INSERT_OR_UPDATE, INSERT_OR_UPDATE,
          Op.REPLACE, REPLACE,
          Op.DELETE, DELETE);

  private MutationEncoding() {}

  static void write(CodedOutputStream out, Mutation mutation) throws IOException {
    byte operation = number(mutation.getOperation());
    out.write(operation);
    Scalars.writeString(out, mutation.getTable());
    if (operation == DELETE) {
      KeySetEncoding.write(out, mutation.getKeySet());
      return;
    }
    out.writeUInt32NoTag(Iterables.size(mutation.getColumns()));
    Iterator<Value> values = mutation.getValues().iterator();
    for (String column : mutation.getColumns()) {
      Scalars.writeString(out, column);
      ValueEncoding.write(out, values.next());
    }
  }

  /**
   * Returns the number of an operation.
   *
   * @param operation a {@link Mutation.Op}. The parameter is any enum, so that a test can pass one
   *     that this client does not have
   * @throws CoderException if the operation is newer than this format, like the queue operations
   *     SEND and ACK of later clients; the message names it
   */
  static byte number(Enum<?> operation) throws CoderException {
    Byte number = NUMBERS.get(operation);
    if (number == null) {
      throw new CoderException(
          "cannot encode a Mutation with the operation "
              + operation
              + ": this release encodes only "
              + NUMBERS.keySet());
    }
    return number;
  }

  static Mutation read(CodedInputStream in) throws IOException {
    byte operation = in.readRawByte();
    String table = Scalars.readString(in);
    return switch (operation) {
      case INSERT -> readColumns(in, Mutation.newInsertBuilder(table));
      case UPDATE -> readColumns(in, Mutation.newUpdateBuilder(table));
      case INSERT_OR_UPDATE -> readColumns(in, Mutation.newInsertOrUpdateBuilder(table));
      case REPLACE -> readColumns(in, Mutation.newReplaceBuilder(table));
      case DELETE -> Mutation.delete(table, KeySetEncoding.read(in));
      default -> throw new CoderException("corrupt Mutation: operation " + operation);
    };
  }

  private static Mutation readColumns(CodedInputStream in, WriteBuilder mutation)
      throws IOException {
    int count = Frame.readCount(in);
    for (int i = 0; i < count; i++) {
      mutation.set(Scalars.readString(in)).to(ValueEncoding.read(in));
    }
    return mutation.build();
  }
}
