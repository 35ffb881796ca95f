# Calls the Dataflow API at the scheduled time, and has no other task.
resource "google_service_account" "launcher" {
  project      = var.project
  account_id   = "${var.name}-launcher"
  display_name = "Launches ${var.name} from Cloud Scheduler"
}

# The account of the workers, and of the VM on which the template's launcher runs first.
resource "google_service_account" "worker" {
  project      = var.project
  account_id   = "${var.name}-worker"
  display_name = "Workers of ${var.name}"
}

# Dataflow's roles can be granted only on a whole project.
resource "google_project_iam_member" "launcher_creates_jobs" {
  project = var.project
  role    = "roles/dataflow.developer"
  member  = google_service_account.launcher.member
}

resource "google_storage_bucket_iam_member" "launcher_reads_template" {
  bucket = var.template_bucket
  role   = "roles/storage.objectViewer"
  member = google_service_account.launcher.member
}

# Grants actAs on this one account. Without it a launch is refused with 403; on the project it would cover every account.
resource "google_service_account_iam_member" "launcher_acts_as_worker" {
  service_account_id = google_service_account.worker.name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.launcher.member
}

resource "google_project_iam_member" "worker_does_dataflow_work" {
  project = var.project
  role    = "roles/dataflow.worker"
  member  = google_service_account.worker.member
}

# With jobKey the launcher VM asks Dataflow whether an earlier run is over, by its id or by its name.
resource "google_project_iam_member" "worker_sees_jobs" {
  count = local.has_job_key ? 1 : 0

  project = var.project
  role    = "roles/dataflow.viewer"
  member  = google_service_account.worker.member
}

resource "google_artifact_registry_repository_iam_member" "worker_pulls_image" {
  project    = var.project
  location   = var.image_location
  repository = var.image_repository
  role       = "roles/artifactregistry.reader"
  member     = google_service_account.worker.member
}

resource "google_storage_bucket_iam_member" "worker_uses_temp" {
  bucket = google_storage_bucket.temp.name
  role   = "roles/storage.objectUser"
  member = google_service_account.worker.member
}

resource "google_storage_bucket_iam_member" "worker_reads" {
  for_each = toset(var.read_buckets)

  bucket = each.value
  role   = "roles/storage.objectViewer"
  member = google_service_account.worker.member
}

resource "google_storage_bucket_iam_member" "worker_writes" {
  for_each = toset(var.write_buckets)

  bucket = each.value
  role   = "roles/storage.objectUser"
  member = google_service_account.worker.member
}
