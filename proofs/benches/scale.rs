//! How long a stack of N services takes: `cargo bench -p proofs`.
//!
//! Each service has a security group with rules, a target group with its listener rule, a task definition and
//! a service. Each size runs in a process of its own: the first round is a cold start, as a command is; the
//! others are warm, and their median is what the code itself takes. The write waits until the disk has the
//! files; it is measured without that as well, because disks differ more than anything else. Two things are
//! measured beside it in the same process, because machines differ and are shared: writing the same bytes
//! plainly, which no emitter can go below, and hcl-rs alone printing the same tree, unaligned and unchecked.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use terrane_aws::{AwsProvider, Environment, Ipv4Cidr, Region};
use terrane_cli::{Edits, Folder};
use terrane_compute::{
    Cluster, Container, ExecutionRole, FargateSize, Image, ImageTag, Placement, Service, TaskDefinition,
};
use terrane_core::{Declare, Port, Ref, Seconds, Stack, Terraform, UnprivilegedPort, literal};
use terrane_edge::{
    HttpPath, HttpsListener, ListenerRule, LoadBalancer, RuleCondition, TargetGroup, TargetHealth,
};
use terrane_network::{EgressRule, IngressRule, Network, Peer, SecurityGroup};

const ROUNDS: usize = 8;

fn synthetic(services: u32) -> Stack {
    let region = Region::EU_WEST_1;
    let mut stack = Stack::new("synthetic");
    stack.provider(AwsProvider::new(&region));
    let zones = ['a', 'b', 'c'].map(|letter| region.zone(letter)).to_vec();
    let network =
        Network::new("synthetic", literal!(Ipv4Cidr, [10, 0, 0, 0], 16), zones).declare(&mut stack, "main");
    let alb =
        SecurityGroup::new("synthetic-alb", &network.vpc_id(), "Load balancer").declare(&mut stack, "alb");
    IngressRule::tcp(&alb.id(), Port::HTTPS, Peer::ANYWHERE_IPV4)
        .description("HTTPS")
        .declare(&mut stack, "alb");
    let port = literal!(UnprivilegedPort, 3000);
    let balancer =
        LoadBalancer::internet_facing("synthetic", network.public(), &alb.id()).declare(&mut stack, "main");
    EgressRule::tcp(&alb.id(), port, Peer::ipv4(network.cidr()))
        .description("To the tasks")
        .declare(&mut stack, "alb");
    let health = || TargetHealth::http(literal!(HttpPath, "/health"));
    let fallback =
        TargetGroup::ip("back-", port, &network.vpc_id(), health()).declare(&mut stack, "fallback");
    let certificate = Ref::existing("arn:aws:acm:eu-west-1:111122223333:certificate/0");
    let https = HttpsListener::forward(&balancer, &certificate, &fallback).declare(&mut stack, "https");
    let execution = ExecutionRole::new("synthetic-execution").declare(&mut stack, "execution");
    let cluster = Cluster::new("synthetic").declare(&mut stack, "main");

    for number in 1..=services {
        let (label, name) = (format!("service_{number}"), format!("service-{number}"));
        let group = SecurityGroup::new(name.clone(), &network.vpc_id(), "Tasks of one service");
        let group = group.declare(&mut stack, &label).id();
        IngressRule::tcp(&group, port, Peer::group(&alb.id()))
            .description("From the balancer")
            .declare(&mut stack, &label);
        EgressRule::tcp(&group, Port::HTTPS, Peer::ANYWHERE_IPV4)
            .description("AWS")
            .declare(&mut stack, &label);
        let target = TargetGroup::ip("svc-", port, &network.vpc_id(), health()).declare(&mut stack, &label);
        let conditions = [RuleCondition::path([format!("/{name}/*")])];
        let rule = ListenerRule::forward(&https, number, conditions, &target).declare(&mut stack, &label);
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
        let task = task.declare(&mut stack, &label);
        let placement = Placement::public(network.public(), &group);
        let service =
            Service::new(name, &cluster, &task, placement).register_with(&rule.target_group(), Seconds(60));
        service.declare(&mut stack, &label);
    }
    stack
}

/// What one round took, in microseconds.
struct Round {
    build: f64,
    finish: f64,
    rules: f64,
    write: f64,
    unflushed_write: f64,
    plain_write: f64,
    bare: f64,
}

impl Round {
    fn total(&self) -> f64 {
        self.build + self.finish + self.write
    }
}

fn micros(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e6
}

fn round(services: u32) -> (Round, Terraform) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let start = Instant::now();
    let stack = synthetic(services);
    let build = micros(start);
    let start = Instant::now();
    let problems = black_box(stack.check());
    let rules = micros(start);
    assert_eq!(problems.iter().count(), 0, "{problems}");
    let start = Instant::now();
    let terraform = stack.finish().unwrap_or_else(|problems| panic!("{problems}"));
    let finish = micros(start);
    let unflushed = Folder::new(folder.path().join("unflushed")).without_flushing();
    let unflushed_write = write(&unflushed, &terraform);
    let write = write(&Folder::new(folder.path().join("out")), &terraform);
    let plain_write = plain_write(folder.path(), &terraform);
    (Round { build, finish, rules, write, unflushed_write, plain_write, bare: 0.0 }, terraform)
}

/// What emitting into a new folder takes.
fn write(folder: &Folder, terraform: &Terraform) -> f64 {
    let start = Instant::now();
    let locked = folder.lock(|| {}).expect("the folder is writable");
    let changes = locked.compare(terraform).expect("the folder is readable");
    locked.write(&changes, Edits::Keep).expect("the folder is writable");
    micros(start)
}

/// hcl-rs alone, over the same tree: what a program that builds it and prints it would at least take to print
/// it.
fn bare(terraform: &Terraform) -> f64 {
    let files = terraform.files().filter(|(name, _)| *name != "example.tfvars");
    let bodies: Vec<hcl::Body> = files.map(|(_, text)| hcl::parse(text).expect("it parses")).collect();
    let start = Instant::now();
    for body in &bodies {
        black_box(hcl::format::to_string(body).expect("it prints"));
    }
    micros(start)
}

/// All rounds of one size, in a process of their own: the figures of a round on each line, then bytes and
/// memory.
fn run(services: u32) {
    let (first, terraform) = round(services);
    let peak = peak_memory();
    let bytes: usize = terraform.files().map(|(_, text)| text.len()).sum();
    let mut rounds = vec![first];
    rounds.extend((1..ROUNDS).map(|_| round(services).0));
    rounds[0].bare = bare(&terraform);
    for Round { build, finish, rules, write, unflushed_write, plain_write, bare } in &rounds {
        println!("{build} {finish} {rules} {write} {unflushed_write} {plain_write} {bare}");
    }
    println!("{bytes} {peak}");
}

fn plain_write(folder: &Path, terraform: &Terraform) -> f64 {
    let plain = folder.join("plain");
    std::fs::create_dir(&plain).expect("the folder is writable");
    let start = Instant::now();
    for (name, text) in terraform.files() {
        std::fs::write(plain.join(name), text).expect("the folder is writable");
    }
    micros(start)
}

/// The most memory that the process has had, in bytes; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// The rounds of one size, with the bytes of the output and the peak memory of the first round.
fn measure(services: u32) -> (Vec<Round>, f64, f64) {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(&program).args(["--run", &services.to_string()]).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines =
        text.lines().map(|line| line.split(' ').map(|word| word.parse().expect("a number")).collect());
    let mut lines: Vec<Vec<f64>> = lines.collect();
    let sizes = lines.pop().expect("the sizes");
    let round = |n: Vec<f64>| Round {
        build: n[0],
        finish: n[1],
        rules: n[2],
        write: n[3],
        unflushed_write: n[4],
        plain_write: n[5],
        bare: n[6],
    };
    (lines.into_iter().map(round).collect(), sizes[0], sizes[1])
}

fn median(rounds: &[Round], of: impl Fn(&Round) -> f64) -> f64 {
    let mut values: Vec<f64> = rounds.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--run") {
        return run(arguments[at + 1].parse().expect("a number of services"));
    }
    let mut before_write = Vec::new();
    for services in [1_000, 10_000] {
        let (rounds, bytes, peak) = measure(services);
        let (cold, warm) = (&rounds[0], &rounds[1..]);
        let ms = |of: fn(&Round) -> f64| median(warm, of) / 1e3;
        let rules =
            median(warm, |round| (round.build + round.finish) / (round.build + round.finish - round.rules));
        before_write.push(median(warm, |round| round.build + round.finish));
        println!("{services} services, {:.1} MB of Terraform", bytes / 1e6);
        println!(
            "  built, checked, emitted and written  {:6.1} ms  (the first time, cold, {:.1} ms)",
            ms(Round::total),
            cold.total() / 1e3
        );
        println!(
            "    build {:.1} ms, check and emit {:.1} ms, write {:.1} ms",
            ms(|r| r.build),
            ms(|r| r.finish),
            ms(|r| r.write)
        );
        println!("    the write without flushing         {:6.1} ms", ms(|r| r.unflushed_write));
        println!("  plain write of the same bytes        {:6.1} ms", ms(|r| r.plain_write));
        println!("  hcl-rs alone prints the same tree    {:6.1} ms", cold.bare / 1e3);
        println!("  with all rules / without             {rules:6.2}");
        println!("  peak memory / output                 {:6.1}", peak / bytes);
    }
    println!(
        "10,000 services take {:.1} times what 1,000 take, the write left out",
        before_write[1] / before_write[0]
    );
}
