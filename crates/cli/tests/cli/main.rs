//! The commands as somebody at a terminal meets them: what they say, what they write, and how they exit.

mod commands;
mod edits;
mod git;
mod incomplete;
mod interruption;
mod ownership;
mod paths;
mod place;
mod projects;
