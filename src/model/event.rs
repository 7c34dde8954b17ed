//! An event: what captions of one occasion were taken at.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// An event with its place and, as exact as known, when it began and ended in local time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub name: String,
    pub sublocation: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    /// The zone's name in the IANA database, such as `Europe/Paris`.
    pub zone: Option<chrono_tz::Tz>,
    /// Local date and time.
    pub begins: Option<NaiveDateTime>,
    /// Local date and time, where known.
    pub ends: Option<NaiveDateTime>,
    /// Whether it ran past local midnight, known even where the hour of its end is not.
    #[serde(default)]
    pub past_midnight: bool,
}
