package dev.lintel.transforms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which elements are transacted together, and which wait for others. Elements that share a row of
 * their own are never in two batches, which would get into each other's way: they are in one, in
 * their order, or the later ones wait for another round. A row that is read with a shared lock is
 * in any number of batches.
 *
 * @param batches transactions that may run at the same time
 * @param waiting the other elements, in their order
 */
record TransactRound<T>(List<List<PendingElement<T>>> batches, List<PendingElement<T>> waiting) {

  /** Stands for the elements that wait, instead of the number of a batch. */
  private static final int WAITING = -1;

  /**
   * Plans a round of elements. At least the first of them is in a batch.
   *
   * @param elements in the order of their arrival
   * @param maxElements how many elements a batch has at most
   * @param maxRows how many rows a batch reads at most, unless one element reads more
   */
  static <T> TransactRound<T> of(List<PendingElement<T>> elements, int maxElements, int maxRows) {
    List<List<PendingElement<T>>> batches = new ArrayList<>();
    List<Integer> rowsOf = new ArrayList<>();
    List<PendingElement<T>> waiting = new ArrayList<>();
    Map<RowId, Integer> owners = new HashMap<>();
    for (PendingElement<T> element : elements) {
      Set<Integer> related = new HashSet<>();
      for (RowId row : element.ownRows()) {
        Integer owner = owners.get(row);
        if (owner != null) {
          related.add(owner);
        }
      }
      int batch =
          switch (related.size()) {
            case 0 -> batches.size() - 1;
            case 1 -> related.iterator().next();
            default -> WAITING;
          };
      boolean fits =
          batch >= 0
              && batches.get(batch).size() < maxElements
              && rowsOf.get(batch) + element.rows().size() <= maxRows;
      if (related.isEmpty() && !fits) {
        batch = batches.size();
        batches.add(new ArrayList<>());
        rowsOf.add(0);
        fits = true;
      }
      if (fits) {
        batches.get(batch).add(element);
        rowsOf.set(batch, rowsOf.get(batch) + element.rows().size());
      } else {
        batch = WAITING;
        waiting.add(element);
      }
      for (RowId row : element.ownRows()) {
        owners.put(row, batch);
      }
    }
    return new TransactRound<>(batches, waiting);
  }
}
