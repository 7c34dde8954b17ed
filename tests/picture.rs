//! One picture in two documents: it is found once, joined as one record that names both, and taken apart again by undo.

use caption_desk::desk::{Cancel, Library, Session, Unwatched};
use caption_desk::model::caption::Status;

const FIRST: &str = "President Ana Prata stands under an umbrella during the River Games parade in Lyon, Sunday, Aug. 11, 2024. (AP Photo/Rui Melo)\n";
const SECOND: &str = "\nPresident Ana Prata stands under an umbrela in Lyon on Sunday 11 August 2024. Photograph: Rui Melo/AP\n";

#[test]
fn two_captions_of_one_picture_are_one_record() {
    let home = tempfile::tempdir().unwrap();
    let mut documents = Vec::new();
    for (name, text) in [("a.txt", FIRST), ("b.txt", SECOND)] {
        let path = home.path().join(name);
        std::fs::write(&path, text).unwrap();
        documents.push(path);
    }
    let catalog = home.path().join("c.captions");
    let mut session = Session::create(&catalog, Library::builtin(), "a desk".into()).unwrap();
    session.import(&documents, &Unwatched, &Cancel::default()).unwrap();
    let before = session.snapshot().unwrap();
    let twice = |s: &caption_desk::desk::Snapshot| {
        s.findings.iter().filter(|f| f.check == "picture-twice").cloned().collect::<Vec<_>>()
    };
    let found = twice(&before);
    assert_eq!(found.len(), 1);
    let ids: Vec<_> = found[0].captions.iter().map(|c| c.id).collect();

    assert!(session.join_picture(ids[0], &[], None).is_err());
    assert!(session.join_picture(ids[0], &[ids[0]], None).is_err());
    session.join_picture(ids[0], &[ids[1], ids[1]], None).unwrap();
    let joined = session.snapshot().unwrap();
    assert!(twice(&joined).is_empty());
    assert_eq!(joined.captions[0].also_in, ["b.txt:2"]);
    assert!(joined.captions[0].corrections.is_empty());
    assert_eq!(joined.captions[1].status, Status::SetAside);
    // What is set aside cannot be joined again.
    assert!(session.join_picture(ids[0], &[ids[1]], None).is_err());

    session.undo(None, None).unwrap();
    let apart = session.snapshot().unwrap();
    assert_eq!(apart.captions, before.captions);
    assert_eq!(twice(&apart), found);
}
