//! `aws_lb_listener`

use terrane_aws::kind::{ListenerArn, LoadBalancerArn, ValidatedCertificateArn};
use terrane_aws::traffic::require_traffic;
use terrane_aws::{ForwardedTargetGroup, RequiredTraffic, Tags};
use terrane_core::{Body, Handle, Node, Port, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::{
    Answering, FixedResponse, Forwarding, ListenerAction, LoadBalancerHandle, Redirect, Redirecting,
    SslPolicy, TargetGroupHandle,
};
use crate::layer::FILE;

const LISTENER: ResourceType = terrane_aws::resource("aws_lb_listener", FILE);

/// The rule by which a load balancer's port has one listener.
const TAKEN: &str = "duplicate-listener-port";

fn on_port(port: Port) -> String {
    format!("port {}", port.number())
}

/// What both sorts of listener have.
#[derive(Debug)]
struct Common<D> {
    alb: LoadBalancerHandle,
    port: Port,
    action: D,
    security_header: Option<Text>,
    hides_server: bool,
    tags: Tags,
}

impl<D: ListenerAction> Common<D> {
    fn new(alb: &LoadBalancerHandle, port: Port, action: D) -> Self {
        let (security_header, hides_server, tags) = (None, false, Tags::default());
        Self { alb: alb.clone(), port, action, security_header, hides_server, tags }
    }

    /// Writes a listener; `tls` adds what makes it an HTTPS one.
    fn declare(
        self,
        stack: &mut Stack,
        label: &str,
        protocol: &'static str,
        tls: impl FnOnce(&mut Body),
    ) -> ListenerHandle<D> {
        let mut body = Body::new();
        body.reference("load_balancer_arn", self.alb.arn());
        body.set("port", self.port);
        body.set("protocol", protocol);
        tls(&mut body);
        body.set_opt("routing_http_response_strict_transport_security_header_value", self.security_header);
        body.set_opt("routing_http_response_server_enabled", self.hides_server.then_some(false));
        body.block("default_action", |block| self.action.write(block));
        if let Some(problem) = self.action.target().and_then(|target| self.alb.misses(target)) {
            body.report(problem);
        }
        self.tags.write(&mut body);
        let node = stack.add(&LISTENER, label, body);
        let (alb, port) = (self.alb, self.port);
        let scope: Ref<LoadBalancerArn> = alb.arn();
        stack.claim(&node, TAKEN, &scope, on_port(port));
        if self.action.leads_to_https() {
            let problem = Problem::error(
                "redirect-to-nowhere",
                format!(
                    "clients are sent to HTTPS, but `{}` has no listener on port 443",
                    alb.node().address()
                ),
                "declare an `HttpsListener` of the load balancer, or forward the requests instead",
            );
            stack.expect(&node, TAKEN, &scope, on_port(Port::HTTPS), problem);
        }
        if alb.is_internet_facing() {
            require_traffic(
                stack,
                &node,
                RequiredTraffic {
                    rule: "listener-not-admitted",
                    from: Vec::new(),
                    to: alb.security_groups().to_vec(),
                    port,
                    consequence: "the internet cannot reach the listener".to_owned(),
                },
            );
        }
        ListenerHandle { node, alb, action: self.action }
    }
}

/// A listener without encryption: it redirects to HTTPS, answers by itself, or stands behind something that encrypts.
///
/// The port is 80 unless another is set. Two listeners on one port are reported (`duplicate-listener-port`), and so are a
/// port that no security group of an internet-facing load balancer admits (`listener-not-admitted`), a redirect to HTTPS
/// where no listener takes it (`redirect-to-nowhere`), and a target group that is in another VPC than the load balancer
/// (`target-group-of-other-vpc`).
///
/// ```
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_edge::{HttpListener, LoadBalancerLookup};
///
/// let mut stack = Stack::new("docs");
/// let alb = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// HttpListener::redirect_to_https(&alb).declare(&mut stack, "http");
/// assert!(stack.finish().is_ok());
/// ```
///
/// A service has nothing to register with at a listener that redirects:
///
/// ```compile_fail,E0599
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_edge::{HttpListener, LoadBalancerLookup};
///
/// let mut stack = Stack::new("docs");
/// let alb = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// let http = HttpListener::redirect_to_https(&alb).declare(&mut stack, "http");
/// let target = http.target_group();
/// ```
///
/// Left out: forwarding to several groups by weight, and the headers for CORS and content security (use
/// `stack.amend(&x).attribute(…)`).
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct HttpListener<D> {
    common: Common<D>,
}

impl HttpListener<Redirecting> {
    /// Sends every client to the same URL with HTTPS on port 443, for good (301).
    pub fn redirect_to_https(alb: &LoadBalancerHandle) -> Self {
        Self::redirect(alb, Redirect::to_https())
    }

    /// Sends every client elsewhere.
    pub fn redirect(alb: &LoadBalancerHandle, redirect: Redirect) -> Self {
        Self { common: Common::new(alb, Port::HTTP, Redirecting { redirect }) }
    }
}

impl HttpListener<Answering> {
    /// Answers every request that no rule matches.
    pub fn respond(alb: &LoadBalancerHandle, response: FixedResponse) -> Self {
        Self { common: Common::new(alb, Port::HTTP, Answering { response }) }
    }
}

impl HttpListener<Forwarding> {
    /// Forwards without encryption: for a load balancer behind something that encrypts. A reviewer looks for this name.
    pub fn forward_unencrypted(alb: &LoadBalancerHandle, target: &TargetGroupHandle) -> Self {
        Self { common: Common::new(alb, Port::HTTP, Forwarding { target: target.clone() }) }
    }
}

impl<D: ListenerAction> HttpListener<D> {
    /// Another port than 80.
    pub fn port(mut self, port: impl Into<Port>) -> Self {
        self.common.port = port.into();
        self
    }

    /// Removes the `server` header from answers. Default: it says `awselb/2.0` where the load balancer answers.
    pub fn hide_server(mut self) -> Self {
        self.common.hides_server = true;
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.common.tags.set(key, value);
        self
    }
}

impl<D: ListenerAction> Resource for HttpListener<D> {
    type Handle = ListenerHandle<D>;

    fn lower(self, stack: &mut Stack, label: &str) -> ListenerHandle<D> {
        let grpc = self.common.action.needs_https();
        self.common.declare(stack, label, "HTTP", |body| {
            if grpc {
                body.report(Problem::error(
                    "grpc-needs-https",
                    "the target group speaks gRPC, which AWS forwards from HTTPS listeners alone",
                    "forward to it from an `HttpsListener`",
                ));
            }
        })
    }
}

/// A listener that decrypts: it takes a certificate that has been validated, and the load balancer serves it.
///
/// The port is 443 and the policy TLS 1.3 and 1.2 unless others are set.
///
/// ```
/// use terrane_core::{Declare, Port, Ref, Stack, literal};
/// use terrane_edge::{
///     CertificateLookup, HttpPath, HttpsListener, LoadBalancerLookup, SslPolicy, TargetGroup, TargetHealth,
/// };
///
/// let mut stack = Stack::new("docs");
/// let alb = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// let certificate = CertificateLookup::new("api.jiki.io").declare(&mut stack, "api");
/// let health = TargetHealth::http(literal!(HttpPath, "/health"));
/// let target = TargetGroup::ip("jiki-", literal!(Port, 3000), &Ref::existing("vpc-1"), health)
///     .declare(&mut stack, "web");
/// let https = HttpsListener::forward(&alb, &certificate.arn(), &target)
///     .ssl_policy(SslPolicy::Tls13_1_2_2021_06)
///     .declare(&mut stack, "https");
/// let registers_with = https.target_group();
/// assert!(stack.finish().is_ok());
/// ```
///
/// Without a certificate it does not compile:
///
/// ```compile_fail,E0061
/// # use terrane_edge::{HttpsListener, LoadBalancerHandle, TargetGroupHandle};
/// fn listener(alb: &LoadBalancerHandle, target: &TargetGroupHandle) {
///     let https = HttpsListener::forward(alb, target);
/// }
/// ```
///
/// Nor with one that may not be issued yet:
///
/// ```compile_fail,E0308
/// # use terrane_edge::{CertificateHandle, HttpsListener, LoadBalancerHandle, TargetGroupHandle};
/// fn listener(alb: &LoadBalancerHandle, certificate: &CertificateHandle, target: &TargetGroupHandle) {
///     let https = HttpsListener::forward(alb, &certificate.arn(), target);
/// }
/// ```
///
/// Reported: as for [`HttpListener`], and as a warning, a policy with TLS 1.0 or 1.1 (`weak-tls`).
///
/// Left out: mutual TLS, authentication, forwarding to several groups by weight, and the headers for CORS and content
/// security (use `stack.amend(&x).attribute(…)` and `.block(…)`).
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct HttpsListener<D> {
    common: Common<D>,
    certificate: Ref<ValidatedCertificateArn>,
    policy: SslPolicy,
}

impl HttpsListener<Forwarding> {
    /// Forwards every request that no rule matches to a target group.
    pub fn forward(
        alb: &LoadBalancerHandle,
        certificate: &impl RefersTo<ValidatedCertificateArn>,
        target: &TargetGroupHandle,
    ) -> Self {
        let certificate = &certificate.reference();
        Self::new(alb, certificate, Forwarding { target: target.clone() })
    }
}

impl HttpsListener<Answering> {
    /// Answers every request that no rule matches: for listeners whose rules forward.
    pub fn respond(
        alb: &LoadBalancerHandle,
        certificate: &impl RefersTo<ValidatedCertificateArn>,
        response: FixedResponse,
    ) -> Self {
        let certificate = &certificate.reference();
        Self::new(alb, certificate, Answering { response })
    }
}

impl HttpsListener<Redirecting> {
    /// Sends every client elsewhere.
    pub fn redirect(
        alb: &LoadBalancerHandle,
        certificate: &impl RefersTo<ValidatedCertificateArn>,
        redirect: Redirect,
    ) -> Self {
        let certificate = &certificate.reference();
        Self::new(alb, certificate, Redirecting { redirect })
    }
}

impl<D: ListenerAction> HttpsListener<D> {
    fn new(alb: &LoadBalancerHandle, certificate: &Ref<ValidatedCertificateArn>, action: D) -> Self {
        let (certificate, policy) = (certificate.clone(), SslPolicy::Tls13_1_2_2021_06);
        Self { common: Common::new(alb, Port::HTTPS, action), certificate, policy }
    }

    /// The TLS versions and ciphers. Default: [`SslPolicy::Tls13_1_2_2021_06`].
    pub fn ssl_policy(mut self, policy: SslPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// Another port than 443.
    pub fn port(mut self, port: impl Into<Port>) -> Self {
        self.common.port = port.into();
        self
    }

    /// Adds a `strict-transport-security` header to every answer, such as `max-age=31536000`.
    pub fn strict_transport_security(mut self, value: impl Into<Text>) -> Self {
        self.common.security_header = Some(value.into());
        self
    }

    /// Removes the `server` header from answers. Default: it says `awselb/2.0` where the load balancer answers.
    pub fn hide_server(mut self) -> Self {
        self.common.hides_server = true;
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.common.tags.set(key, value);
        self
    }
}

impl<D: ListenerAction> Resource for HttpsListener<D> {
    type Handle = ListenerHandle<D>;

    fn lower(self, stack: &mut Stack, label: &str) -> ListenerHandle<D> {
        let (certificate, policy) = (self.certificate, self.policy);
        self.common.declare(stack, label, "HTTPS", |body| {
            if policy.is_weak() {
                body.report(Problem::warning(
                    "weak-tls",
                    format!("`{}` takes TLS 1.0 or 1.1", policy.name()),
                    "choose `SslPolicy::Tls13_1_2_2021_06`, unless clients are known that cannot do TLS 1.2",
                ));
            }
            body.set("ssl_policy", policy.name());
            body.reference("certificate_arn", certificate);
        })
    }
}

/// A listener, declared or looked up. Where it forwards, it gives the target group that a service registers with.
#[derive(Clone, Debug)]
pub struct ListenerHandle<D> {
    node: Node,
    alb: LoadBalancerHandle,
    action: D,
}

impl<D> ListenerHandle<D> {
    pub(crate) fn new(node: Node, alb: LoadBalancerHandle, action: D) -> Self {
        Self { node, alb, action }
    }

    pub(crate) fn alb(&self) -> &LoadBalancerHandle {
        &self.alb
    }

    /// The ARN.
    pub fn arn(&self) -> Ref<ListenerArn> {
        self.node.attribute("arn")
    }
}

impl ListenerHandle<Forwarding> {
    /// The target group, for a service: it waits for this listener.
    pub fn target_group(&self) -> ForwardedTargetGroup {
        forwarded(&self.action.target, &self.alb, self)
    }
}

/// What a service registers with: the target group, once `from` forwards to it.
pub(crate) fn forwarded(
    target: &TargetGroupHandle,
    alb: &LoadBalancerHandle,
    from: &impl Handle,
) -> ForwardedTargetGroup {
    let forwarded = ForwardedTargetGroup::new(
        target.arn().after(from),
        target.port(),
        alb.security_groups().to_vec(),
        alb.arn_suffix().then("/").then(target.arn_suffix()),
        target.unhealthy_hosts(alb),
    );
    match target.health_port() {
        Some(port) => forwarded.probed_on(port),
        None => forwarded,
    }
}

impl<D> RefersTo<ListenerArn> for ListenerHandle<D> {
    fn reference(&self) -> Ref<ListenerArn> {
        self.arn()
    }
}

impl<D> Handle for ListenerHandle<D> {
    fn node(&self) -> &Node {
        &self.node
    }
}
