//! Which captions, in which groups: the filter over a snapshot, scenes with their dates, and sheets.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::atomic;
use super::error::DeskError;
use super::session::Session;
use super::snapshot::Snapshot;
use crate::exporters::{Exporter, SheetRow};
use crate::index::{GroupBy, Index, IndexRow};
use crate::model::caption::{Caption, Status};
use crate::model::date::PartialDate;
use crate::model::filter::{Filter, FilterField};
use crate::model::scene::SceneGroup;
use crate::scenes;
use crate::text::query;

/// Positions in a snapshot, with the heading of their group where the list is grouped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub heading: Option<String>,
    pub captions: Vec<usize>,
}

impl Snapshot {
    /// Reads a filter's terms, as typed after a verb.
    ///
    /// # Errors
    /// At which character the filter cannot be read.
    pub fn parse_filter(terms: &[String]) -> Result<Filter, DeskError> {
        Ok(query::parse(&terms.join(" "))?)
    }

    /// The positions of the captions that a filter lets through, in catalog order.
    pub fn filtered(&self, filter: &Filter) -> Vec<usize> {
        if *filter == Filter::All {
            return (0..self.captions.len()).collect();
        }
        let mut index = Index::new();
        for (caption, row) in self.captions.iter().zip(&self.rows) {
            let problems: Vec<String> = self.problems(caption.id).map(|f| f.check.clone()).collect();
            index.push(&IndexRow::of(*row, caption, &problems));
        }
        index.filter(filter).into_iter().map(|n| n as usize).collect()
    }

    /// As [`Snapshot::filtered`], for a sheet: what is set aside stays out unless the filter asks for it.
    pub fn for_sheet(&self, filter: &Filter) -> Vec<usize> {
        let asked = asks_for_status(filter);
        let mut positions = self.filtered(filter);
        positions.retain(|n| asked || self.captions[*n].status != Status::SetAside);
        positions
    }

    /// In how many of these captions a code or a place of a template was left.
    pub fn codes_left(&self, positions: &[usize]) -> usize {
        let left = |n: &&usize| self.problems(self.captions[**n].id).any(|f| f.check == super::CODES_LEFT);
        positions.iter().filter(left).count()
    }

    /// A caption with its problems, as a sheet takes it.
    pub fn row(&self, position: usize) -> SheetRow {
        let caption = self.captions[position].clone();
        let problems = self.problems(caption.id).cloned().collect();
        SheetRow { caption, problems }
    }

    /// The scenes of some captions, each with its dates. What is set aside is in none.
    pub fn scenes(&self, positions: &[usize]) -> Vec<SceneGroup> {
        let mut captions =
            positions.iter().map(|n| &self.captions[*n]).filter(|c| c.status != Status::SetAside);
        let mut groups = scenes::groups(&mut captions);
        let splits = self.findings.iter().filter(|f| f.check == "date-scene-split");
        let of: HashMap<_, _> = splits.flat_map(|f| f.captions.iter().map(move |c| (c.id, f))).collect();
        // What the checks call one occasion on two days is called so here, too, and nothing else.
        for group in groups.iter_mut().filter(|g| g.dates.len() > 1) {
            if let Some(split) = group.captions.iter().find_map(|id| of.get(id)) {
                let said = split.message.rsplit_once(" is on two days: ");
                group.note = said.map(|(_, said)| said.to_owned());
            }
        }
        groups
    }

    /// Groups positions under headings.
    pub fn grouped(&self, positions: &[usize], by: GroupBy) -> Vec<Listed> {
        let mut order: Vec<Listed> = Vec::new();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for n in positions {
            let key = key_of(&self.captions[*n], by);
            let at = *seen.entry(key.clone()).or_insert_with(|| {
                order.push(Listed { heading: Some(key), captions: Vec::new() });
                order.len() - 1
            });
            order[at].captions.push(*n);
        }
        if by == GroupBy::Date {
            order.sort_by_key(|g| {
                self.captions[g.captions[0]].date_created.map_or((1, None), |d| (0, Some(d)))
            });
        }
        order
    }

    /// How many captions bear each date, and how many none.
    pub fn dates(&self, positions: &[usize]) -> (BTreeMap<PartialDate, usize>, usize) {
        let mut dates = BTreeMap::new();
        let mut undated = 0;
        for n in positions {
            match self.captions[*n].date_created {
                Some(date) => *dates.entry(date).or_insert(0) += 1,
                None => undated += 1,
            }
        }
        (dates, undated)
    }
}

fn key_of(caption: &Caption, by: GroupBy) -> String {
    let named = |s: &Option<String>, none: &str| s.clone().unwrap_or_else(|| none.to_owned());
    match by {
        GroupBy::Scene => named(&caption.scene, "Not grouped"),
        GroupBy::Date => {
            caption.date_created.map_or_else(|| "No date".to_owned(), crate::model::date::in_words)
        }
        GroupBy::Agency => named(&caption.agency, "No agency"),
        GroupBy::Photographer if caption.creators.is_empty() => "No photographer".to_owned(),
        GroupBy::Photographer => caption.creators.join(", "),
        GroupBy::Document => caption.document.to_string(),
    }
}

fn asks_for_status(filter: &Filter) -> bool {
    match filter {
        Filter::Field(FilterField::Status | FilterField::Id, _) => true,
        Filter::Not(inner) => asks_for_status(inner),
        Filter::And(all) | Filter::Or(all) => all.iter().any(asks_for_status),
        _ => false,
    }
}

impl Session {
    /// Writes a sheet of some captions: to a file, whole or not at all, or to `out`.
    ///
    /// # Errors
    /// Where the file cannot be written, or is the catalog itself.
    pub fn export(
        &self,
        snapshot: &Snapshot,
        positions: &[usize],
        exporter: &dyn Exporter,
        to: Option<&Path>,
        out: &mut dyn std::io::Write,
    ) -> Result<(), DeskError> {
        let fill = |out: &mut dyn std::io::Write| {
            exporter.write(&mut positions.iter().map(|n| snapshot.row(*n)), out)
        };
        match to {
            None => fill(out).and_then(|()| out.flush()).map_err(|e| DeskError::file("standard output", &e)),
            Some(path) => {
                let real = |p: &Path| std::fs::canonicalize(p).ok();
                if self.path().is_some_and(|own| real(own).is_some() && real(own) == real(path)) {
                    return Err(DeskError::refused(format!(
                        "{}: this is the catalog itself; give the sheet another name",
                        path.display()
                    )));
                }
                atomic::write(path, &mut |out| fill(out))
            }
        }
    }
}
