//! Caption Desk: the captions of news photographs in one catalog, grouped, checked, corrected and exported.
//!
#![doc = include_str!("ARCHITECTURE.md")]
#![forbid(unsafe_code)]

pub mod checks;
pub mod cli;
pub mod credits;
pub mod desk;
pub mod exporters;
pub mod gui;
pub mod importers;
pub mod index;
pub mod model;
pub mod scenes;
pub mod store;
pub mod text;
