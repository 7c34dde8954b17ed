//! The records of the desk and what may be done to them: plain values, no input or output.

pub mod agency;
pub mod caption;
pub mod credit;
pub mod date;
pub mod document;
pub mod event;
pub mod field;
pub mod filter;
pub mod finding;
pub mod operation;
pub mod scene;

/// Version of the rules that derive facts from print. Derived tables made under another version are made again.
pub const RULES_VERSION: u32 = 9;
