terraform {
  required_version = ">= 1.5"

  required_providers {
    google = {
      source = "hashicorp/google"
      # 5.22 is the first version with a bucket's soft_delete_policy.
      version = ">= 5.22, < 8.0"
    }
  }
}
