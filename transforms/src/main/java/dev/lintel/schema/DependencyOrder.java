package dev.lintel.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Puts things after those that they depend on. Things that depend on each other, directly or
 * through others, form a group. Pure function, in time proportional to the number of things and
 * dependencies, whatever the length of a chain.
 */
public final class DependencyOrder {

  /** Stands for a thing that has not been visited. */
  private static final int NEW = -1;

  private final IntFunction<int[]> dependencies;
  private final int[] number;
  private final int[] lowest;
  private final boolean[] open;
  private final IntStack opened = new IntStack();
  private final List<int[]> groups = new ArrayList<>();
  private int visited;

  private DependencyOrder(int size, IntFunction<int[]> dependencies) {
    this.dependencies = dependencies;
    this.number = new int[size];
    this.lowest = new int[size];
    this.open = new boolean[size];
    Arrays.fill(number, NEW);
  }

  /**
   * Returns the groups, each after all groups that it depends on; otherwise in the order of the
   * numbers. A thing that depends on no thing that depends on it is a group by itself. The numbers
   * of a group are sorted.
   *
   * @param size the number of things, which are numbered from 0
   * @param dependencies the things that a thing depends on; called once for each thing
   */
  public static List<int[]> groups(int size, IntFunction<int[]> dependencies) {
    DependencyOrder order = new DependencyOrder(size, dependencies);
    for (int i = 0; i < size; i++) {
      if (order.number[i] == NEW) {
        order.visit(i);
      }
    }
    return order.groups;
  }

  /** Tarjan's algorithm, with a stack of its own because a chain may be long. */
  private void visit(int start) {
    List<int[]> needs = new ArrayList<>();
    IntStack path = new IntStack();
    IntStack next = new IntStack();
    enter(start, path, next, needs);
    while (!path.isEmpty()) {
      int thing = path.peek();
      int[] needed = needs.get(needs.size() - 1);
      int position = next.pop();
      if (position < needed.length) {
        next.push(position + 1);
        int other = needed[position];
        if (number[other] == NEW) {
          enter(other, path, next, needs);
        } else if (open[other]) {
          lowest[thing] = Math.min(lowest[thing], number[other]);
        }
        continue;
      }
      path.pop();
      needs.remove(needs.size() - 1);
      if (!path.isEmpty()) {
        lowest[path.peek()] = Math.min(lowest[path.peek()], lowest[thing]);
      }
      if (lowest[thing] == number[thing]) {
        close(thing);
      }
    }
  }

  private void enter(int thing, IntStack path, IntStack next, List<int[]> needs) {
    number[thing] = visited;
    lowest[thing] = visited;
    visited++;
    open[thing] = true;
    opened.push(thing);
    path.push(thing);
    next.push(0);
    needs.add(dependencies.apply(thing));
  }

  private void close(int first) {
    IntStack group = new IntStack();
    int thing;
    do {
      thing = opened.pop();
      open[thing] = false;
      group.push(thing);
    } while (thing != first);
    groups.add(group.sorted());
  }

  /** A stack of numbers. */
  private static final class IntStack {
    private int[] numbers = new int[8];
    private int size;

    boolean isEmpty() {
      return size == 0;
    }

    void push(int number) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = number;
    }

    int peek() {
      return numbers[size - 1];
    }

    int pop() {
      return numbers[--size];
    }

    int[] sorted() {
      int[] all = Arrays.copyOf(numbers, size);
      Arrays.sort(all);
      return all;
    }
  }
}
