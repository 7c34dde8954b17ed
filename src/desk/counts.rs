//! What was counted of a catalog when it was last left: the sidebar stands in the first frame of the next start, and what is
//! counted anew takes its place. Kept in the data folder, a file for each catalog; nothing is lost with one.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::DeskError;
use super::session::Session;
use super::view::{Facet, FacetKind};

const FOLDER: &str = "counts";
/// Of so many catalogs the counts are kept; the oldest ones go.
const KEPT: usize = 32;

/// What the counts were made of. Only of just that they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    catalog: PathBuf,
    revision: i64,
    /// When the first and the last operation were made: another catalog can have come to the place of this one.
    began: String,
    changed: String,
    rules: u32,
}

impl Mark {
    pub(super) fn of(session: &Session, path: &Path) -> Result<Mark, DeskError> {
        let operations = session.operations()?;
        let at = |operation: Option<&crate::model::operation::Operation>| {
            operation.map(|o| o.at.to_string()).unwrap_or_default()
        };
        Ok(Mark {
            catalog: std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
            revision: session.store.head()?,
            began: at(operations.last()),
            changed: at(operations.first()),
            rules: session.library.rules(),
        })
    }

    pub(super) fn is_of(&self, revision: i64) -> bool {
        self.revision == revision
    }
}

/// The counts of a catalog's whole list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub mark: Mark,
    pub facets: Vec<Facet>,
}

impl Counts {
    /// Problems are found anew at every start: they are not among what is kept.
    pub(super) fn new(mark: Mark, facets: Vec<Facet>) -> Counts {
        let kept = facets.into_iter().filter(|f| f.kind != FacetKind::Problem).collect();
        Counts { mark, facets: kept }
    }
}

fn file(folder: &Path, catalog: &Path) -> PathBuf {
    let name = crate::text::identity::fingerprint(&[catalog.as_os_str().as_encoded_bytes()]);
    folder.join(FOLDER).join(format!("{name:08x}.json"))
}

/// The counts that were kept of just this state of a catalog. What cannot be read is as if it were not there.
pub(super) fn read(folder: &Path, mark: &Mark) -> Option<Vec<Facet>> {
    let text = std::fs::read(file(folder, &mark.catalog)).ok()?;
    let counts: Counts = serde_json::from_slice(&text).ok()?;
    (counts.mark == *mark).then_some(counts.facets)
}

/// Keeps the counts of a catalog.
///
/// # Errors
/// Where the data folder cannot be written.
pub(super) fn keep(folder: &Path, counts: &Counts) -> Result<(), DeskError> {
    let path = file(folder, &counts.mark.catalog);
    let within = folder.join(FOLDER);
    std::fs::create_dir_all(&within).map_err(|e| DeskError::file(&within, &e))?;
    super::atomic::write(&path, &mut |out| serde_json::to_writer(out, counts).map_err(std::io::Error::from))?;
    tidy(&within);
    Ok(())
}

/// Removes the oldest counts above [`KEPT`]; one that cannot be removed stays.
fn tidy(within: &Path) {
    let Ok(entries) = std::fs::read_dir(within) else { return };
    let mut files: Vec<_> = entries
        .flatten()
        .filter(|e| e.path().extension().is_some_and(|x| x == "json"))
        .filter_map(|e| Some((e.metadata().ok()?.modified().ok()?, e.path())))
        .collect();
    files.sort();
    let surplus = files.len().saturating_sub(KEPT);
    files.iter().take(surplus).for_each(|(_, path)| drop(std::fs::remove_file(path)));
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::desk::view::{Answer, Change, Command, ListRequest, Listing, SortKey};
    use crate::desk::{Desk, Library, Start};
    use crate::model::field::{Field, Value};

    fn desk(data: &Path) -> Desk {
        let data = Some(data.to_owned());
        Desk::start(Start { library: Library::builtin(), by: "a desk".into(), data }, || {}).unwrap()
    }

    /// The lists that a start tells, until the whole one; and whether the problems are known by then.
    fn lists(desk: &Desk, open: Command) -> Vec<std::sync::Arc<Listing>> {
        desk.send(open);
        let (number, filter) = (1, String::new());
        let request = ListRequest { number, filter, group: None, sort: SortKey::Document, descending: false };
        desk.send(Command::List(request));
        let mut told = Vec::new();
        let mut checked = false;
        let until = Instant::now() + Duration::from_secs(60);
        while Instant::now() < until {
            match desk.recv(Duration::from_secs(1)) {
                Some(Answer::Listed(listing)) => told.push(listing),
                Some(Answer::Checking(false)) => checked = true,
                _ => {}
            }
            if checked && told.last().is_some_and(|l| l.complete) {
                return told;
            }
        }
        panic!("no whole list came");
    }

    #[test]
    fn the_counts_of_the_last_time_stand_until_they_are_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let (data, path) = (folder.path().join("data"), folder.path().join("a.captions"));
        let open = || Command::Open(path.clone());
        let without_problems = |facets: &[Facet]| -> Vec<Facet> {
            facets.iter().filter(|f| f.kind != FacetKind::Problem).cloned().collect()
        };
        let mut first = desk(&data);
        let told = lists(&first, Command::New { path: path.clone(), builtin: true });
        assert!(told.iter().filter(|l| !l.complete).all(|l| l.facets.is_empty()));
        let row = told.last().unwrap().rows[0];
        first.quit();

        let opened = || {
            let place = crate::desk::Where::File(path.clone());
            Session::open(&place, crate::store::Access::Write, Library::builtin(), "b".into()).unwrap()
        };
        let counted = |session: &Session| read(&data, &Mark::of(session, &path).unwrap());
        let kept = counted(&opened());
        let mut second = desk(&data);
        let told = lists(&second, open());
        let (early, whole) = (told.first().unwrap(), told.last().unwrap());
        assert_eq!(kept, Some(without_problems(&whole.facets)));
        assert!(early.complete || Some(&early.facets) == kept.as_ref());
        // What this desk has changed itself is counted when it leaves.
        let value = Value::Text("A scene by hand".into());
        let change = Change::Set { rows: vec![row], field: Field::Scene, value, why: None };
        second.send(Command::Change(change));
        second.quit();
        let mut session = opened();
        let kept = counted(&session).unwrap();
        let has = |f: &Facet| f.values.iter().any(|v| v.label == "A scene by hand" && v.count == 1);
        assert!(kept.iter().any(|f| f.kind == FacetKind::Scene && has(f)));

        // What another has changed since is not told with old counts.
        session
            .set(
                &[session.store.rows(&[row]).unwrap()[0].id],
                Field::City,
                &Value::Text("Lisbon".into()),
                None,
            )
            .unwrap();
        assert_eq!(counted(&session), None);
        // Nor what cannot be read.
        std::fs::write(file(&data, &std::fs::canonicalize(&path).unwrap()), "{").unwrap();
        assert_eq!(counted(&session), None);
    }
}
