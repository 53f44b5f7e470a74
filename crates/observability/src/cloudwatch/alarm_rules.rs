//! `aws_cloudwatch_metric_alarm`: what is reported.

use terrane_aws::KeyPolicy;
use terrane_aws::kind::TopicArn;
use terrane_core::{Body, Problem, Ref, Stack, Text};

use super::alarm::{Aggregation, Alarm};
use crate::sns::TopicKey;

impl Alarm {
    pub(super) fn check(&self, stack: &mut Stack, body: &mut Body) {
        let description = self.description.as_ref().and_then(Text::as_literal);
        if description.is_some_and(|text| text.chars().count() > 1024) {
            body.report(Problem::error(
                "description-too-long",
                "the alarm's description is longer than the 1024 characters that CloudWatch takes",
                "shorten it, and link to the run-book",
            ));
        }
        let states = [
            ("alarm_actions", &self.alarm_actions),
            ("ok_actions", &self.ok_actions),
            ("insufficient_data_actions", &self.insufficient_data_actions),
        ];
        for (state, actions) in states {
            if actions.len() > 5 {
                body.report(Problem::error(
                    "too-many-actions",
                    format!("`{state}` has {} actions, but CloudWatch takes 5 for each state", actions.len()),
                    "notify one topic, and subscribe to it as often as needed",
                ));
            }
        }
        let (seconds, longest) = (self.period.seconds(), self.period.longest_evaluation());
        let periods = self.evaluation.periods;
        let total = u64::from(seconds) * u64::from(periods);
        if total > u64::from(longest) {
            body.report(Problem::error(
                "evaluation-too-long",
                format!(
                    "{periods} periods of {seconds} s are {total} s, but CloudWatch looks back {longest} s"
                ),
                "take fewer periods; a period of an hour or more looks back a week, a shorter one a day",
            ));
        }
        if seconds < 60 && self.metric.namespace.starts_with("AWS/") {
            body.report(Problem::warning(
                "period-below-resolution",
                format!("the period is {seconds} s, but `{}` has a value each minute", self.metric.namespace),
                "take a period of 60 s or more",
            ));
        }
        if self.ignores_low_samples && matches!(self.aggregation, Aggregation::Statistic(_)) {
            body.report(Problem::error(
                "low-samples-without-percentile",
                "the alarm ignores low samples, which means nothing without a percentile",
                "add `.percentile(…)`, or remove `.ignore_low_samples()`",
            ));
        }
        if states.iter().any(|(_, topics)| topics.iter().any(|topic| is_unheard(topic, stack))) {
            body.report(Problem::error(
                "key-not-for-alarms",
                "the key of the topic does not let CloudWatch use it, so that its notifications are lost",
                "say `.allow_cloudwatch_alarms()` of the key",
            ));
        }
        if !self.silenced && states.iter().all(|(_, actions)| actions.is_empty()) {
            body.report(Problem::warning(
                "alarm-tells-nobody",
                "the alarm has no action: it notifies no topic",
                "add `.notify(&topic)`, or `.silenced()` where a dashboard shows it",
            ));
        }
    }
}

/// An alarm has no role: the key of its topic must let CloudWatch use it, or the notification is lost.
fn is_unheard(topic: &Ref<TopicArn>, stack: &mut Stack) -> bool {
    let key = stack.remember::<TopicKey, _>(topic).and_then(|known| known.0.clone());
    key.is_some_and(|key| KeyPolicy::allows(stack, &key, "cloudwatch.") == Some(false))
}
