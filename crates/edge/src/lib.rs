//! Load balancers, certificates and Cloudflare DNS as typed Terraform.
