package dev.lintel.transforms;

import com.google.cloud.spanner.Key;
import com.google.protobuf.ByteString;

/**
 * A key to look up. Two keys are equal if they are the same key to Spanner, even if their values
 * were spelt differently.
 *
 * @param place the sort key of the key, which identifies it
 */
record LookupKey(ByteString place, Key key) {

  @Override
  public boolean equals(Object other) {
    return other instanceof LookupKey that && place.equals(that.place);
  }

  @Override
  public int hashCode() {
    return place.hashCode();
  }
}
