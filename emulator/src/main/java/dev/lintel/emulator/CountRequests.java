package dev.lintel.emulator;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of this class, or this test, on an emulator that counts its requests: {@link
 * SpannerEmulator#requests()}. All such tests of the JVM share it, so compare a count with an
 * earlier one ({@link RequestCounts#since}), and do not run other tests on it at the same time.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(SpannerEmulatorExtension.class)
public @interface CountRequests {}
