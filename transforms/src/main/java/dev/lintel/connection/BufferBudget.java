package dev.lintel.connection;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of rows and elements a process may buffer for one database, over all threads.
 * Nobody waits for it: a buffer is emptied when it has its fair share. Thread-safe.
 *
 * <p>A share is full when it holds as much as is free. So one buffer gets half of the budget, two
 * get a third each, and a hundred a hundred-and-first each: however many there are, together they
 * stay below the budget, except by the row or the element that fills each of them. Only a share
 * with next to nothing is never full: what others hold for long must not make every row a request
 * of its own.
 */
public final class BufferBudget {

  /** Returns shares to the budget whose owner was dropped without @Teardown, as runners may do. */
  private static final Cleaner CLEANER = Cleaner.create();

  /** Some rows, or some thousand keys. */
  private static final long LEAST_FULL_BYTES = 64 << 10;

  /** In a small budget the least is less. */
  private static final int LEAST_FULL_PARTS = 128;

  private final long maxBytes;
  private final long leastFullBytes;
  private final AtomicLong used = new AtomicLong();

  BufferBudget(long maxBytes) {
    this.maxBytes = maxBytes;
    this.leastFullBytes = Math.min(LEAST_FULL_BYTES, maxBytes / LEAST_FULL_PARTS);
  }

  /** Returns how many bytes all shares hold now. */
  long used() {
    return used.get();
  }

  /** Returns an empty share for one buffer; see {@link ConnectedDoFn#newShare}. */
  Share share() {
    var held = new Held(used);
    var share = new Share(held);
    CLEANER.register(share, held);
    return share;
  }

  /** What one buffer holds. Without a reference to its share, so that the share can be dropped. */
  private static final class Held implements Runnable {
    private final AtomicLong used;
    private final AtomicLong bytes = new AtomicLong();

    Held(AtomicLong used) {
      this.used = used;
    }

    @Override
    public void run() {
      used.addAndGet(-bytes.getAndSet(0));
    }
  }

  /** The part of the budget that one buffer uses. For one thread at a time. */
  public final class Share {
    private final Held held;

    private Share(Held held) {
      this.held = held;
    }

    /** Adds a row or an element. Its size may be an estimate. */
    public void add(long bytes) {
      held.bytes.addAndGet(bytes);
      used.addAndGet(bytes);
    }

    /** Returns true if the buffer has its fair share, and should be emptied. */
    public boolean isFull() {
      return held.bytes.get() >= Math.max(leastFullBytes, maxBytes - used.get());
    }

    /** Returns how many bytes the buffer holds. */
    public long bytes() {
      return held.bytes.get();
    }

    /** Takes away what {@link #add} added. */
    public void remove(long bytes) {
      add(-bytes);
    }

    /** Says that the buffer is empty. */
    public void clear() {
      held.run();
    }
  }
}
