package dev.lintel.pipeline.faults;

import com.google.common.collect.ImmutableSet;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;

/** Jobs that change a database. */
class WritersUnderFaultsIT extends JobsUnderFaults {
  WritersUnderFaultsIT(
      @SpannerDatabase(ddl = {FaultDatabases.CUSTOMERS, FaultDatabases.ORDERS})
          EmulatorDatabase source,
      @SpannerDatabase(ddl = {FaultDatabases.CUSTOMERS, FaultDatabases.ORDERS})
          EmulatorDatabase destination) {
    super(
        source,
        destination,
        ImmutableSet.of(JobUnderTest.IMPORT, JobUnderTest.COPY, JobUnderTest.PURGE));
  }
}
