package dev.lintel.connection;

import com.google.cloud.spanner.BatchClient;
import com.google.cloud.spanner.DatabaseAdminClient;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.InstanceAdminClient;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.TransactionManager;
import com.google.cloud.spanner.TransactionRunner;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.grpc.Channel;
import java.io.Serializable;
import java.util.List;

/**
 * Finds fields of Serializable classes that could hold a client and so be serialized with the
 * graph. Used by the tests of every module.
 */
public final class ClientFieldFinder {
  private static final List<Class<?>> CLIENTS =
      List.of(
          Spanner.class,
          DatabaseClient.class,
          BatchClient.class,
          DatabaseAdminClient.class,
          InstanceAdminClient.class,
          ReadContext.class,
          ResultSet.class,
          TransactionRunner.class,
          TransactionManager.class,
          Channel.class,
          Lease.class,
          SpannerConnection.class);

  private ClientFieldFinder() {}

  /** Returns the full names of such fields, except transient and static ones. */
  public static List<String> findIn(JavaClasses classes) {
    return classes.stream()
        .filter(type -> type.isAssignableTo(Serializable.class))
        .flatMap(type -> type.getFields().stream())
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .filter(field -> !field.getModifiers().contains(JavaModifier.TRANSIENT))
        .filter(ClientFieldFinder::couldHoldAClient)
        .map(JavaField::getFullName)
        .toList();
  }

  /** True for the type of a client, its supertypes, and any type whose type arguments name one. */
  static boolean couldHoldAClient(JavaField field) {
    return field.getRawType().isEquivalentTo(Object.class)
        || field.getType().getAllInvolvedRawTypes().stream()
            .anyMatch(
                type ->
                    CLIENTS.stream()
                        .anyMatch(
                            client ->
                                type.isAssignableTo(client)
                                    || (type.isAssignableFrom(client)
                                        && !type.isEquivalentTo(Object.class)
                                        && !type.isEquivalentTo(Serializable.class))));
  }
}
