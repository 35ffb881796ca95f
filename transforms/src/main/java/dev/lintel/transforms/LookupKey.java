package dev.lintel.transforms;

import com.google.cloud.spanner.Key;
import com.google.protobuf.ByteString;

/**
 * A key to look up. Two that Spanner takes for the same are equal, however they were spelt.
 *
 * @param place what tells it from others
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
