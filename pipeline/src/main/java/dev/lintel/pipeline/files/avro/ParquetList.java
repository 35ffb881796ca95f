package dev.lintel.pipeline.files.avro;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A group that is a list, which becomes an array.
 *
 * @param element the elements
 * @param form what the group repeats
 */
record ParquetList(Schema schema, ParquetDatum element, Form form) implements ParquetDatum {

  /** What is repeated within the group. */
  enum Form {
    /** The elements, which are never null: the older form. */
    ELEMENTS,
    /** A group with the element as its only field. */
    GROUPS_OF_ONE
  }

  @Override
  public Converter newConverter(Consumer<Object> target) {
    return new ListConverter(this, target);
  }

  private static final class ListConverter extends GroupConverter {
    private final Consumer<Object> target;
    private final Converter repeated;
    private List<@Nullable Object> elements = new ArrayList<>();

    ListConverter(ParquetList list, Consumer<Object> target) {
      this.target = target;
      Consumer<@Nullable Object> add = datum -> elements.add(datum);
      this.repeated =
          list.form() == Form.ELEMENTS
              ? list.element().newConverter(add)
              : new GroupOfOne(list.element(), add);
    }

    @Override
    public Converter getConverter(int position) {
      return repeated;
    }

    @Override
    public void start() {
      elements = new ArrayList<>();
    }

    @Override
    public void end() {
      target.accept(elements);
    }
  }

  private static final class GroupOfOne extends GroupConverter {
    private final Consumer<@Nullable Object> target;
    private final Converter element;
    private @Nullable Object datum;

    GroupOfOne(ParquetDatum element, Consumer<@Nullable Object> target) {
      this.target = target;
      this.element = element.newConverter(value -> datum = value);
    }

    @Override
    public Converter getConverter(int position) {
      return element;
    }

    @Override
    public void start() {
      datum = null;
    }

    @Override
    public void end() {
      target.accept(datum);
    }
  }
}
