//! writes: a service behind the listener that only redirects
//! costs: every request is sent to HTTPS, and no task gets one
//! elsewhere: not tried
//! stops: compile

use terrane_compute::Service;
use terrane_core::Seconds;
use terrane_edge::{ListenerHandle, Redirecting};

fn register_with(service: Service, http: &ListenerHandle<Redirecting>) -> Service {
    service.register_with(&http.target_group(), Seconds(60))
}

fn main() {}
