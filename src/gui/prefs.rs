//! What is kept from one start to the next: columns, grouping, theme, sizes, recent catalogs.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::action::Action;
use crate::desk::view::*;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ColumnKind {
    Photographer,
    Agency,
    Date,
    EventDate,
    Scene,
    Document,
    CreditLine,
    City,
    Persons,
    Flags,
    Status,
    Venue,
    Headline,
    Keywords,
}

impl ColumnKind {
    pub const ALL: [ColumnKind; 14] = [
        ColumnKind::Photographer,
        ColumnKind::Agency,
        ColumnKind::Date,
        ColumnKind::EventDate,
        ColumnKind::Scene,
        ColumnKind::Document,
        ColumnKind::CreditLine,
        ColumnKind::City,
        ColumnKind::Persons,
        ColumnKind::Flags,
        ColumnKind::Status,
        ColumnKind::Venue,
        ColumnKind::Headline,
        ColumnKind::Keywords,
    ];

    /// The column's title.
    pub fn label(self) -> &'static str {
        match self {
            ColumnKind::Photographer => "Photographer",
            ColumnKind::Agency => "Agency",
            ColumnKind::Date => "Date",
            ColumnKind::EventDate => "Event date",
            ColumnKind::Scene => "Scene",
            ColumnKind::Document => "Document",
            ColumnKind::CreditLine => "Credit line",
            ColumnKind::City => "City",
            ColumnKind::Persons => "Persons shown",
            ColumnKind::Flags => "Flags",
            ColumnKind::Status => "Status",
            ColumnKind::Venue => "Venue",
            ColumnKind::Headline => "Headline",
            ColumnKind::Keywords => "Keywords",
        }
    }

    /// Its width at first, in points.
    pub fn width(self) -> f32 {
        match self {
            ColumnKind::Photographer => 150.0,
            ColumnKind::Agency => 110.0,
            ColumnKind::Date | ColumnKind::EventDate => 112.0,
            ColumnKind::Scene => 130.0,
            ColumnKind::Document => 170.0,
            ColumnKind::CreditLine | ColumnKind::Headline => 200.0,
            ColumnKind::City | ColumnKind::Flags | ColumnKind::Status => 100.0,
            ColumnKind::Persons | ColumnKind::Venue | ColumnKind::Keywords => 150.0,
        }
    }

    /// What sorts by it.
    pub fn sort(self) -> SortKey {
        match self {
            ColumnKind::Photographer => SortKey::Photographer,
            ColumnKind::Agency => SortKey::Agency,
            ColumnKind::Date => SortKey::Date,
            ColumnKind::Scene => SortKey::Scene,
            ColumnKind::Document => SortKey::Document,
            ColumnKind::Status => SortKey::Status,
            ColumnKind::City => SortKey::City,
            ColumnKind::Persons => SortKey::Persons,
            ColumnKind::Flags => SortKey::Flags,
            ColumnKind::CreditLine => SortKey::Credit,
            ColumnKind::EventDate => SortKey::EventDate,
            ColumnKind::Venue => SortKey::Venue,
            ColumnKind::Headline => SortKey::Headline,
            ColumnKind::Keywords => SortKey::Keywords,
        }
    }
}

/// By what the table is grouped, as the preferences keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grouped {
    Scene,
    Date,
    Agency,
    Photographer,
    Document,
    Nothing,
}

impl Grouped {
    pub const ALL: [Grouped; 6] = [
        Grouped::Scene,
        Grouped::Date,
        Grouped::Agency,
        Grouped::Photographer,
        Grouped::Document,
        Grouped::Nothing,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Grouped::Scene => "Scene",
            Grouped::Date => "Date",
            Grouped::Agency => "Agency",
            Grouped::Photographer => "Photographer",
            Grouped::Document => "Document",
            Grouped::Nothing => "Nothing",
        }
    }

    /// What asks for it.
    pub fn action(self) -> Action {
        match self {
            Grouped::Scene => Action::GroupScene,
            Grouped::Date => Action::GroupDate,
            Grouped::Agency => Action::GroupAgency,
            Grouped::Photographer => Action::GroupPhotographer,
            Grouped::Document => Action::GroupDocument,
            Grouped::Nothing => Action::GroupNothing,
        }
    }

    /// What a list is grouped by.
    pub fn of(by: Option<GroupBy>) -> Grouped {
        Grouped::ALL.into_iter().find(|g| g.by() == by).unwrap_or(Grouped::Nothing)
    }

    pub fn by(self) -> Option<GroupBy> {
        match self {
            Grouped::Scene => Some(GroupBy::Scene),
            Grouped::Date => Some(GroupBy::Date),
            Grouped::Agency => Some(GroupBy::Agency),
            Grouped::Photographer => Some(GroupBy::Photographer),
            Grouped::Document => Some(GroupBy::Document),
            Grouped::Nothing => None,
        }
    }
}

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    System,
    Light,
    Dark,
}

/// What is kept from one start to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    pub theme: ThemeChoice,
    /// 1.0 is 100 %.
    pub zoom: f32,
    pub grouped: Grouped,
    pub columns: Vec<(ColumnKind, f32)>,
    pub two_lines: bool,
    pub sidebar: bool,
    pub inspector: bool,
    /// Catalogs, the last one first.
    pub recent: Vec<PathBuf>,
    /// The folder of the last import or export.
    pub folder: Option<PathBuf>,
    /// How wide a hand has made the filters and the inspector, in points.
    pub filters_width: Option<f32>,
    pub inspector_width: Option<f32>,
    /// Which lists of values were opened and folded by hand, by their keys.
    pub facets: std::collections::BTreeMap<String, bool>,
    /// Filters that were given a name, in their order.
    pub saved: Vec<super::saved::Saved>,
    /// The tour was seen, or skipped.
    pub toured: bool,
    /// Nothing moves that need not.
    pub still: bool,
    /// What was chosen in the palette, the last one first.
    pub chosen: Vec<String>,
}

impl Default for Prefs {
    fn default() -> Self {
        Prefs {
            theme: ThemeChoice::System,
            zoom: 1.0,
            grouped: Grouped::Scene,
            columns: [ColumnKind::Photographer, ColumnKind::Agency, ColumnKind::Date]
                .map(|c| (c, c.width()))
                .to_vec(),
            two_lines: false,
            sidebar: true,
            inspector: true,
            recent: Vec::new(),
            folder: None,
            filters_width: None,
            inspector_width: None,
            facets: Default::default(),
            saved: Vec::new(),
            toured: false,
            still: false,
            chosen: Vec::new(),
        }
    }
}

impl Prefs {
    /// Puts a catalog first among the recent ones.
    pub fn opened(&mut self, path: &std::path::Path) {
        self.recent.retain(|p| p != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(10);
    }
}
