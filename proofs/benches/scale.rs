//! How long a stack of N services takes: `cargo bench -p proofs`.
//!
//! Each service has a security group with rules, a target group with its listener rule, a task definition and a service.
//! Every run is a process of its own, so that memory is measured from nothing; figures are medians of five runs. The
//! plain write of the same bytes, in the same run, is what no emitter can go below.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use terrane_cli::Folder;
use terrane_compute::{
    Cluster, Container, ExecutionRole, FargateSize, Image, ImageTag, Placement, Service, TaskDefinition,
};
use terrane_core::{
    Environment, Ipv4Cidr, Port, Provider, Ref, Region, Seconds, Stack, UnprivilegedPort, literal,
};
use terrane_edge::{
    Condition, HttpPath, HttpsListener, ListenerRule, LoadBalancer, TargetGroup, TargetHealth,
};
use terrane_network::{EgressRule, IngressRule, Network, Peer, SecurityGroup};

const RUNS: usize = 5;

fn synthetic(services: u32) -> Stack {
    let region = Region::EU_WEST_1;
    let mut stack = Stack::new("synthetic");
    stack.provider(Provider::aws(&region));
    let zones = ['a', 'b', 'c'].map(|letter| region.zone(letter)).to_vec();
    let network =
        stack.declare("main", Network::new("synthetic", literal!(Ipv4Cidr, [10, 0, 0, 0], 16), zones));
    let alb = stack.declare("alb", SecurityGroup::new("synthetic-alb", "Load balancer", &network.vpc_id()));
    stack.declare("alb", IngressRule::tcp(&alb.id(), Port::HTTPS, Peer::ANYWHERE_IPV4).description("HTTPS"));
    let port = literal!(UnprivilegedPort, 3000);
    let balancer =
        stack.declare("main", LoadBalancer::internet_facing("synthetic", network.public(), &alb.id()));
    stack.declare(
        "alb",
        EgressRule::tcp(&alb.id(), port, Peer::ipv4(network.cidr())).description("To the tasks"),
    );
    let health = || TargetHealth::http(literal!(HttpPath, "/health"));
    let fallback = stack.declare("fallback", TargetGroup::ip("back-", port, &network.vpc_id(), health()));
    let certificate = Ref::existing("arn:aws:acm:eu-west-1:111122223333:certificate/0");
    let https = stack.declare("https", HttpsListener::forward(&balancer, &certificate, &fallback));
    let execution = stack.declare("execution", ExecutionRole::new("synthetic-execution"));
    let cluster = stack.declare("main", Cluster::new("synthetic"));

    for number in 1..=services {
        let (label, name) = (format!("service_{number}"), format!("service-{number}"));
        let group = SecurityGroup::new(name.clone(), "Tasks of one service", &network.vpc_id());
        let group = stack.declare(&label, group).id();
        stack.declare(
            &label,
            IngressRule::tcp(&group, port, Peer::group(&alb.id())).description("From the balancer"),
        );
        stack.declare(&label, EgressRule::tcp(&group, Port::HTTPS, Peer::ANYWHERE_IPV4).description("AWS"));
        let target = stack.declare(&label, TargetGroup::ip("svc-", port, &network.vpc_id(), health()));
        let conditions = [Condition::path([format!("/{name}/*")])];
        let rule = stack.declare(&label, ListenerRule::forward(&https, number, conditions, &target));
        let environment = Environment::new()
            .set("SERVICE", name.clone())
            .set("AWS_REGION", "eu-west-1")
            .set("LOG_LEVEL", "info")
            .set("PORT", port);
        let image = Image::external("public.ecr.aws/docker/library/nginx", literal!(ImageTag, "1.29.3"));
        let container = Container::non_root("web", image, 1000).port(port).environment(environment).logs(
            &Ref::existing("/ecs/synthetic"),
            &region,
            "ecs",
        );
        let task = TaskDefinition::new(name.clone(), literal!(FargateSize, 512, 1024), &execution, container);
        let task = stack.declare(&label, task);
        let placement = Placement::public(network.public(), &group);
        let service =
            Service::new(name, &cluster, &task, placement).behind(&rule.target_group(), Seconds(60));
        stack.declare(&label, service);
    }
    stack
}

/// One run in its own process: the figures on one line.
fn run(services: u32) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let start = Instant::now();
    let stack = synthetic(services);
    let built = start.elapsed();
    let checking = Instant::now();
    let problems = black_box(stack.check());
    let checked = checking.elapsed();
    let finishing = Instant::now();
    let terraform = stack.finish().unwrap_or_else(|problems| panic!("{problems}"));
    let finished = finishing.elapsed();
    assert_eq!(problems.iter().count(), 0, "{problems}");
    let writing = Instant::now();
    let target = Folder::new(folder.path().join("out"));
    target.compare(&terraform).and_then(|changes| target.write(&changes)).expect("the folder is writable");
    let written = writing.elapsed();
    let peak = peak_memory();
    let plain = plain_write(folder.path(), &terraform);
    let bytes: usize = terraform.files().map(|(_, text)| text.len()).sum();
    let micros = [built, checked, finished, written, plain].map(|time| time.as_micros().to_string());
    println!("{} {bytes} {peak}", micros.join(" "));
}

fn plain_write(folder: &Path, terraform: &terrane_core::Terraform) -> Duration {
    let plain = folder.join("plain");
    std::fs::create_dir(&plain).expect("the folder is writable");
    let start = Instant::now();
    for (name, text) in terraform.files() {
        std::fs::write(plain.join(name), text).expect("the folder is writable");
    }
    start.elapsed()
}

/// The most memory that the process has had, in bytes; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// Medians of the runs: build, check, finish, write, plain write (microseconds), bytes, peak memory.
fn measure(services: u32) -> [f64; 7] {
    let program = std::env::current_exe().expect("this program");
    let runs: Vec<Vec<f64>> = (0..RUNS)
        .map(|_| {
            let output =
                Command::new(&program).args(["--run", &services.to_string()]).output().expect("it runs");
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            text.split_whitespace().map(|word| word.parse().expect("a number")).collect()
        })
        .collect();
    std::array::from_fn(|column| {
        let mut values: Vec<f64> = runs.iter().map(|run| run[column]).collect();
        values.sort_by(f64::total_cmp);
        values[RUNS / 2]
    })
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--run") {
        return run(arguments[at + 1].parse().expect("a number of services"));
    }
    println!(
        "services   build  finish   (rules)   write   total   plain write   output   peak memory / output   all / emission alone"
    );
    let mut before_write = Vec::new();
    for services in [1_000, 10_000] {
        let [built, checked, finished, written, plain, bytes, peak] = measure(services);
        let ms = |micros: f64| micros / 1_000.0;
        before_write.push(built + finished);
        println!(
            "{services:8} {:5.1} ms {:4.1} ms {:6.1} ms {:4.1} ms {:4.1} ms {:10.1} ms {:6.1} MB {:20.1}x {:20.2}x",
            ms(built),
            ms(finished),
            ms(checked),
            ms(written),
            ms(built + finished + written),
            ms(plain),
            bytes / 1e6,
            peak / bytes,
            (built + finished) / (built + finished - checked),
        );
    }
    println!(
        "10,000 services take {:.1} times what 1,000 take, the write left out",
        before_write[1] / before_write[0]
    );
}
