//! The log: what was done, what still stands, and what takes it back.

use std::collections::HashSet;

use super::error::{Conflict, Fault, Inner, Result, StoreError};
use super::write::NAMED;
use super::{Store, UndoPlan};
use crate::model::caption::CaptionId;
use crate::model::field::Field;
use crate::model::operation::{Edit, Operation, OperationId, OperationKind};

impl Store {
    /// Every operation, the newest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn operations(&self) -> Result<Vec<Operation>> {
        self.named(self.all_operations())
    }

    fn all_operations(&self) -> Inner<Vec<Operation>> {
        let mut query = self
            .conn
            .prepare_cached("SELECT id, kind, label, why, who, at, target FROM operation ORDER BY id DESC")?;
        let mut rows = query.query([])?;
        let mut taken_back = HashSet::new();
        let mut all = Vec::new();
        while let Some(r) = rows.next()? {
            let kind = r.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            let kind = OperationKind::from_key(kind)
                .ok_or_else(|| Fault::Broken("a change is of an unknown kind".into()))?;
            let (id, target): (OperationId, Option<OperationId>) = (r.get(0)?, r.get(6)?);
            // From the newest down: what takes another back is known to stand before the other is met.
            let in_effect = !taken_back.contains(&id);
            if in_effect && let Some(target) = target {
                taken_back.insert(target);
            }
            let (label, why, by, at) = (r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?);
            all.push(Operation { id, kind, label, why, by, at, target, in_effect });
        }
        Ok(all)
    }

    /// The edits of an operation, in order.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn edits(&self, operation: OperationId) -> Result<Vec<Edit>> {
        self.named(self.edits_of(operation))
    }

    /// What was ever done to a caption: the operations, the newest first, with their edits of it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn edits_touching(&self, caption: CaptionId) -> Result<Vec<(OperationId, Edit)>> {
        let act = || -> Inner<Vec<(OperationId, Edit)>> {
            let mut query = self.conn.prepare_cached(
                "SELECT operation, body FROM edit WHERE caption = ?1 ORDER BY operation DESC, ordinal",
            )?;
            let mut rows = query.query([caption.0 as i64])?;
            let mut all = Vec::new();
            while let Some(r) = rows.next()? {
                let body = r.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
                all.push((r.get(0)?, serde_json::from_str(body)?));
            }
            Ok(all)
        };
        self.named(act())
    }

    /// The operations with an edit of a caption, of a field, or of that field of that caption.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn operations_touching(
        &self,
        caption: Option<CaptionId>,
        field: Option<Field>,
    ) -> Result<Vec<OperationId>> {
        let act = || -> Inner<Vec<OperationId>> {
            let mut query = self.conn.prepare_cached(
                "SELECT DISTINCT operation FROM edit
                 WHERE (?1 IS NULL OR caption = ?1) AND (?2 IS NULL OR field = ?2) ORDER BY operation DESC",
            )?;
            let rows = query.query_map((caption.map(|c| c.0 as i64), field.map(Field::key)), |r| r.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        self.named(act())
    }

    /// The operations with an edit that holds some words, in what it set or in what was there before; the newest first. Capitals
    /// of A to Z do not matter.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn operations_worded(&self, words: &str) -> Result<Vec<OperationId>> {
        let act = || -> Inner<Vec<OperationId>> {
            let mut query = self.conn.prepare_cached(
                "SELECT DISTINCT operation FROM edit WHERE body LIKE ?1 ESCAPE '!' ORDER BY operation DESC",
            )?;
            let mut pattern = String::from("%");
            // As JSON has them.
            let quoted = serde_json::to_string(words)?;
            for c in quoted.get(1..quoted.len() - 1).unwrap_or_default().chars() {
                if matches!(c, '%' | '_' | '!') {
                    pattern.push('!');
                }
                pattern.push(c);
            }
            pattern.push('%');
            let rows = query.query_map([pattern], |r| r.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        self.named(act())
    }

    /// How many captions an operation changed, and the first of them.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn captions_of(&self, operation: OperationId) -> Result<(usize, Option<CaptionId>)> {
        let act = || -> Inner<(usize, Option<CaptionId>)> {
            let mut count =
                self.conn.prepare_cached("SELECT COUNT(DISTINCT caption) FROM edit WHERE operation = ?1")?;
            let mut first = self.conn.prepare_cached(
                "SELECT caption FROM edit WHERE operation = ?1 AND caption IS NOT NULL ORDER BY ordinal LIMIT 1",
            )?;
            let all: i64 = count.query_row([operation], |r| r.get(0))?;
            let mut rows = first.query([operation])?;
            let first = match rows.next()? {
                Some(r) => Some(CaptionId(r.get::<_, i64>(0)? as u64)),
                None => None,
            };
            Ok((usize::try_from(all).unwrap_or_default(), first))
        };
        self.named(act())
    }

    fn edits_of(&self, operation: OperationId) -> Inner<Vec<Edit>> {
        let mut query =
            self.conn.prepare_cached("SELECT body FROM edit WHERE operation = ?1 ORDER BY ordinal")?;
        let mut rows = query.query([operation])?;
        let mut all = Vec::new();
        while let Some(r) = rows.next()? {
            all.push(serde_json::from_str(r.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?);
        }
        Ok(all)
    }

    /// What takes back an operation: the one of that number, else the newest that stands and takes back nothing itself.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where what it touched has changed since; [`StoreError::NothingToUndo`],
    /// [`StoreError::NoSuchOperation`], [`StoreError::NotInEffect`].
    pub fn plan_undo(&self, target: Option<OperationId>) -> Result<UndoPlan> {
        let all = self.operations()?;
        let found = match target {
            Some(id) => all.into_iter().find(|o| o.id == id).ok_or(StoreError::NoSuchOperation(id))?,
            None => all
                .into_iter()
                .find(|o| o.in_effect && !takes_back(o.kind))
                .ok_or(StoreError::NothingToUndo)?,
        };
        self.named(self.plan(found))
    }

    /// What takes back an operation as far as that is possible, and what stands in the way of the rest.
    ///
    /// # Errors
    /// As [`Store::plan_undo`], but for conflicts.
    pub fn plan_undo_rest(&self, target: OperationId) -> Result<(UndoPlan, Vec<Conflict>)> {
        let all = self.operations()?;
        let found = all.into_iter().find(|o| o.id == target).ok_or(StoreError::NoSuchOperation(target))?;
        self.named(self.plan_rest(found))
    }

    fn plan_rest(&self, target: Operation) -> Inner<(UndoPlan, Vec<Conflict>)> {
        if !target.in_effect {
            return Err(StoreError::NotInEffect(target.id).into());
        }
        let edits: Vec<Edit> = self.edits_of(target.id)?.into_iter().rev().map(inverse).collect();
        let (mut kept, mut conflicts) = (Vec::new(), Vec::new());
        // Whether the last word of each thing still stands decides for all that was done to it.
        let mut stands = std::collections::HashMap::new();
        for edit in edits {
            let key = subject(&edit);
            let free = match stands.get(&key) {
                Some(free) => *free,
                None => {
                    let mut found: Vec<Conflict> = self.differs(&edit)?.into_iter().collect();
                    if let Edit::Import { operation, new: false, .. } = &edit {
                        found.extend(self.built_upon(*operation)?);
                    }
                    let free = found.is_empty();
                    conflicts.extend(found);
                    stands.insert(key, free);
                    free
                }
            };
            if free {
                kept.push(edit);
            }
        }
        Ok((UndoPlan { target, edits: kept }, conflicts))
    }

    /// What takes back an undo: the newest one that stands, with no other change after it; or the undo of that number,
    /// or the one that took back the operation of that number.
    ///
    /// # Errors
    /// As [`Store::plan_undo`], with [`StoreError::NothingToRedo`].
    pub fn plan_redo(&self, target: Option<OperationId>) -> Result<UndoPlan> {
        let all = self.operations()?;
        let is_undo = |o: &&Operation| o.kind == OperationKind::Undo && o.in_effect;
        let found = match target {
            Some(id) => {
                if !all.iter().any(|o| o.id == id) {
                    return Err(StoreError::NoSuchOperation(id));
                }
                all.iter().filter(is_undo).find(|o| o.id == id || o.target == Some(id))
            }
            None => all.iter().take_while(|o| takes_back(o.kind)).find(is_undo),
        };
        self.named(self.plan(found.cloned().ok_or(StoreError::NothingToRedo)?))
    }

    fn plan(&self, target: Operation) -> Inner<UndoPlan> {
        if !target.in_effect {
            return Err(StoreError::NotInEffect(target.id).into());
        }
        let edits: Vec<Edit> = self.edits_of(target.id)?.into_iter().rev().map(inverse).collect();
        let mut conflicts = Vec::new();
        // One operation may touch a thing twice: only its last word must still stand.
        let mut seen = HashSet::new();
        for edit in &edits {
            if !seen.insert(subject(edit)) {
                continue;
            }
            conflicts.extend(self.differs(edit)?);
            if let Edit::Import { operation, new: false, .. } = edit {
                conflicts.extend(self.built_upon(*operation)?);
            }
            if conflicts.len() >= NAMED {
                break;
            }
        }
        if !conflicts.is_empty() {
            conflicts.truncate(NAMED);
            return Err(StoreError::Conflict(conflicts).into());
        }
        Ok(UndoPlan { target, edits })
    }

    /// What hands have done, and not taken back, to captions that would go with this import.
    pub(super) fn built_upon(&self, import: OperationId) -> Inner<Vec<Conflict>> {
        // Documents that another import shows too stay, and so does what was done to them.
        let mut query = self.conn.prepare_cached(
            "WITH going AS (
               SELECT d.document FROM import_document d JOIN import i ON i.id = d.import WHERE i.operation = ?1
               AND NOT EXISTS (SELECT 1 FROM import_document x JOIN import y ON y.id = x.import
                 WHERE x.document = d.document AND y.id <> i.id AND y.shown = 1 AND y.operation IS NOT NULL))
             SELECT c.id, s.field, s.operation FROM set_field s JOIN caption c ON c.row = s.caption
               WHERE c.document IN going
             UNION ALL
             SELECT c.id, NULL, NULL FROM caption c WHERE c.hidden = 1 AND c.added = 0 AND c.document IN going
             UNION ALL
             SELECT c.id, NULL, NULL FROM caption c WHERE c.hidden = 0 AND c.added = 1 AND c.document IN going
             LIMIT ?2",
        )?;
        let rows = query.query_map((import, NAMED as i64), |r| {
            let field: Option<String> = r.get(1)?;
            Ok(Conflict {
                caption: Some(CaptionId(r.get::<_, i64>(0)? as u64)),
                what: field.as_deref().and_then(Field::from_key).map_or("it", Field::label).into(),
                expected: "as imported".into(),
                found: "changed by hand".into(),
                operation: r.get(2)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Whether it only takes another operation back, or makes it again.
pub fn takes_back(kind: OperationKind) -> bool {
    matches!(kind, OperationKind::Undo | OperationKind::Redo)
}

/// What an edit is about.
pub fn subject(edit: &Edit) -> (u8, u64, String) {
    match edit {
        Edit::Set { caption, field, .. } => (0, caption.0, field.key().into()),
        Edit::Present { caption, .. } => (1, caption.0, String::new()),
        Edit::Import { operation, .. } => (2, *operation as u64, String::new()),
        Edit::Dismiss { check, key, .. } => (3, 0, format!("{check}\0{key}")),
        Edit::Event { name, .. } => (4, 0, name.clone()),
        Edit::Setting { key, .. } => (5, 0, key.clone()),
    }
}

/// The edit that takes another one back.
pub fn inverse(edit: Edit) -> Edit {
    match edit {
        Edit::Set { caption, field, old, new } => Edit::Set { caption, field, old: new, new: old },
        Edit::Present { caption, old, new } => Edit::Present { caption, old: new, new: old },
        Edit::Import { operation, old, new } => Edit::Import { operation, old: new, new: old },
        Edit::Dismiss { check, key, old, new } => Edit::Dismiss { check, key, old: new, new: old },
        Edit::Event { name, old, new } => Edit::Event { name, old: new, new: old },
        Edit::Setting { key, old, new } => Edit::Setting { key, old: new, new: old },
    }
}
