//! `aws_lb_listener`.

use terrane_aws::kind::LoadBalancerArn;
use terrane_aws::traffic::require_traffic;
use terrane_aws::{RequiredTraffic, Tags};
use terrane_core::{Body, Handle, Port, Problem, Ref, Resource, ResourceType, Stack, Text};

use super::forwarded::check_vpc;
use super::listener_action::ListenerAction;
use super::listener_handle::ListenerHandle;
use super::listener_protocol::ListenerProtocol;
use super::load_balancer_handle::LoadBalancerHandle;
use crate::layer::FILE;

const LISTENER: ResourceType = terrane_aws::resource("aws_lb_listener", FILE);

/// A port of a load balancer, and what happens to the requests that arrive there: an
/// [`HttpListener`](crate::HttpListener) or an [`HttpsListener`](crate::HttpsListener).
///
/// Emits `aws_lb_listener.{label}`, with the default action: what happens to a request that no
/// [`ListenerRule`](crate::ListenerRule) matches.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `duplicate-listener-port` | two listeners of a load balancer on one port |
/// | `listener-not-admitted` | a port that no security group of an internet-facing load balancer admits |
/// | `redirect-to-nowhere` | a redirect to HTTPS without a listener on port 443 |
/// | `redirect-loop` | a redirect that changes nothing |
/// | `target-group-of-other-vpc` | a target group in another VPC than the load balancer |
/// | `fixed-response-status`, `fixed-response-too-long` | an answer that AWS refuses |
/// | `grpc-needs-https` | a target group for gRPC behind HTTP |
/// | `weak-tls` (a warning) | a policy with TLS 1.0 or 1.1 |
///
/// # Not covered
///
/// Mutual TLS, authentication, forwarding to several groups by weight, and the headers for CORS and content
/// security: use `stack.amend(&listener).attribute(…)` and `.block(…)`.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_edge::{FixedResponse, HttpListener, LoadBalancerLookup};
///
/// let mut stack = Stack::new("docs");
/// let alb = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// HttpListener::respond(&alb, FixedResponse::new(404)).hide_server().declare(&mut stack, "http");
/// assert!(stack.finish().is_ok());
/// ```
#[doc(alias = "aws_lb_listener")]
#[doc(alias = "aws_alb_listener")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct Listener<P, A> {
    pub(super) protocol: P,
    alb: LoadBalancerHandle,
    port: Port,
    action: A,
    hides_server: bool,
    tags: Tags,
}

impl<P: ListenerProtocol, A: ListenerAction> Listener<P, A> {
    pub(super) fn new(protocol: P, alb: &LoadBalancerHandle, action: A) -> Self {
        Self { protocol, alb: alb.clone(), port: P::PORT, action, hides_server: false, tags: Tags::default() }
    }

    /// Another port than 80 for HTTP and 443 for HTTPS.
    pub fn port(mut self, port: impl Into<Port>) -> Self {
        self.port = port.into();
        self
    }

    /// Removes the `server` header from answers. Default: it says `awselb/2.0` where the load balancer
    /// answers.
    pub fn hide_server(mut self) -> Self {
        self.hides_server = true;
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        let target = self.action.target();
        self.protocol.check(target, body);
        self.action.check(body);
        if let Some(target) = target {
            check_vpc(body, &self.alb, target);
        }
    }
}

impl<P: ListenerProtocol, A: ListenerAction> Resource for Listener<P, A> {
    type Handle = ListenerHandle<A>;

    fn lower(self, stack: &mut Stack, label: &str) -> ListenerHandle<A> {
        let mut body = Body::new();
        self.check(&mut body);
        body.reference("load_balancer_arn", self.alb.arn());
        body.set("port", self.port);
        self.protocol.write(&mut body);
        body.set_opt("routing_http_response_server_enabled", self.hides_server.then_some(false));
        body.block("default_action", |block| self.action.write(block));
        self.tags.write(&mut body);
        let node = stack.add(&LISTENER, label, body);
        let listener = ListenerHandle { node, alb: self.alb, action: self.action };
        check_port(stack, &listener, self.port);
        listener
    }
}

/// Compares a listener with the others of its load balancer, and with the security groups: a port has one
/// listener, a redirect to HTTPS needs one on port 443, and the internet must reach it.
fn check_port<A: ListenerAction>(stack: &mut Stack, listener: &ListenerHandle<A>, port: Port) {
    const TAKEN: &str = "duplicate-listener-port";
    let ListenerHandle { node, alb, action } = listener;
    let scope: Ref<LoadBalancerArn> = alb.arn();
    let on = |port: Port| format!("port {}", port.number());
    stack.claim(node, TAKEN, &scope, on(port));
    if action.leads_to_https() {
        let problem = Problem::error(
            "redirect-to-nowhere",
            format!("clients are sent to HTTPS, but `{}` has no listener on port 443", alb.node().address()),
            "declare an `HttpsListener` of the load balancer, or forward the requests instead",
        );
        stack.expect(node, TAKEN, &scope, on(Port::HTTPS), problem);
    }
    if alb.internet_facing {
        let required = RequiredTraffic {
            rule: "listener-not-admitted",
            from: Vec::new(),
            to: alb.security_groups.clone(),
            port,
            consequence: "the internet cannot reach the listener".to_owned(),
        };
        require_traffic(stack, node, required);
    }
}
