//! A scene: what photographs show, at the grain of a picture edit, with the days that its captions name.

use std::collections::BTreeMap;

use super::caption::CaptionId;
use super::date::PartialDate;

/// A group of captions that show the same thing at one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SceneGroup {
    /// The scene's name; none for captions that fit nowhere.
    pub scene: Option<String>,
    pub event: Option<String>,
    /// How many captions name each day.
    pub dates: BTreeMap<PartialDate, usize>,
    pub undated: usize,
    /// In catalog order.
    pub captions: Vec<CaptionId>,
    /// What the dates say where they are not one, in words.
    pub note: Option<String>,
}
