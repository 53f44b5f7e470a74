//! From the internet to the tasks, each thing behind what it needs.

use terrane_compute::{
    Cluster, Container, ExecutionRole, FargateSize, Image, ImageTag, Placement, Service, TaskDefinition,
};
use terrane_aws::{Ipv4Cidr, Region};
use terrane_core::{Declare, Name, Port, Seconds, Stack, UnprivilegedPort, literal};
use terrane_data::Bucket;
use terrane_edge::{
    Certificate, CertificateValidation, HttpListener, HttpPath, HttpsListener,
    LoadBalancer, SslPolicy, TargetGroup, TargetHealth, CloudflareZoneLookup,
};
use terrane_network::{EgressRule, IngressRule, Network, Peer, SecurityGroup};

fn main() {
    let region = Region::EU_WEST_1;
    let port = literal!(UnprivilegedPort, 3000);
    let mut stack = Stack::new("balancing");
    let zones = ['a', 'b'].map(|letter| region.zone(letter));
    let network = Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones).declare(&mut stack, "main");
    let group = |name: &'static str| SecurityGroup::new(name, &network.vpc_id(), "One of two");
    let alb = group("jiki-alb").declare(&mut stack, "alb").id();
    let tasks = group("jiki-ecs-tasks").declare(&mut stack, "tasks").id();
    for (label, port) in [("alb_http", Port::HTTP), ("alb_https", Port::HTTPS)] {
        IngressRule::tcp(&alb, port, Peer::ANYWHERE_IPV4).declare(&mut stack, label);
    }
    EgressRule::tcp(&alb, port, Peer::group(&tasks)).declare(&mut stack, "alb_tasks");
    IngressRule::tcp(&tasks, port, Peer::group(&alb)).declare(&mut stack, "tasks_alb");
    EgressRule::tcp(&tasks, Port::HTTPS, Peer::ANYWHERE_IPV4).declare(&mut stack, "tasks_https");

    let logs = Bucket::new("jiki-alb-logs").declare(&mut stack, "logs");
    let name = literal!(Name, LoadBalancer::NAME, "jiki-production-api-balancer");
    let balancer =
        LoadBalancer::internet_facing(name, network.public(), &alb).access_logs(&logs.name(), "alb");
    let balancer = balancer.declare(&mut stack, "main");
    let health = TargetHealth::http(literal!(HttpPath, "/health")).interval(Seconds(30)).timeout(Seconds(5));
    let name = literal!(Name, TargetGroup::NAME, "jiki-production-web-targets");
    let target = TargetGroup::named(name, port, &network.vpc_id(), health).declare(&mut stack, "web");

    let zone = CloudflareZoneLookup::new("jiki.io").declare(&mut stack, "jiki");
    let certificate = Certificate::new("api.jiki.io").declare(&mut stack, "api");
    let validated = CertificateValidation::in_cloudflare(&certificate, &zone).declare(&mut stack, "api");
    HttpListener::redirect_to_https(&balancer).declare(&mut stack, "http");
    let https = HttpsListener::forward(&balancer, &validated.arn(), &target);
    let https = https.ssl_policy(SslPolicy::Tls13_1_2_2021_06).declare(&mut stack, "https");

    let execution = ExecutionRole::new("jiki-execution").declare(&mut stack, "execution");
    let cluster = Cluster::new("jiki-production").declare(&mut stack, "main");
    let image = Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"));
    let container = Container::non_root("web", image, 1000).port(port);
    let task = TaskDefinition::new("jiki-api-web", literal!(FargateSize, 256, 512), &execution, container);
    let task = task.declare(&mut stack, "web");
    let placement = Placement::public(network.public(), &tasks);
    let service = Service::new("jiki-api-web", &cluster, &task, placement);
    service.register_with(&https.target_group(), Seconds(60)).declare(&mut stack, "web");
    stack.finish().expect("no problem");
}
