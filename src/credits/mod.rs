//! Credits: finding them in printed lines, taking them apart, and giving them back in a house's form. Never fails: what
//! cannot be decided is said beside what can.

mod agencies;
mod chain;
mod dialects;
#[cfg(test)]
mod examples;
pub mod facts;
mod joints;
mod judge;
mod marks;
mod nearness;
mod persons;
mod read;
mod render;
mod shape;
mod split;
mod tail;
mod text_credit;

pub use agencies::{Agencies, AgencyListError};
pub(crate) use nearness::telling;
pub use read::read;
pub use render::{Style, render};
pub use split::{Split, Strength, split};
pub use text_credit::is_text_credit;

/// The label at the start of a text that says that a credit follows, as far as it goes: `Photo by `, `Photograph: `.
pub fn label(text: &str) -> Option<&'static str> {
    marks::label(text).map(|(label, _)| label)
}
