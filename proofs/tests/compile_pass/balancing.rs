//! From the internet to the tasks, each thing behind what it needs.

use terrane_compute::{
    Cluster, Container, ExecutionRole, FargateSize, Image, ImageTag, Placement, Service, TaskDefinition,
};
use terrane_core::{Ipv4Cidr, Name, Port, Region, Seconds, Stack, UnprivilegedPort, literal};
use terrane_data::Bucket;
use terrane_edge::{
    Certificate, CertificateValidation, HttpListener, HttpPath, HttpsListener, LOAD_BALANCER_NAME,
    LoadBalancer, SslPolicy, TARGET_GROUP_NAME, TargetGroup, TargetHealth, ZoneLookup,
};
use terrane_network::{EgressRule, IngressRule, Network, Peer, SecurityGroup};

fn main() {
    let region = Region::EU_WEST_1;
    let port = literal!(UnprivilegedPort, 3000);
    let mut stack = Stack::new("balancing");
    let zones = ['a', 'b'].map(|letter| region.zone(letter));
    let network = stack.declare("main", Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones));
    let group = |name: &'static str| SecurityGroup::new(name, "One of two", &network.vpc_id());
    let alb = stack.declare("alb", group("jiki-alb")).id();
    let tasks = stack.declare("tasks", group("jiki-ecs-tasks")).id();
    for (label, port) in [("alb_http", Port::HTTP), ("alb_https", Port::HTTPS)] {
        stack.declare(label, IngressRule::tcp(&alb, port, Peer::ANYWHERE_IPV4));
    }
    stack.declare("alb_tasks", EgressRule::tcp(&alb, port, Peer::group(&tasks)));
    stack.declare("tasks_alb", IngressRule::tcp(&tasks, port, Peer::group(&alb)));
    stack.declare("tasks_https", EgressRule::tcp(&tasks, Port::HTTPS, Peer::ANYWHERE_IPV4));

    let logs = stack.declare("logs", Bucket::new("jiki-alb-logs"));
    let name = literal!(Name, LOAD_BALANCER_NAME, "jiki-production-api-balancer");
    let balancer =
        LoadBalancer::internet_facing(name, network.public(), &alb).access_logs(&logs.name(), "alb");
    let balancer = stack.declare("main", balancer);
    let health = TargetHealth::http(literal!(HttpPath, "/health")).interval(Seconds(30)).timeout(Seconds(5));
    let name = literal!(Name, TARGET_GROUP_NAME, "jiki-production-web-targets");
    let target = stack.declare("web", TargetGroup::named(name, port, &network.vpc_id(), health));

    let zone = stack.declare("jiki", ZoneLookup::new("jiki.io"));
    let certificate = stack.declare("api", Certificate::new("api.jiki.io"));
    let validated = stack.declare("api", CertificateValidation::in_cloudflare(&certificate, &zone));
    stack.declare("http", HttpListener::redirect_to_https(&balancer));
    let https = HttpsListener::forward(&balancer, &validated.arn(), &target);
    let https = stack.declare("https", https.ssl_policy(SslPolicy::Tls13_1_2_2021_06));

    let execution = stack.declare("execution", ExecutionRole::new("jiki-execution"));
    let cluster = stack.declare("main", Cluster::new("jiki-production"));
    let image = Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"));
    let container = Container::non_root("web", image, 1000).port(port);
    let task = TaskDefinition::new("jiki-api-web", literal!(FargateSize, 256, 512), &execution, container);
    let task = stack.declare("web", task);
    let placement = Placement::public(network.public(), &tasks);
    let service = Service::new("jiki-api-web", &cluster, &task, placement);
    stack.declare("web", service.behind(&https.target_group(), Seconds(60)));
    stack.finish().expect("no problem");
}
