//! The agency list: who is an organisation, by every name that print gives it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::nearness::{Compared, telling};
use crate::model::agency::{Agency, AgencyKind, PersonSide};

const BUILTIN: &str = include_str!("../../catalog/agencies.tsv");

/// What is wrong with a row of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct AgencyListError {
    /// 1-based.
    pub line: usize,
    pub what: String,
}

/// Organisations with their names.
#[derive(Debug, Clone, Default)]
pub struct Agencies {
    rows: Vec<Agency>,
    by_key: HashMap<String, usize>,
    /// Every name as slips are looked for, with its organisation.
    compared: Vec<(Compared, usize)>,
}

impl Agencies {
    /// The list that comes with the program.
    pub fn builtin() -> &'static Agencies {
        static LIST: LazyLock<Agencies> = LazyLock::new(|| {
            // A test reads the file; a row that cannot be read is left out rather than taking the program down.
            Agencies::default().with_extra(BUILTIN).unwrap_or_default()
        });
        &LIST
    }

    /// This list with the rows of another over it: a row with an id that is here replaces it.
    ///
    /// # Errors
    /// The first row that cannot be read: its line and what it takes.
    pub fn with_extra(&self, tsv: &str) -> Result<Agencies, AgencyListError> {
        let mut list = Agencies { rows: self.rows.clone(), by_key: HashMap::new(), compared: Vec::new() };
        for (n, line) in tsv.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
            if line.trim().is_empty() || line.starts_with('#') || line.starts_with("id\t") {
                continue;
            }
            let agency = row(line).map_err(|what| AgencyListError { line: n + 1, what })?;
            match list.rows.iter_mut().find(|a| a.id == agency.id) {
                Some(old) => *old = agency,
                None => list.rows.push(agency),
            }
        }
        for (n, agency) in list.rows.iter().enumerate() {
            for name in [&agency.short, &agency.name].into_iter().chain(&agency.aliases) {
                let key = key(name);
                if !list.by_key.contains_key(&key) {
                    list.by_key.insert(key.clone(), n);
                    list.compared.push((Compared { key, own: telling(name) }, n));
                }
            }
        }
        Ok(list)
    }

    /// The organisation of a printed name. Case, accents, spaces and full stops do not matter.
    pub fn lookup(&self, printed: &str) -> Option<&Agency> {
        if printed.len() > 64 {
            return None;
        }
        if printed.is_ascii() {
            // The common case without an allocation.
            let mut folded = [0u8; 64];
            let mut len = 0;
            for b in printed.bytes().filter(u8::is_ascii_alphanumeric) {
                folded[len] = b.to_ascii_lowercase();
                len += 1;
            }
            let folded = std::str::from_utf8(&folded[..len]).ok()?;
            return self.by_key.get(folded).map(|n| &self.rows[*n]);
        }
        self.by_key.get(&key(printed)).map(|n| &self.rows[*n])
    }

    /// The organisation whose name was cut off after these letters: `Getty I…`. Only one may fit.
    pub fn beginning(&self, printed: &str) -> Option<&Agency> {
        let wanted = key(printed);
        let mut found =
            self.by_key.iter().filter(|(k, _)| wanted.len() >= 4 && k.starts_with(&wanted)).map(|(_, n)| *n);
        let first = found.next()?;
        found.all(|n| n == first).then(|| &self.rows[first])
    }

    /// Every organisation.
    pub fn iter(&self) -> impl Iterator<Item = &Agency> {
        self.rows.iter()
    }

    /// The organisation that a name is probably a slip for: one letter off, or two in long names. Words that many agencies
    /// have in their names ("Images", "Press") do not count.
    pub fn nearest(&self, printed: &str) -> Option<&Agency> {
        let wanted = Compared { key: key(printed), own: telling(printed) };
        if wanted.key.chars().count() < 6 || self.by_key.contains_key(&wanted.key) {
            return None;
        }
        self.compared
            .iter()
            .filter_map(|(name, n)| Some((name.slips(&wanted)?, &name.key, *n)))
            .min()
            .map(|(.., n)| &self.rows[n])
    }
}

/// What names are compared by: letters and digits, folded.
fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    if name.is_ascii() {
        out.extend(name.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char));
    } else {
        out.extend(crate::text::fold::fold(name).chars().filter(|c| c.is_alphanumeric()));
    }
    out
}

fn row(line: &str) -> Result<Agency, String> {
    let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [id, short, name, aliases, kind, side, distributor] = columns.as_slice() else {
        return Err(format!("a row has 7 columns with tabs between them; this one has {}", columns.len()));
    };
    if id.is_empty() || short.is_empty() {
        return Err("id and short may not be empty".into());
    }
    Ok(Agency {
        id: (*id).to_owned(),
        short: (*short).to_owned(),
        name: if name.is_empty() { short } else { name }.to_string(),
        aliases: aliases.split('|').map(str::trim).filter(|a| !a.is_empty()).map(str::to_owned).collect(),
        kind: match *kind {
            "wire" => AgencyKind::Wire,
            "picture" => AgencyKind::Picture,
            "publisher" => AgencyKind::Publisher,
            "sport" => AgencyKind::Sport,
            "government" => AgencyKind::Government,
            "collection" => AgencyKind::Collection,
            other => {
                return Err(format!(
                    "kind is wire, picture, publisher, sport, government or collection, not \"{other}\""
                ));
            }
        },
        person_side: match *side {
            "left" => PersonSide::Left,
            "right" => PersonSide::Right,
            "either" => PersonSide::Either,
            other => return Err(format!("person_side is left, right or either, not \"{other}\"")),
        },
        distributor: match *distributor {
            "yes" => true,
            "no" => false,
            other => return Err(format!("distributor is yes or no, not \"{other}\"")),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builtin_reads_and_ids_are_unique() {
        let list = Agencies::default().with_extra(BUILTIN).unwrap();
        assert!(list.rows.len() > 100);
        let mut ids: Vec<_> = list.iter().map(|a| &a.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), list.rows.len());
    }

    #[test]
    fn names_by_any_form() {
        let list = Agencies::builtin();
        for (printed, short) in [
            ("ap photo", "AP"),
            ("REUTERS", "Reuters"),
            ("THE CANADIAN PRESS", "The Canadian Press"),
            ("Estadao Conteudo", "Estadão Conteúdo"),
            ("picture-alliance", "picture alliance"),
            ("CQ-ROLL CALL, INC", "CQ-Roll Call, Inc"),
            ("U.S. Navy", "US Navy"),
        ] {
            assert_eq!(list.lookup(printed).map(|a| a.short.as_str()), Some(short), "{printed}");
        }
        assert!(list.lookup("Harbour Wire").is_none());
        assert_eq!(list.nearest("RETUERS").map(|a| a.short.as_str()), Some("Reuters"));
        assert_eq!(list.nearest("Getty Imges").map(|a| a.short.as_str()), Some("Getty Images"));
        assert!(list.nearest("Harbour").is_none());
    }

    #[test]
    fn a_desks_own_rows() {
        let list = Agencies::builtin();
        let more =
            list.with_extra("hw\tHarbour Wire\tHarbour Wire Service\tHW|HBW\twire\tleft\tno\n").unwrap();
        assert_eq!(more.lookup("hbw").unwrap().short, "Harbour Wire");
        let bad = list.with_extra("# x\nhw\tHarbour\n").unwrap_err();
        assert_eq!((bad.line, bad.what.contains("7 columns")), (2, true));
    }
}
