package dev.lintel.coders;

import com.google.auto.service.AutoService;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import dev.lintel.failure.FailedRecord;
import java.util.List;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Makes Beam infer the coders of this package in every pipeline that has this library on its class
 * path. Beam finds this class itself; nothing has to be called.
 *
 * <p>Beam asks the registrars in the order of their class names and takes the first coder that one
 * offers. SerializableCoder, which could encode the client's classes too, is always asked last.
 */
@AutoService(CoderProviderRegistrar.class)
public final class LintelCoderProviderRegistrar implements CoderProviderRegistrar {

  /** For the service loader only. */
  public LintelCoderProviderRegistrar() {}

  @Override
  public List<CoderProvider> getCoderProviders() {
    return List.of(
        new Subtypes<>(Mutation.class, MutationCoder.of()),
        new Subtypes<>(Struct.class, StructCoder.of()),
        new Subtypes<>(Key.class, KeyCoder.of()),
        new Subtypes<>(KeySet.class, KeySetCoder.of()),
        new FailedRecords());
  }

  /**
   * Offers one coder for a class and its subclasses: {@code Create.of} asks for the class of an
   * element, which for a Struct is a private class of the client.
   */
  private static final class Subtypes<S> extends CoderProvider {
    private final Class<S> type;
    private final Coder<S> coder;

    Subtypes(Class<S> type, Coder<S> coder) {
      this.type = type;
      this.coder = coder;
    }

    @Override
    @SuppressWarnings("unchecked") // The client's subclasses are private, so nobody asks for one.
    public <T> Coder<T> coderFor(
        TypeDescriptor<T> typeDescriptor, List<? extends Coder<?>> componentCoders)
        throws CannotProvideCoderException {
      if (!type.isAssignableFrom(typeDescriptor.getRawType())) {
        throw new CannotProvideCoderException(coder + " is not for " + typeDescriptor);
      }
      return (Coder<T>) coder;
    }
  }

  /** Offers the coder of a FailedRecord, with the coder that Beam infers for its element. */
  private static final class FailedRecords extends CoderProvider {
    @Override
    @SuppressWarnings("unchecked") // The component coder is the one of the type's parameter.
    public <T> Coder<T> coderFor(
        TypeDescriptor<T> typeDescriptor, List<? extends Coder<?>> componentCoders)
        throws CannotProvideCoderException {
      if (typeDescriptor.getRawType() != FailedRecord.class || componentCoders.size() != 1) {
        throw new CannotProvideCoderException(
            FailedRecordCoder.class.getSimpleName() + " is not for " + typeDescriptor);
      }
      return (Coder<T>) FailedRecordCoder.of(componentCoders.get(0));
    }
  }
}
