//! VPC, subnets, gateways, routes, endpoints and security groups as typed Terraform.
