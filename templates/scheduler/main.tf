locals {
  # Every placeholder stands for a whole JSON value. The API treats null as an absent field.
  launch_body = templatefile("${path.module}/launch.json.tftpl", {
    job_name         = jsonencode(var.name)
    template_path    = jsonencode("gs://${var.template_bucket}/templates/lintel/${var.job}.json")
    parameters       = jsonencode(var.parameters)
    temp_location    = jsonencode("gs://${google_storage_bucket.temp.name}/temp")
    staging_location = jsonencode("gs://${google_storage_bucket.temp.name}/staging")
    worker_email     = jsonencode(google_service_account.worker.email)
    max_workers      = jsonencode(var.max_workers)
    machine_type     = jsonencode(var.machine_type)
    network          = jsonencode(var.network)
    subnetwork       = jsonencode(var.subnetwork)
    ip_configuration = jsonencode(var.ip_configuration)
    labels           = jsonencode(var.labels)
  })
}

resource "google_cloud_scheduler_job" "launch" {
  project          = var.project
  region           = var.region
  name             = var.name
  description      = "Launches Lintel's ${var.job} on Dataflow"
  schedule         = var.schedule
  time_zone        = var.time_zone
  paused           = var.paused
  attempt_deadline = "${var.attempt_deadline_seconds}s"

  retry_config {
    retry_count          = var.retry_count
    min_backoff_duration = "60s"
    max_backoff_duration = "900s"
    max_doublings        = 4
  }

  http_target {
    http_method = "POST"
    uri         = "https://dataflow.googleapis.com/v1b3/projects/${var.project}/locations/${var.region}/flexTemplates:launch"
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode(local.launch_body)

    oauth_token {
      service_account_email = google_service_account.launcher.email
      scope                 = "https://www.googleapis.com/auth/cloud-platform"
    }
  }

  # A launch fails with 403 until its roles are granted.
  depends_on = [
    google_project_iam_member.launcher_creates_jobs,
    google_storage_bucket_iam_member.launcher_reads_template,
    google_service_account_iam_member.launcher_acts_as_worker,
    google_project_iam_member.worker_does_dataflow_work,
    google_project_iam_member.worker_sees_jobs,
    google_artifact_registry_repository_iam_member.worker_pulls_image,
    google_storage_bucket_iam_member.worker_uses_temp,
    google_storage_bucket_iam_member.worker_reads,
    google_storage_bucket_iam_member.worker_writes,
    google_spanner_database_iam_member.worker_uses_database,
    google_spanner_database_iam_member.worker_reads_other_database,
    google_spanner_database_iam_member.worker_keeps_ledger,
  ]
}
