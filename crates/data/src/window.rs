//! Daily and weekly windows of time, as RDS and ElastiCache write them, in UTC.

use terrane_core::{Body, Problem, Text};

const DAY: u32 = 24 * 60;
const WEEK: u32 = 7 * DAY;
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Sets a daily window such as `03:00-04:00`; reports one of another form (`malformed-window`) or one that is
/// shorter than `shortest` minutes (`window-too-short`). Text that only Terraform knows passes.
pub(crate) fn write_daily(body: &mut Body, key: &'static str, window: &Text, shortest: u32) {
    check(body, key, window, daily, "03:00-04:00", shortest);
    body.set(key, window);
}

/// Sets a weekly window such as `mon:04:00-mon:05:00`, with the same reports as [`write_daily`].
pub(crate) fn write_weekly(body: &mut Body, key: &'static str, window: &Text, shortest: u32) {
    check(body, key, window, weekly, "mon:04:00-mon:05:00", shortest);
    body.set(key, window);
}

/// Sets a time of day such as `04:00`; reports one of another form (`malformed-window`).
pub(crate) fn write_time(body: &mut Body, key: &'static str, time: &Text) {
    if let Some(literal) = time.as_literal()
        && clock(literal).is_none()
    {
        body.report(malformed(key, literal, "04:00"));
    }
    body.set(key, time);
}

type Parse = fn(&str) -> Option<(u32, u32)>;

fn check(body: &mut Body, key: &str, window: &Text, parse: Parse, example: &str, shortest: u32) {
    let Some(literal) = window.as_literal() else { return };
    match parse(literal) {
        None => body.report(malformed(key, literal, example)),
        Some((_, minutes)) if minutes < shortest => body.report(Problem::error(
            "window-too-short",
            format!("`{key}` lasts {minutes} minutes, but AWS requires {shortest} or more"),
            format!("make the window at least {shortest} minutes long, such as `{example}`"),
        )),
        Some(_) => {}
    }
}

fn malformed(key: &str, literal: &str, example: &str) -> Problem {
    Problem::error(
        "malformed-window",
        format!("`{key}` is `{literal}`, which is not of the form `{example}`"),
        format!("write it in UTC, with two digits each and small letters: `{example}`"),
    )
}

/// The first minute of the day and the length in minutes of `hh:mm-hh:mm`.
pub(crate) fn daily(window: &str) -> Option<(u32, u32)> {
    let (start, end) = window.split_once('-')?;
    let (start, end) = (clock(start)?, clock(end)?);
    Some((start, length(start, end, DAY)))
}

/// The first minute of the week and the length in minutes of `ddd:hh:mm-ddd:hh:mm`.
pub(crate) fn weekly(window: &str) -> Option<(u32, u32)> {
    let (start, end) = window.split_once('-')?;
    let (start, end) = (day_and_clock(start)?, day_and_clock(end)?);
    Some((start, length(start, end, WEEK)))
}

/// A window may lead over midnight, or from Sunday to Monday.
fn length(start: u32, end: u32, round: u32) -> u32 {
    (end + round - start) % round
}

fn day_and_clock(text: &str) -> Option<u32> {
    let (day, time) = text.split_once(':')?;
    let day = (0u32..).zip(DAYS).find(|(_, name)| *name == day)?.0;
    Some(day * DAY + clock(time)?)
}

fn clock(text: &str) -> Option<u32> {
    let number = |text: &str, below: u32| {
        let is_number = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u32>().ok().filter(|number| is_number && *number < below)
    };
    let (hours, minutes) = text.split_once(':')?;
    Some(number(hours, 24)? * 60 + number(minutes, 60)?)
}
