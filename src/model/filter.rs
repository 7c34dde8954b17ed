//! The filter: what the search field and the verbs take to narrow captions.

/// A filter as a tree. [`Filter::All`] lets every caption through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    All,
    /// A word or phrase, folded, that must occur in the caption's searched text.
    Text(String),
    Field(FilterField, FieldTest),
    Date(DateTest),
    Not(Box<Filter>),
    And(Vec<Filter>),
    Or(Vec<Filter>),
}

/// A field that a filter can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FilterField {
    Scene,
    Agency,
    Photographer,
    Document,
    Status,
    Problem,
    Flag,
    City,
    Event,
    Distributor,
    Supplier,
    Venue,
    Country,
    Person,
    Keyword,
    Headline,
    Caption,
    Credit,
    Corrected,
    Id,
}

/// What a named field must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldTest {
    /// Nothing.
    None,
    /// These folded words, whole and in this order, in one of its values.
    Words(String),
    /// One of its values is these folded words, and no more.
    Is(String),
}

/// What a caption's date must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateTest {
    None,
    /// Between two whole days, both included; a partial date counts where all of it lies between.
    Between(chrono::NaiveDate, chrono::NaiveDate),
}

/// Why a filter cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    /// 1-based, in characters.
    pub at: usize,
    pub what: String,
}

impl std::fmt::Display for FilterError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the search cannot be read at letter {}: {}", self.at, self.what)
    }
}

impl std::error::Error for FilterError {}
