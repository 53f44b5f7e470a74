//! How much longer eight times as much takes: `cargo bench -p proofs --bench growth`.
//!
//! What grows in proportion takes about 8 times as long, what grows with the square 64 times. Both are
//! measured in turn in one process, several times over; the ratio is that of the best times, which the
//! machine has disturbed least.

use std::hint::black_box;
use std::time::{Duration, Instant};

use terrane_aws::kind::BucketArn;
use terrane_aws::{Action, CollectedPolicy, Environment, Secret, Statement};
use terrane_compute::{Container, ExecutionRole, FargateSize, Image, ImageTag, TaskDefinition};
use terrane_core::{Body, Declare, Expr, Object, Port, Ref, ResourceType, Stack, Text, Variable, literal};
use terrane_network::{IngressRule, Peer, SecurityGroup};

const THING: ResourceType = terrane_aws::resource("aws_thing", "network");
const POLICY: ResourceType = terrane_aws::resource("aws_iam_role_policy", "network");
const READ: Action<BucketArn> = Action::new("s3:ListBucket");
const ROUNDS: usize = 5;

/// A name, how many there are at first, and the stack of so many.
type Row = (&'static str, usize, fn(usize) -> Stack);

fn thing(value: impl Into<Expr>) -> Stack {
    let mut stack = Stack::new("growth");
    let mut body = Body::new();
    body.set("value", value);
    stack.add(&THING, "main", body);
    stack
}

fn keys(count: usize) -> Stack {
    thing((0..count).fold(Object::new(), |object, at| object.set(format!("key {at}"), "value")))
}

fn computed_keys(count: usize) -> Stack {
    let key = |at| Text::from(format!("key {at} ")).then(Text::from_expr(raw("terraform.workspace")));
    thing((0..count).fold(Object::new(), |object, at| object.set(key(at), "value")))
}

fn raw(source: &str) -> Expr {
    Expr::raw(source).expect("an expression")
}

fn outputs(count: usize) -> Stack {
    let mut stack = Stack::new("growth");
    (0..count).for_each(|at| stack.output(format!("output_{at}"), "value"));
    stack
}

fn variables(count: usize) -> Stack {
    let mut stack = Stack::new("growth");
    for at in 0..count {
        let _: Text = stack.variable(Variable::text(format!("variable_{at}"), "value"));
    }
    stack
}

fn ignored(count: usize) -> Stack {
    let mut stack = Stack::new("growth");
    let node = stack.add(&THING, "main", Body::new());
    stack.amend(&node).ignore_changes((0..count).map(|at| format!("argument_{at}")));
    stack
}

fn grants(count: usize) -> Stack {
    let mut stack = Stack::new("growth");
    let policy = stack.add(&POLICY, "main", Body::new());
    CollectedPolicy::declare(&mut stack, &policy);
    for at in 0..count {
        let bucket = Ref::existing(format!("arn:aws:s3:::bucket-{at}"));
        CollectedPolicy::grant(&mut stack, &policy, Statement::allow([READ], [bucket]));
    }
    stack
}

fn secrets(count: usize) -> Stack {
    let mut stack = Stack::new("growth");
    let execution = ExecutionRole::new("execution").declare(&mut stack, "execution");
    let environment = (0..count).fold(Environment::new(), |environment, at| {
        let arn = format!("arn:aws:secretsmanager:eu-west-1:111122223333:secret:s{at}-a1b2c3");
        environment.set(format!("SECRET_{at}"), Secret::new(Ref::existing(arn)))
    });
    let image = Image::external("public.ecr.aws/docker/library/nginx", literal!(ImageTag, "1.29.3"));
    let container = Container::non_root("web", image, 1000).environment(environment);
    TaskDefinition::new("web", literal!(FargateSize, 512, 1024), &execution, container)
        .declare(&mut stack, "web");
    stack
}

fn plain_variables(count: usize) -> Stack {
    let mut stack = Stack::new("growth");
    let execution = ExecutionRole::new("execution").declare(&mut stack, "execution");
    let environment =
        (0..count).fold(Environment::new(), |environment, at| environment.set(format!("NAME_{at}"), "value"));
    let image = Image::external("public.ecr.aws/docker/library/nginx", literal!(ImageTag, "1.29.3"));
    let container = Container::non_root("web", image, 1000).environment(environment);
    TaskDefinition::new("web", literal!(FargateSize, 512, 1024), &execution, container)
        .declare(&mut stack, "web");
    stack
}

fn ingress_rules(count: usize) -> Stack {
    let mut stack = Stack::new("growth");
    let group = SecurityGroup::new("growth", &Ref::existing("vpc-0a1b2c3d"), "Growth");
    let group = group.declare(&mut stack, "main").id();
    for at in 0..count {
        let port = Port::new(u16::try_from(at + 1).expect("a port")).expect("a port");
        let rule = IngressRule::tcp(&group, port, Peer::ANYWHERE_IPV4).description("from everywhere");
        rule.declare(&mut stack, format!("rule_{at}"));
    }
    stack
}

fn duplicate_rules(count: usize) -> Stack {
    let mut stack = Stack::new("growth");
    let group = SecurityGroup::new("growth", &Ref::existing("vpc-0a1b2c3d"), "Growth");
    let group = group.declare(&mut stack, "main").id();
    for at in 0..count {
        let rule = IngressRule::tcp(&group, Port::HTTPS, Peer::ANYWHERE_IPV4).description("from everywhere");
        rule.declare(&mut stack, format!("rule_{at}"));
    }
    stack
}

fn joined(count: usize) -> Stack {
    let piece =
        |text: Text, at: usize| text.then(Text::from_expr(raw("terraform.workspace"))).then(format!("-{at}"));
    thing(Expr::from((0..count).fold(Text::from(""), piece)))
}

/// A list within a list within a list: as deep as may be, and as many as make the size.
fn nested_lists(count: usize) -> Stack {
    let deep = |_| (0..200).fold(Expr::from("innermost"), |inner, _| Expr::list([inner]));
    thing(Expr::list((0..count / 200).map(deep)))
}

fn wide_lists(count: usize) -> Stack {
    thing(Expr::list((0..count).map(|at| Expr::list([Expr::from("a"), Expr::from(at as u64)]))))
}

fn blocks(count: usize) -> Stack {
    let mut stack = Stack::new("growth");
    let mut body = Body::new();
    (0..count).for_each(|at| body.block("rule", |rule| rule.set("number", at as u64)));
    stack.add(&THING, "main", body);
    stack
}

const ROWS: [Row; 14] = [
    ("keys of an object", 4_000, keys),
    ("computed keys of an object", 500, computed_keys),
    ("outputs", 2_000, outputs),
    ("variables", 2_000, variables),
    ("ignored changes", 2_000, ignored),
    ("grants that merge", 1_000, grants),
    ("secrets on one task", 500, secrets),
    ("variables on one task", 250, plain_variables),
    ("rules of one group", 1_000, ingress_rules),
    ("rules that are one rule", 500, duplicate_rules),
    ("pieces of one text", 1_000, joined),
    ("nested lists", 8_000, nested_lists),
    ("lists in a list", 8_000, wide_lists),
    ("nested blocks", 1_000, blocks),
];

fn time(build: fn(usize) -> Stack, count: usize) -> Duration {
    let start = Instant::now();
    let stack = build(count);
    match black_box(stack.finish()) {
        Ok(terraform) => drop(black_box(terraform)),
        // What is missing around the one thing that grows, or what grows is the problems.
        Err(problems) => {
            let expected = ["unused", "duplicate-rule", "too-many-rules"];
            assert!(problems.iter().all(|problem| expected.contains(&problem.rule)), "{problems}");
        }
    }
    start.elapsed()
}

fn main() {
    println!("{:28} {:>7} {:>10} {:>10} {:>7}", "", "n", "n, ms", "8n, ms", "ratio");
    for (name, count, build) in ROWS {
        let (mut few, mut many) = (Duration::MAX, Duration::MAX);
        for _ in 0..ROUNDS {
            // As often as makes the two about as long, so that the clock and the machine weigh alike.
            let of_few: Duration = (0..8).map(|_| time(build, count)).sum::<Duration>() / 8;
            let of_many = time(build, 8 * count);
            (few, many) = (few.min(of_few), many.min(of_many));
        }
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!("{name:28} {count:7} {:10.2} {:10.2} {:7.1}", ms(few), ms(many), ms(many) / ms(few));
    }
}
