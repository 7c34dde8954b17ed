//! A house style: which checks a desk wants, how much each weighs, and what they are to hold captions to.

use std::collections::BTreeMap;

use super::CheckInfo;
use crate::model::finding::Severity;

/// Which checks run, and how much they weigh.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Style {
    /// For checks that it treats in its own way: their weight, or none where they are off.
    checks: BTreeMap<String, Option<Severity>>,
}

impl Style {
    /// What a check weighs; none where it is off. A style's own checks are off until a style asks for them.
    pub fn severity(&self, check: &CheckInfo) -> Option<Severity> {
        match self.checks.get(check.id) {
            Some(asked) => *asked,
            None => (check.severity != Severity::Style).then_some(check.severity),
        }
    }
}
