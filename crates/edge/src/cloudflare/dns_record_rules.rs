//! `cloudflare_dns_record`: its rules.

use std::collections::HashMap;

use terrane_aws::kind::ZoneId;
use terrane_core::{Body, Node, Problem, Ref, Stack, Text};

use super::dns_record::DnsRecord;
use super::record_type::RecordType;
use super::ttl::Ttl;
use crate::domain;

impl DnsRecord {
    pub(super) fn check(&self, body: &mut Body) {
        self.check_name(body);
        let proxied = self.proxied.known() == Some(&true);
        if proxied && !self.record_type.can_be_proxied() {
            body.report(Problem::error(
                "record-cannot-be-proxied",
                format!("Cloudflare proxies no {} records", self.record_type.name()),
                "remove `.proxied(true)`: only A, AAAA and CNAME records take it",
            ));
        }
        if proxied && self.ttl != Ttl::Auto {
            body.report(Problem::error(
                "proxied-record-ttl",
                "the record is proxied and has a TTL, which Cloudflare then chooses itself",
                "remove `.ttl(…)`, or do not proxy the record",
            ));
        }
        let comment = self.comment.as_ref().and_then(Text::as_literal);
        if comment.is_some_and(|text| text.chars().count() > 500) {
            body.report(Problem::error(
                "comment-too-long",
                "the record's comment is longer than the 500 characters that Cloudflare accepts",
                "shorten it",
            ));
        }
    }

    /// One mistake, one problem: a bare name is reported as outside of the zone, and a name that is not valid
    /// is not compared with the zone.
    fn check_name(&self, body: &mut Body) {
        let is_outside = domain::is_in_zone(&self.name, self.zone.name()) == Some(false);
        let name = self.name.as_literal().unwrap_or_default();
        let is_bare = !name.is_empty() && !name.contains('.');
        if !is_outside || !(is_bare || domain::is_domain(name)) {
            domain::check(body, "name", &self.name);
            return;
        }
        let zone = self.zone.name().as_literal().unwrap_or_default();
        let example = match name.split('.').next() {
            // What zone files call the zone itself.
            None | Some("@") => zone.to_owned(),
            Some(label) => format!("{label}.{zone}"),
        };
        body.report(Problem::error(
            "record-outside-zone",
            format!("`{name}` is not in the zone `{zone}`"),
            format!("write a whole name of the zone, such as `{example}`, or take another zone"),
        ));
    }

    /// Compares the record with the others of its zone: a name is one alias, or has addresses.
    pub(super) fn check_zone(&self, stack: &mut Stack, node: &Node) {
        let Some(name) = self.name.as_literal() else { return };
        let zone: Ref<ZoneId> = self.zone.id();
        if self.record_type == RecordType::Cname {
            stack.claim(node, "duplicate-cname", &zone, format!("the CNAME of `{name}`"));
        }
        if self.record_type.can_be_proxied() {
            let hosts = stack.remember::<Hosts, _>(&zone);
            if let Some(problem) = hosts.and_then(|hosts| hosts.add(name, self.record_type, node)) {
                stack.report(node, problem);
            }
        }
    }
}

/// The names of a zone that are declared so far: whether a name is an alias or has addresses, and its first
/// record.
#[derive(Debug, Default)]
struct Hosts(HashMap<String, (bool, Node)>);

impl Hosts {
    /// Adds a record, and reports a name that is an alias and has an address, too.
    fn add(&mut self, name: &str, record_type: RecordType, node: &Node) -> Option<Problem> {
        let is_alias = record_type == RecordType::Cname;
        let (was_alias, first) = self.0.entry(name.to_owned()).or_insert_with(|| (is_alias, node.clone()));
        (*was_alias != is_alias).then(|| {
            Problem::error(
                "cname-beside-address",
                format!("`{name}` is an alias and has an address, too: see `{}`", first.address()),
                "keep the CNAME or the addresses: a name has one or the other",
            )
        })
    }
}
