//! One organisation of the agency list: data that a desk edits, read from `catalog/agencies.tsv`.

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgencyKind {
    /// A wire or news agency.
    Wire,
    /// A picture agency or distributor.
    Picture,
    /// A newspaper, group or publisher.
    Publisher,
    /// A sports picture supplier, club or federation.
    Sport,
    /// A government or public body.
    Government,
    /// A collection inside a distributor.
    Collection,
}

/// On which side of the organisation a photographer's name stands in a credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonSide {
    /// `Name/Agency`.
    Left,
    /// `AGENCY/Name`.
    Right,
    /// Either; the words around it decide.
    Either,
}

/// A row of the agency list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Lower-case words joined by hyphens; a row of a desk's own list with the same id replaces this one.
    pub id: String,
    /// The name in `agency` and `distributor`: `AP`, `Getty Images`.
    pub short: String,
    /// The full name: `Associated Press`.
    pub name: String,
    /// Every other form seen in print.
    pub aliases: Vec<String>,
    pub kind: AgencyKind,
    pub person_side: PersonSide,
    /// Whether it passes on other organisations' pictures when it stands last in a credit.
    pub distributor: bool,
}
