terraform {
  required_version = ">= 1.5"

  required_providers {
    google = {
      source = "hashicorp/google"
      # From 5.22 on a bucket's soft delete can be set.
      version = ">= 5.22, < 8.0"
    }
  }
}
