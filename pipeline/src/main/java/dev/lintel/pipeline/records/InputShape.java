package dev.lintel.pipeline.records;

import java.io.Serializable;
import java.util.List;

/** What the records of an input look like, in a form that travels to the workers. */
public interface InputShape extends Serializable {

  /** The fields that the records have. */
  RecordFields<?> fields();

  /**
   * The same shape, reduced to what is needed to read these fields.
   *
   * @param keyFields the names of the fields that keys consist of
   */
  default InputShape forKeys(List<String> keyFields) {
    return this;
  }
}
