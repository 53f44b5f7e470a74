//! How a load balancer chooses a target.

use terrane_core::Expr;

/// Which target gets a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// One after the other. The default.
    RoundRobin,
    /// The one with the fewest open requests.
    LeastOutstandingRequests,
    /// At random, and fewer for a target that shows anomalies.
    WeightedRandom,
}

impl From<Algorithm> for Expr {
    fn from(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::RoundRobin => "round_robin".into(),
            Algorithm::LeastOutstandingRequests => "least_outstanding_requests".into(),
            Algorithm::WeightedRandom => "weighted_random".into(),
        }
    }
}
