//! Tests of opening: what is refused is not changed, and nothing panics.

use std::fs;

use super::tests::filled;
use super::*;

fn bytes() -> (tempfile::TempDir, PathBuf, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a ?#%.captions");
    drop(filled(&path));
    let bytes = fs::read(&path).unwrap();
    (folder, path, bytes)
}

fn refused(path: &Path, content: &[u8]) -> String {
    fs::write(path, content).unwrap();
    let said = [Access::Read, Access::Write].map(|access| match Store::open(path, access) {
        Ok(_) => panic!("opened"),
        Err(e) => e.to_string(),
    });
    assert_eq!(fs::read(path).unwrap(), content);
    assert_eq!(said[0].lines().count(), 1);
    said[0].clone()
}

#[test]
fn what_is_no_whole_catalog_is_refused_unchanged() {
    let (_folder, path, good) = bytes();
    let with = |at: usize, byte: u8| {
        let mut other = good.clone();
        other[at] = byte;
        other
    };
    for (content, words) in [
        (Vec::new(), "empty"),
        (b"just some text\n".to_vec(), "no Caption Desk catalog"),
        (vec![0xa7; 9000], "no Caption Desk catalog"),
        (with(71, b'x'), "no Caption Desk catalog"),
        (with(63, 99), "newer"),
        (with(63, 0), "damaged"),
    ] {
        assert!(refused(&path, &content).contains(words), "{words}");
    }
    for cut in (4096..good.len()).step_by(4096) {
        assert!(refused(&path, &good[..cut]).contains("damaged"), "cut at {cut}");
    }
}

#[test]
fn a_foreign_schema_is_refused() {
    let (_folder, path, _) = bytes();
    for sql in [
        "CREATE TRIGGER t AFTER INSERT ON operation BEGIN DELETE FROM edit; END",
        "CREATE VIEW v AS SELECT 1",
        "DROP TABLE dismissal",
    ] {
        drop(fs::remove_file(&path));
        drop(filled(&path));
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch(sql).unwrap();
        drop(conn);
        let content = fs::read(&path).unwrap();
        assert!(refused(&path, &content).contains("tables"), "{sql}");
    }
}

#[test]
fn flipped_bytes_open_or_are_refused() {
    let (_folder, path, good) = bytes();
    let mut at = 12_345_usize;
    for _ in 0..60 {
        at = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut content = good.clone();
        content[(at >> 20) % good.len()] ^= 1 << (at >> 61);
        fs::write(&path, &content).unwrap();
        match Store::open(&path, Access::Read) {
            Ok(store) => {
                let _ = store.scan(&mut |_| std::ops::ControlFlow::Continue(()));
                let _ = (store.operations(), store.documents(), store.words(&["a".into()]));
            }
            Err(_) => assert_eq!(fs::read(&path).unwrap(), content),
        }
    }
}

#[test]
fn only_for_the_owner_and_backed_up() {
    let (folder, path, _) = bytes();
    let store = Store::open(&path, Access::Write).unwrap();
    let copy = folder.path().join("copy.captions");
    store.backup(&copy).unwrap();
    assert!(matches!(store.backup(&copy), Err(StoreError::Exists { .. })));
    assert_eq!(Store::open(&copy, Access::Read).unwrap().count().unwrap(), 8);
    #[cfg(unix)]
    for entry in fs::read_dir(folder.path()).unwrap() {
        let mode = std::os::unix::fs::PermissionsExt::mode(&entry.unwrap().metadata().unwrap().permissions());
        assert_eq!(mode & 0o077, 0);
    }
    assert!(matches!(
        Store::open(&folder.path().join("none"), Access::Read),
        Err(StoreError::NotFound { .. })
    ));
    assert!(matches!(Store::open(folder.path(), Access::Read), Err(StoreError::NotACatalog { .. })));
}

#[test]
fn a_catalog_of_the_first_version_is_brought_to_this_one_and_loses_nothing() {
    let (_folder, path, _) = bytes();
    let captions = Store::open(&path, Access::Read).unwrap().count().unwrap();
    let older = rusqlite::Connection::open(&path).unwrap();
    older
        .execute_batch("DROP TABLE setting; DROP TABLE set_event; PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    older.close().unwrap();
    for access in [Access::Read, Access::Write, Access::Read] {
        let store = Store::open(&path, access).unwrap();
        assert_eq!(
            (store.count().unwrap(), store.events().unwrap().len()),
            (captions, store.events().unwrap().len())
        );
        assert_eq!(store.set_event("any").unwrap(), None);
        assert_eq!(store.setting("style").unwrap(), None);
    }
}
