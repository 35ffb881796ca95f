package dev.lintel.emulator;

import com.google.cloud.spanner.Dialect;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Provides tests with an {@link EmulatorDatabase} and its {@link SpannerEmulator}, as parameters of
 * constructors and methods and as non-final fields that are null.
 *
 * <ul>
 *   <li>A parameter or field with {@link SpannerDatabase} gets a database of its own.
 *   <li>Any other gets the database of the test, which is new for each test. The {@link
 *       SpannerDatabase} on the method describes it, else the one on the class; without either it
 *       has no tables.
 *   <li>A database that is needed before the tests of a class begin (for static fields, parameters
 *       of {@code @BeforeAll} and, with one instance for the class, parameters of the constructor
 *       and fields) is shared by all tests of the class, except those with a {@link
 *       SpannerDatabase} of their own.
 * </ul>
 *
 * <p>A database is dropped when its test or class ends. Each JVM has one emulator, and a second one
 * if {@link CountRequests} is used; both start at first use and stop with the last test. If no
 * emulator is available, tests fail with the {@link EmulatorException} that says why.
 */
public final class SpannerEmulatorExtension
    implements BeforeAllCallback, TestInstancePostProcessor, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SpannerEmulatorExtension.class);

  private final UnaryOperator<String> environment;

  public SpannerEmulatorExtension() {
    this(System::getenv);
  }

  SpannerEmulatorExtension(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /** A constructor belongs to the test whose instance it creates. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(
      ExtensionContext rootContext) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IllegalAccessException {
    setFields(context.getRequiredTestClass(), null, ModifierSupport::isStatic, context);
  }

  @Override
  public void postProcessTestInstance(Object instance, ExtensionContext context)
      throws IllegalAccessException {
    setFields(instance.getClass(), instance, ModifierSupport::isNotStatic, context);
  }

  private void setFields(
      Class<?> type, Object instance, Predicate<Field> which, ExtensionContext context)
      throws IllegalAccessException {
    Predicate<Field> settable =
        which.and(field -> supports(field.getType())).and(ModifierSupport::isNotFinal);
    for (Field field :
        ReflectionSupport.findFields(type, settable, HierarchyTraversalMode.TOP_DOWN)) {
      field.setAccessible(true);
      if (field.get(instance) == null) {
        field.set(instance, resolve(field.getType(), field, context));
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return supports(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return resolve(parameter.getParameter().getType(), parameter.getParameter(), context);
  }

  private static boolean supports(Class<?> type) {
    return type == EmulatorDatabase.class || type == SpannerEmulator.class;
  }

  private Object resolve(Class<?> type, AnnotatedElement target, ExtensionContext context) {
    SpannerEmulator emulator = emulator(context);
    if (type == SpannerEmulator.class) {
      return emulator;
    }
    Store store = context.getStore(NAMESPACE);
    Optional<SpannerDatabase> onTarget =
        AnnotationSupport.findAnnotation(target, SpannerDatabase.class);
    if (onTarget.isPresent()) {
      return compute(store, target, emulator, onTarget, context);
    }
    Optional<SpannerDatabase> onMethod =
        context
            .getTestMethod()
            .flatMap(method -> AnnotationSupport.findAnnotation(method, SpannerDatabase.class));
    // The store also looks in the stores of enclosing classes, and so finds what the class shares.
    return onMethod.isPresent()
        ? compute(store, context.getUniqueId(), emulator, onMethod, context)
        : compute(store, new ClassKey(emulator.getHost()), emulator, onClass(context), context);
  }

  private static Optional<SpannerDatabase> onClass(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(
        context.getRequiredTestClass(), SpannerDatabase.class, context.getEnclosingTestClasses());
  }

  private static EmulatorDatabase compute(
      Store store,
      Object key,
      SpannerEmulator emulator,
      Optional<SpannerDatabase> description,
      ExtensionContext context) {
    return store
        .getOrComputeIfAbsent(
            key,
            absent -> OwnedDatabase.create(emulator, description, context.getRequiredTestClass()),
            OwnedDatabase.class)
        .database();
  }

  private SpannerEmulator emulator(ExtensionContext context) {
    boolean counted =
        AnnotationSupport.isAnnotated(context.getTestMethod(), CountRequests.class)
            || AnnotationSupport.findAnnotation(
                    context.getRequiredTestClass(),
                    CountRequests.class,
                    context.getEnclosingTestClasses())
                .isPresent();
    SpannerEmulatorBuilder builder = new SpannerEmulatorBuilder(environment);
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            counted ? CountRequests.class : SpannerEmulator.class,
            absent -> counted ? builder.logRequests().start() : builder.start(),
            SpannerEmulator.class);
  }

  /** One for each emulator, because a single method may use the emulator that counts requests. */
  private record ClassKey(String host) {}

  /** A database that is dropped when its store closes. */
  private record OwnedDatabase(SpannerEmulator emulator, EmulatorDatabase database)
      implements AutoCloseable {

    static OwnedDatabase create(
        SpannerEmulator emulator, Optional<SpannerDatabase> description, Class<?> testClass) {
      Dialect dialect =
          description.map(SpannerDatabase::dialect).orElse(Dialect.GOOGLE_STANDARD_SQL);
      return new OwnedDatabase(
          emulator,
          emulator.createDatabase(
              dialect,
              description
                  .map(described -> DescribedDdl.of(described, testClass))
                  .orElse(List.of())));
    }

    @Override
    public void close() {
      emulator.dropDatabase(database);
    }
  }
}
