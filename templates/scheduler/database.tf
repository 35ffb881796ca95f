# Access is granted on the databases that the job's own parameters name, so that grants and parameters cannot disagree.
# copy writes to its destination and reads its source; verify may read a second database to compare with. In
# Spanner_to_GCS_Text the names of instance and database begin with spanner.
locals {
  # An empty value is none, as it is in Google's templates.
  spanner_project = coalesce(lookup(var.parameters, "spannerProjectId", ""), var.project)

  database_project = coalesce(lookup(var.parameters, "destinationProjectId", ""), local.spanner_project)
  instance         = coalesce(lookup(var.parameters, "destinationInstanceId", ""), lookup(var.parameters, "instanceId", ""), lookup(var.parameters, "spannerInstanceId", ""))
  database         = coalesce(lookup(var.parameters, "destinationDatabaseId", ""), lookup(var.parameters, "databaseId", ""), lookup(var.parameters, "spannerDatabaseId", ""))
  has_job_key      = can(coalesce(var.parameters["jobKey"]))
  ledger_database  = coalesce(lookup(var.parameters, "ledgerDatabaseId", ""), local.database)

  read_project  = coalesce(lookup(var.parameters, "sourceProjectId", ""), lookup(var.parameters, "againstProjectId", ""), local.spanner_project)
  read_instance = coalesce(lookup(var.parameters, "sourceInstanceId", ""), lookup(var.parameters, "againstInstanceId", ""), local.instance)
  read_database = try(coalesce(lookup(var.parameters, "sourceDatabaseId", ""), lookup(var.parameters, "againstDatabaseId", "")), "")
  read_role     = lookup(var.parameters, "dataBoostEnabled", "false") == "true" ? "roles/spanner.databaseReaderWithDataBoost" : "roles/spanner.databaseReader"
}

resource "google_spanner_database_iam_member" "worker_uses_database" {
  project  = local.database_project
  instance = local.instance
  database = local.database
  role     = var.database_role
  member   = google_service_account.worker.member
}

# The source of copy, or the database that verify compares with.
resource "google_spanner_database_iam_member" "worker_reads_other_database" {
  count = local.read_database == "" ? 0 : 1

  project  = local.read_project
  instance = local.read_instance
  database = local.read_database
  role     = local.read_role
  member   = google_service_account.worker.member
}

# With jobKey, two tables record the runs and prevent them from overlapping. The first run creates the tables.
resource "google_spanner_database_iam_member" "worker_keeps_ledger" {
  # Do not declare the same grant twice: removing one would remove both.
  count = local.has_job_key && (local.ledger_database != local.database || var.database_role != "roles/spanner.databaseUser") ? 1 : 0

  project  = local.database_project
  instance = local.instance
  database = local.ledger_database
  role     = "roles/spanner.databaseUser"
  member   = google_service_account.worker.member
}
