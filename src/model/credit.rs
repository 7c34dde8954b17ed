//! The credit of a photograph: who took it, for whom, and through whose hands it came.

use serde::{Deserialize, Serialize};

/// A mark that a credit carries beside its names: a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    Pool,
    Handout,
    File,
    Courtesy,
    Mandatory,
    Supplied,
    Staff,
    Stringer,
    Contributor,
    Illustration,
    Composite,
    Screengrab,
    Uncredited,
    TopPick,
}

impl Flag {
    /// Every flag.
    pub const ALL: [Flag; 14] = [
        Flag::Pool,
        Flag::Handout,
        Flag::File,
        Flag::Courtesy,
        Flag::Mandatory,
        Flag::Supplied,
        Flag::Staff,
        Flag::Stringer,
        Flag::Contributor,
        Flag::Illustration,
        Flag::Composite,
        Flag::Screengrab,
        Flag::Uncredited,
        Flag::TopPick,
    ];

    /// The word in JSON, sheets and filters.
    pub fn key(self) -> &'static str {
        match self {
            Flag::Pool => "pool",
            Flag::Handout => "handout",
            Flag::File => "file",
            Flag::Courtesy => "courtesy",
            Flag::Mandatory => "mandatory",
            Flag::Supplied => "supplied",
            Flag::Staff => "staff",
            Flag::Stringer => "stringer",
            Flag::Contributor => "contributor",
            Flag::Illustration => "illustration",
            Flag::Composite => "composite",
            Flag::Screengrab => "screengrab",
            Flag::Uncredited => "uncredited",
            Flag::TopPick => "top-pick",
        }
    }

    /// The flag of that word.
    pub fn from_key(key: &str) -> Option<Flag> {
        Flag::ALL.into_iter().find(|f| f.key() == key)
    }
}

/// A credit taken apart. Organisations carry the `short` name of the agency list where it knows them, else the words as
/// printed. One organisation: `agency`. Two or more: the first is `agency`, what follows `via` (or a known distributor at
/// the end) is `distributor`, the rest are `suppliers`. `N via AP` has a distributor and no agency.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Credit {
    /// Who took the picture, in the printed case.
    pub creators: Vec<String>,
    pub agency: Option<String>,
    pub suppliers: Vec<String>,
    pub distributor: Option<String>,
    /// In the order of [`Flag::ALL`], each at most once.
    pub flags: Vec<Flag>,
    /// X in `Name/Getty Images for X`.
    pub commissioner: Option<String>,
    /// `NO ARCHIVING` and its like, as printed.
    pub restrictions: Vec<String>,
}

impl Credit {
    /// Whether nothing at all was read.
    pub fn is_empty(&self) -> bool {
        *self == Credit::default()
    }

    /// Adds a flag, keeping the order.
    pub fn flag(&mut self, flag: Flag) {
        if !self.flags.contains(&flag) {
            self.flags.push(flag);
            self.flags.sort();
        }
    }
}

/// A credit as read from its printed line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CreditReading {
    pub credit: Credit,
    /// The dialect that read it, such as `ap-photo`; empty where none fits.
    pub dialect: String,
    /// What could not be decided, in words; empty where all was.
    pub undecided: Vec<String>,
}
