//! Reading print: decoding, lines, folding, dates, places, persons, names. Never fails: a value, and problems beside it.

pub mod beside;
mod calendar;
pub mod case;
pub mod codes;
pub mod dates;
pub mod decode;
pub mod description;
pub mod dictionary;
pub mod events;
pub mod fold;
pub mod header;
pub mod held;
pub mod identity;
pub mod lexicon;
pub mod lines;
mod location;
pub mod mentions;
pub mod names;
mod persons;
pub mod places;
pub mod query;
pub mod shown;
mod spans;
pub mod template;
pub mod terms;
pub mod wordset;
