package dev.lintel.emulator;

import com.google.cloud.spanner.Dialect;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Describes the database of a test; {@link SpannerEmulatorExtension} says which test gets which
 * database.
 *
 * <pre>{@code
 * @SpannerDatabase(ddl = "CREATE TABLE T (K INT64) PRIMARY KEY (K)")
 * class ThingIT {
 *   @Test
 *   void doesIt(EmulatorDatabase database) { … }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
@ExtendWith(SpannerEmulatorExtension.class)
public @interface SpannerDatabase {

  /** Returns DDL statements without semicolons, one an element. */
  String[] ddl() default {};

  /**
   * Returns the name of a DDL script on the class path, relative to the test class or, with a
   * leading slash, to the root. Its statements end in semicolons; comments are dropped. It runs
   * before {@link #ddl}.
   */
  String ddlResource() default "";

  /** Returns the SQL dialect of the database. */
  Dialect dialect() default Dialect.GOOGLE_STANDARD_SQL;
}
