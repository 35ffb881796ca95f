output "scheduler_job" {
  description = "Full name of the Scheduler job, to run it manually or to pause it."
  value       = google_cloud_scheduler_job.launch.id
}

output "launcher" {
  description = "Account that calls the Dataflow API."
  value       = google_service_account.launcher.email
}

output "worker" {
  description = "Account of the launcher VM and the workers; grant it access to anything else that the job reads or writes."
  value       = google_service_account.worker.email
}

output "temp_bucket" {
  description = "Bucket for staged and temporary files."
  value       = google_storage_bucket.temp.name
}

output "launch_body" {
  description = "Request body that is sent to the Dataflow API."
  value       = local.launch_body
}
