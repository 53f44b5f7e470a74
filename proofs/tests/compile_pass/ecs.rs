//! The right way of the laws of `compile_fail/ecs`.

use terrane_compute::{
    Cluster, Container, ContainerInsights, ExecutionRoleHandle, FargateSize, Image, ImageTag, Placement,
    Service, SpotClusterHandle, TaskCount, TaskDefinition, TaskDefinitionHandle,
};
use terrane_aws::kind::SecurityGroupId;
use terrane_aws::{Isolated, Private, Public, Region, RegistryAccess, Secret, Subnets, environment};
use terrane_core::{Port, Ref, Text, UnprivilegedPort, literal};
use terrane_observability::LogGroupHandle;

environment! {
    struct Web {
        database_host: Text = "DATABASE_HOST",
        database_port: Port = "DATABASE_PORT",
        database_password: Secret = "DATABASE_PASSWORD",
    }
}

fn container(image: Image, group: &LogGroupHandle, host: Text, password: Secret) -> Container {
    let port = literal!(Port, 5432);
    Container::non_root("web", image, 1000)
        .port(literal!(UnprivilegedPort, 3000))
        .environment(Web { database_host: host, database_port: port, database_password: password })
        .logs(&group.name(), &Region::EU_WEST_1, "ecs")
}

fn proxy() -> TaskCount {
    let image = Image::external("public.ecr.aws/nginx/nginx", literal!(ImageTag, "1.27"));
    let _as_root = Container::root("proxy", image).port(Port::HTTP);
    literal!(TaskCount, 1, 4)
}

fn task(execution: &ExecutionRoleHandle, container: Container) -> TaskDefinition {
    TaskDefinition::new("web", literal!(FargateSize, 256, 512), execution, container)
}

fn placements(
    public: &Subnets<Public>,
    private: &Subnets<Private>,
    isolated: (&Subnets<Isolated>, &RegistryAccess),
    group: &Ref<SecurityGroupId>,
) -> [Placement; 3] {
    let (subnets, registry) = isolated;
    [
        Placement::public(public, group),
        Placement::private(private, group),
        Placement::isolated(subnets, group, registry),
    ]
}

fn service(cluster: &SpotClusterHandle, task: &TaskDefinitionHandle, placement: Placement) -> Service {
    Service::new("web", cluster.cluster(), task, placement).spot(cluster.spot())
}

fn watched(cluster: Cluster, group: &LogGroupHandle) -> Cluster {
    cluster.container_insights(ContainerInsights::Enhanced, &group.name())
}

fn main() {
    let _ = (container, proxy, task, placements, service, watched);
}
