package dev.lintel.schema;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/** One column of a primary key or of an index, with its sort order. Immutable. */
@AutoValue
public abstract class KeyPart implements Serializable {

  /** The order in which the column is sorted. */
  public enum Order {
    ASC,
    DESC
  }

  /** Returns the name of the column as the database spells it. */
  public abstract String getColumn();

  /** Returns the sort order. */
  public abstract Order getOrder();

  /** Returns a column with its order. */
  public static KeyPart of(String column, Order order) {
    return new AutoValue_KeyPart(column, order);
  }

  /** Returns a column in ascending order. */
  public static KeyPart ascending(String column) {
    return of(column, Order.ASC);
  }
}
