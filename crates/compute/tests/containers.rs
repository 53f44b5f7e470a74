//! The limits and rules of containers and task definitions, each at its edge.

mod common;

use common::{base, container, image, listening, passes, problem, reports};
use terrane_aws::{Environment, Principal};
use terrane_compute::{
    ContainerCondition, FargateSize, HealthCheck, Image, ImageTag, OpenFiles, Role, TaskDefinition, Volume,
};
use terrane_core::{Declare, GiB, MiB, Ref, Seconds, UnprivilegedPort, literal};

#[test]
fn every_size_of_fargate_and_no_other() {
    let steps = |low: u32, high: u32, step: usize| (low..=high).step_by(step).collect::<Vec<u32>>();
    let table = [
        (256, vec![512, 1024, 2048]),
        (512, steps(1024, 4096, 1024)),
        (1024, steps(2048, 8192, 1024)),
        (2048, steps(4096, 16_384, 1024)),
        (4096, steps(8192, 30_720, 1024)),
        (8192, steps(16_384, 61_440, 4096)),
        (16_384, steps(32_768, 122_880, 8192)),
    ];
    for cpu in (0..=32_768).step_by(128) {
        for memory in (0..=131_072).step_by(256) {
            let expected = table.iter().any(|(c, sizes)| *c == cpu && sizes.contains(&memory));
            assert_eq!(FargateSize::new(cpu, memory).is_ok(), expected, "{cpu} with {memory}");
        }
    }
}

#[test]
fn ranges_of_a_health_check() {
    let check = || HealthCheck::exec(["true"]);
    let declared = |check| base().running(|container| container.health_check(check));
    for good in [
        check().interval(Seconds(5)).timeout(Seconds(2)).retries(1).start_period(Seconds(0)),
        check().interval(Seconds(300)).timeout(Seconds(60)).retries(10).start_period(Seconds(300)),
    ] {
        passes(&declared(good));
    }
    for (bad, name) in [
        (check().interval(Seconds(4)), "interval"),
        (check().interval(Seconds(301)), "interval"),
        (check().timeout(Seconds(1)), "timeout"),
        (check().timeout(Seconds(61)), "timeout"),
        (check().retries(0), "retries"),
        (check().retries(11), "retries"),
        (check().start_period(Seconds(301)), "startPeriod"),
    ] {
        let what = format!("{name} of the health check of `web` is");
        reports(&declared(bad), "out-of-range", &what, "choose a value from");
    }
    let empty = HealthCheck::exec::<&str>([]);
    reports(&declared(empty), "empty-health-check", "`web` has no command", "HealthCheck::exec");
}

#[test]
fn ranges_of_a_container() {
    passes(&base().running(|it| it.stop_timeout(Seconds(120)).start_timeout(Seconds(2)).memory(MiB(6))));
    for stack in [
        base().running(|it| it.stop_timeout(Seconds(121))),
        base().running(|it| it.start_timeout(Seconds(1))),
        base().running(|it| it.start_timeout(Seconds(121))),
        base().running(|it| it.memory(MiB(5))),
    ] {
        reports(&stack, "out-of-range", "`web`", "choose a value from");
    }
    passes(&base().running(|it| it.open_files(OpenFiles { soft_limit: 10, hard_limit: 10 })));
    let stack = base().running(|it| it.open_files(OpenFiles { soft_limit: 11, hard_limit: 10 }));
    reports(&stack, "soft-limit-above-hard", "11 files softly, but 10", "lower the soft limit");
}

#[test]
fn names_and_paths_of_a_container() {
    let long = "a".repeat(255);
    let named = |name: String| {
        let mut base = base();
        base.task(terrane_compute::Container::non_root(name, image(), 1000));
        base.stack
    };
    passes(&named(long.clone()));
    for bad in [String::new(), format!("{long}a"), "a.b".into(), "a b".into()] {
        assert_eq!(problem(&named(bad)).rule, "invalid-name");
    }
    let stack = base().running(|it| it.environment(Environment::new().set("A=B", "c")));
    reports(&stack, "invalid-name", "`A=B`", "without `=`");
    let scratch = Volume::ephemeral("tmp");
    let stack = base().running(|it| it.mount(&scratch, "tmp"));
    reports(&stack, "relative-mount-path", "under `tmp`", "begin the path with `/`");
    let other = Volume::ephemeral("other");
    let stack = base().running(|it| it.mount(&scratch, "/tmp").mount_read_only(&other, "/tmp"));
    reports(&stack, "duplicate-mount-path", "`web` mounts two volumes under `/tmp`", "a path of its own");
    passes(&base().running(|it| it.mount(&scratch, "/tmp").mount(&other, "/other")));
    let mut user = base();
    user.task(terrane_compute::Container::non_root("web", image(), 0));
    reports(&user.stack, "root-as-non-root", "user 0", "Container::root");
}

#[test]
fn disks() {
    passes(&base().changed(|task| task.ephemeral_storage(GiB(21))));
    passes(&base().changed(|task| task.ephemeral_storage(GiB(200))));
    for size in [20, 201] {
        let stack = base().changed(|task| task.ephemeral_storage(GiB(size)));
        reports(&stack, "out-of-range", "`size_in_gib`", "21 to 200");
    }
}

#[test]
fn containers_of_a_task() {
    let names = ["b", "c", "d", "e", "f", "g", "h", "i", "j", "k"];
    let with = |count: usize| {
        base().changed(|task| names[..count].iter().fold(task, |task, name| task.container(container(name))))
    };
    passes(&with(9));
    reports(&with(10), "too-many-containers", "11 containers", "split the task");
    let stack = base().changed(|task| task.container(container("web")));
    reports(&stack, "duplicate-container-name", "`web`", "a name of its own");
    let stack = base().running(|it| it.essential(false));
    reports(&stack, "no-essential-container", "no container", ".essential(false)");
    let mut both = base();
    let port = literal!(UnprivilegedPort, 3000);
    both.task(listening().udp_port(port));
    passes(&both.stack);
    let mut twice = base();
    twice.task(listening().port(port));
    reports(&twice.stack, "duplicate-container-port", "port 3000", "one network interface");
}

#[test]
fn shares_of_a_task() {
    passes(&base().changed(|task| task.container(container("b").cpu(512).memory(MiB(1024)))));
    let stack =
        base().changed(|task| task.container(container("b").cpu(500)).container(container("c").cpu(13)));
    reports(
        &stack,
        "container-cpu-above-task",
        "513 CPU units together, but the task has 512",
        "larger size",
    );
    let stack = base().running(|it| it.memory(MiB(1025)));
    reports(&stack, "container-memory-above-task", "1025 MiB", "larger size");
    // A reservation is what counts against the task, and the limit may be all of it.
    let container = |name| container(name).memory(MiB(1024)).memory_reservation(MiB(512));
    passes(&base().changed(|task| task.container(container("b")).container(container("c"))));
    let stack = base().running(|it| it.memory(MiB(512)).memory_reservation(MiB(512)));
    reports(&stack, "reservation-not-below-limit", "reserves 512", "less than the limit");
}

#[test]
fn dependencies_of_containers() {
    let on = |condition| {
        move |task: TaskDefinition| {
            let web = container("b").depends_on("init", condition);
            task.container(web).container(container("init").essential(false))
        }
    };
    for good in [ContainerCondition::Start, ContainerCondition::Complete, ContainerCondition::Success] {
        passes(&base().changed(on(good)));
    }
    let stack = base().changed(on(ContainerCondition::Healthy));
    reports(&stack, "dependency-without-health-check", "has no health check", "give `init` a health check");
    let stack =
        base().changed(|task| task.container(container("b").depends_on("web", ContainerCondition::Success)));
    reports(&stack, "essential-container-dependency", "the end of `web`", ".essential(false)");
    let stack = base().running(|it| it.depends_on("sidecar", ContainerCondition::Start));
    reports(&stack, "unknown-container-dependency", "`sidecar`", "of the same task");
    let stack = base().changed(|task| {
        task.container(container("b").depends_on("c", ContainerCondition::Start))
            .container(container("c").depends_on("b", ContainerCondition::Start))
    });
    reports(&stack, "container-dependency-cycle", "`b` waits", "take out one");
}

#[test]
fn environments_of_a_container_add_up() {
    let stack = base().running(|it| {
        let (one, two) = (Environment::new().set("ONE", "1"), Environment::new().set("TWO", "2"));
        it.environment(one).environment(two)
    });
    let terraform = stack.finish().unwrap();
    let compute = terraform.file("compute.tf").unwrap();
    assert!(compute.contains("name = \"ONE\"") && compute.contains("name = \"TWO\""), "{compute}");
}

#[test]
fn an_environment_that_is_too_large() {
    let of = |length: usize| Environment::new().set("A", "x".repeat(length));
    passes(&base().running(|it| it.environment(of(65_535))));
    let stack = base().running(|it| it.environment(of(65_536)));
    reports(&stack, "task-definition-too-large", "65537 bytes", "in S3");
}

#[test]
fn architectures() {
    let run = |image: Image, arm: bool| {
        let base = base();
        let mut stack = base.stack;
        let container = terrane_compute::Container::non_root("web", image, 1000);
        let size = literal!(FargateSize, 512, 1024);
        let task = TaskDefinition::new("web", size, &base.execution, container);
        (if arm { task.arm64() } else { task }).declare(&mut stack, "web");
        stack
    };
    passes(&run(image(), false));
    passes(&run(image().arm64(), true));
    passes(&run(image().multi_architecture(), true));
    let stack = run(image().arm64(), false);
    reports(&stack, "architecture-mismatch", "built for ARM64, but the task runs on X86_64", ".arm64()");
    let stack = run(image(), true);
    reports(
        &stack,
        "architecture-mismatch",
        "built for X86_64, but the task runs on ARM64",
        ".multi_architecture()",
    );
}

#[test]
fn tags_of_images() {
    for good in ["a", "_", "v1.0.0-rc.1", "latest-1", &"a".repeat(128)] {
        assert!(ImageTag::new(good).is_ok(), "{good}");
    }
    for bad in ["", "latest", ".a", "-a", "a b", "a/b", "a:b", &"a".repeat(129)] {
        assert!(ImageTag::new(bad).is_err(), "{bad}");
    }
    let mut base = base();
    let image = Image::external("public.ecr.aws/jiki/api", ImageTag::computed("latest"));
    base.task(terrane_compute::Container::non_root("web", image, 1000));
    reports(&base.stack, "mutable-image-tag", "`latest`", "the tag of the image that you tested");
}

#[test]
fn a_variable_for_a_tag_refuses_latest() {
    let mut stack = terrane_core::Stack::new("tests");
    let _tag = ImageTag::variable(&mut stack, "image_tag", "3f2a91c");
    let terraform = stack.finish().unwrap();
    let variables = terraform.file("variables.tf").unwrap();
    assert!(variables.contains("condition     = var.image_tag != \"latest\""), "{variables}");
}

#[test]
fn volumes() {
    let name = "a".repeat(255);
    passes(&base().running(|it| it.mount(&Volume::ephemeral(name), "/a")));
    let stack = base().running(|it| it.mount(&Volume::ephemeral("a.b"), "/a"));
    assert_eq!(problem(&stack).rule, "invalid-name");
    let efs = |id: &str| Volume::efs("data", &Ref::existing(id));
    let twice = |one: &Volume, other: &Volume| base().running(|it| it.mount(one, "/a").mount(other, "/b"));
    passes(&twice(&efs("fs-1"), &efs("fs-1")));
    for other in [efs("fs-2"), Volume::ephemeral("data")] {
        reports(&twice(&efs("fs-1"), &other), "duplicate-volume", "`data`", "a name of its own");
    }
    let point = Ref::existing("fsap-1");
    passes(&base().running(|it| it.mount(&efs("fs-1").access_point(&point).root_directory("/"), "/a")));
    let stack = base().running(|it| it.mount(&efs("fs-1").access_point(&point).root_directory("/b"), "/a"));
    reports(&stack, "root-directory-with-access-point", "`/b`", "leave one of them out");
}

#[test]
fn a_task_role_must_trust_ecs() {
    let mut base = base();
    let events = Principal::service("events.amazonaws.com");
    let role = Role::new("events", events).declare(&mut base.stack, "events");
    let stack = base.changed(|task| task.task_role(&role));
    reports(&stack, "role-not-for-tasks", "ecs-tasks.amazonaws.com", "Role::for_ecs_tasks");
}
