package dev.lintel.pipeline.doctor;

import dev.lintel.pipeline.job.DatabaseNeeds;
import dev.lintel.pipeline.job.GivenJob;

/** What one job needs of one database. */
record DatabaseUse(GivenJob job, DatabaseNeeds needs) {}
