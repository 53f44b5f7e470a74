//! What does not fit together in a task: the rules that look at all its containers.

use std::collections::HashSet;

use terrane_aws::Trust;
use terrane_core::{Body, MiB, Problem};

use super::container_condition::ContainerCondition;
use super::container_definition::ContainerDefinition;
use super::fargate_size::FargateSize;
use super::role_for_tasks::not_for_tasks;
use super::task_definition::TaskDefinition;
use super::volume::Volume;
use crate::ecr::Architecture;

/// What an ECS task definition may hold, in containers and in bytes.
const MOST_CONTAINERS: usize = 10;
const LONGEST_DEFINITION: usize = 65_536;

impl TaskDefinition {
    pub(super) fn check(&self, body: &mut Body) {
        let containers = &self.containers;
        check_counts(containers, body);
        check_names(containers, body);
        check_ports(containers, body);
        check_architectures(containers, self.architecture, body);
        check_resources(containers, self.size, body);
        check_dependencies(containers, body);
        check_length(containers, body);
        check_volumes(containers, body);
        for container in containers {
            container.check(body);
        }
        if self.task_role.as_ref().is_some_and(|role| role.trust() == Trust::Others) {
            body.report(not_for_tasks("task role"));
        }
    }
}

fn check_counts(containers: &[ContainerDefinition], body: &mut Body) {
    if containers.len() > MOST_CONTAINERS {
        let count = containers.len();
        body.report(Problem::error(
            "too-many-containers",
            format!("the task has {count} containers, and ECS takes {MOST_CONTAINERS}"),
            "split the task into several task definitions",
        ));
    }
    if !containers.iter().any(|container| container.essential) {
        body.report(Problem::error(
            "no-essential-container",
            "no container of the task is essential, and ECS wants one",
            "leave out `.essential(false)` on the container that the task is for",
        ));
    }
}

fn check_names(containers: &[ContainerDefinition], body: &mut Body) {
    let mut names = HashSet::new();
    for name in containers.iter().filter_map(|container| container.name.as_literal()) {
        if !names.insert(name) {
            body.report(Problem::error(
                "duplicate-container-name",
                format!("two containers of the task are called `{name}`"),
                "give each container a name of its own",
            ));
        }
    }
}

/// In a task, all containers share one network interface.
fn check_ports(containers: &[ContainerDefinition], body: &mut Body) {
    let mut taken = HashSet::new();
    for container in containers {
        for (port, protocol) in &container.ports {
            if !taken.insert((port.number(), protocol)) {
                let (name, port) = (container.called(), port.number());
                body.report(Problem::error(
                    "duplicate-container-port",
                    format!("`{name}` listens on port {port}, which is taken in this task already"),
                    "let each container listen on a port of its own: they share one network interface",
                ));
            }
        }
    }
}

fn check_architectures(containers: &[ContainerDefinition], architecture: Architecture, body: &mut Body) {
    for container in containers {
        let Some(built_for) = container.image.architecture.filter(|it| *it != architecture) else { continue };
        let (name, built_for, runs_on) = (container.called(), built_for.name(), architecture.name());
        let remedy = match architecture {
            Architecture::X86_64 => "say `.arm64()` of the task definition, or take an image for X86_64",
            Architecture::Arm64 => {
                "say `.arm64()` or `.multi_architecture()` of the image if it is one, or of neither"
            }
        };
        body.report(Problem::error(
            "architecture-mismatch",
            format!("the image of `{name}` is built for {built_for}, but the task runs on {runs_on}"),
            remedy,
        ));
    }
}

fn check_resources(containers: &[ContainerDefinition], size: FargateSize, body: &mut Body) {
    let MiB(memory) = size.memory();
    let cpu: u64 = containers.iter().filter_map(|container| container.cpu).map(u64::from).sum();
    if cpu > u64::from(size.cpu()) {
        let has = size.cpu();
        body.report(Problem::error(
            "container-cpu-above-task",
            format!("the containers' shares are {cpu} CPU units together, but the task has {has}"),
            "lower the shares, or choose a larger size for the task",
        ));
    }
    let reserved = |container: &ContainerDefinition| container.memory_reservation.or(container.memory);
    let total: u64 = containers.iter().filter_map(reserved).map(|MiB(size)| u64::from(size)).sum();
    let largest = containers.iter().filter_map(|container| container.memory).map(|MiB(size)| size).max();
    let most = total.max(largest.map_or(0, u64::from));
    if most > u64::from(memory) {
        body.report(Problem::error(
            "container-memory-above-task",
            format!("the containers want {most} MiB of memory, but the task has {memory}"),
            "lower the containers' memory, or choose a larger size for the task",
        ));
    }
    for container in containers {
        let name = container.called();
        for MiB(size) in container.memory.iter().chain(&container.memory_reservation) {
            body.check_range(&format!("memory of `{name}`"), *size, 6..=u32::MAX);
        }
        if let (Some(MiB(limit)), Some(MiB(reserved))) = (container.memory, container.memory_reservation)
            && reserved >= limit
        {
            body.report(Problem::error(
                "reservation-not-below-limit",
                format!("`{name}` reserves {reserved} MiB of memory, but is killed at {limit}"),
                "reserve less than the limit, or leave the reservation out",
            ));
        }
    }
}

fn check_dependencies(containers: &[ContainerDefinition], body: &mut Body) {
    for container in containers {
        for (wanted, condition) in &container.depends_on {
            let name = container.called();
            let other = containers.iter().find(|other| other.name.as_literal() == Some(wanted));
            let problem = match (other, condition) {
                (None, _) => Problem::error(
                    "unknown-container-dependency",
                    format!("`{name}` waits for `{wanted}`, which the task does not have"),
                    "name a container of the same task",
                ),
                (Some(other), ContainerCondition::Healthy) if other.health_check.is_none() => Problem::error(
                    "dependency-without-health-check",
                    format!("`{name}` waits until `{wanted}` is healthy, but that has no health check"),
                    format!("give `{wanted}` a health check, or wait for its start"),
                ),
                (Some(other), ContainerCondition::Complete | ContainerCondition::Success)
                    if other.essential =>
                {
                    Problem::error(
                        "essential-container-dependency",
                        format!("`{name}` waits for the end of `{wanted}`, with which the whole task ends"),
                        format!("say `.essential(false)` of `{wanted}`"),
                    )
                }
                _ => continue,
            };
            body.report(problem);
        }
    }
    if let Some(name) = containers.iter().find(|container| waits_for_itself(containers, container)) {
        body.report(Problem::error(
            "container-dependency-cycle",
            format!("`{}` waits for containers that wait for it, so none of them starts", name.called()),
            "take out one of the dependencies",
        ));
    }
}

/// Whether following the dependencies of a container leads back to it.
fn waits_for_itself(containers: &[ContainerDefinition], from: &ContainerDefinition) -> bool {
    let Some(start) = from.name.as_literal() else { return false };
    let (mut seen, mut left) = (HashSet::new(), vec![from]);
    while let Some(container) = left.pop() {
        for (wanted, _) in &container.depends_on {
            if wanted == start {
                return true;
            }
            if seen.insert(wanted.as_str()) {
                left.extend(containers.iter().filter(|other| other.name.as_literal() == Some(wanted)));
            }
        }
    }
    false
}

/// A lower bound of the definition's size: what is known of it here.
fn check_length(containers: &[ContainerDefinition], body: &mut Body) {
    let plain = containers.iter().flat_map(|container| container.environment.plain());
    let length: usize = plain.map(|(name, value)| name.len() + value.as_literal().map_or(0, str::len)).sum();
    if length > LONGEST_DEFINITION {
        body.report(Problem::error(
            "task-definition-too-large",
            format!(
                "the environment alone has {length} bytes, \
                 and a task definition has at most {LONGEST_DEFINITION}"
            ),
            "keep large values in S3, in a table or in a secret, and let the program read them there",
        ));
    }
}

/// Of two volumes with one name, the task would have the first.
fn check_volumes(containers: &[ContainerDefinition], body: &mut Body) {
    let mut volumes: Vec<&Volume> = Vec::new();
    for mount in containers.iter().flat_map(|container| &container.mounts) {
        match volumes.iter().find(|other| other.has_name_of(&mount.volume)) {
            None => {
                mount.volume.check(body);
                volumes.push(&mount.volume);
            }
            Some(other) if !other.is_same_storage(&mount.volume) => {
                let name = other.name().as_literal().unwrap_or_default();
                body.report(Problem::error(
                    "duplicate-volume",
                    format!("two different volumes of the task are called `{name}`"),
                    "give each a name of its own",
                ));
            }
            Some(_) => {}
        }
    }
}
