package dev.lintel.pipeline.job;

import dev.lintel.pipeline.command.MemoryMessage;

/** The heap is too small for the run. */
final class HeapFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason how it shows, as the end of a sentence
   */
  HeapFullException(String reason) {
    super(MemoryMessage.ofHeap(reason));
  }

  /**
   * @param thrown an OutOfMemoryError, or an error that the JVM has for it
   */
  HeapFullException(VirtualMachineError thrown) {
    super(thrown);
  }
}
