# Access is granted on the databases that the job's own parameters name, so that grants and parameters cannot disagree.
locals {
  spanner_project = lookup(var.parameters, "spannerProjectId", var.project)
  instance        = var.parameters["instanceId"]
  database        = var.parameters["databaseId"]
  ledger_database = lookup(var.parameters, "ledgerDatabaseId", var.parameters["databaseId"])
}

resource "google_spanner_database_iam_member" "worker_uses_database" {
  project  = local.spanner_project
  instance = local.instance
  database = local.database
  role     = var.database_role
  member   = google_service_account.worker.member
}

# With jobKey, two tables record the runs and prevent them from overlapping. The first run creates the tables.
resource "google_spanner_database_iam_member" "worker_keeps_ledger" {
  # Do not declare the same grant twice: removing one would remove both.
  count = contains(keys(var.parameters), "jobKey") && (local.ledger_database != local.database || var.database_role != "roles/spanner.databaseUser") ? 1 : 0

  project  = local.spanner_project
  instance = local.instance
  database = local.ledger_database
  role     = "roles/spanner.databaseUser"
  member   = google_service_account.worker.member
}
