//! The built-in catalog equals what the importer finds in the full documents, where those are at hand. On request
//! (`UPDATE_BUILTIN=1`) this is also the tool that makes its files.

use std::path::{Path, PathBuf};

use caption_desk::credits::Agencies;
use caption_desk::importers::{self, quoted};

const NAMES: [&str; 5] = [
    "000_80fd0b922c4579fe",
    "001_1406bd90bdd8dd8f",
    "002_970193d2686aca93",
    "003_fa6a97577b82ba6d",
    "004_5b071266d5d7140f",
];

fn catalog() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog/paris-2024-closing-ceremony")
}

/// The full documents are not part of the project; where they are kept beside it, they are compared.
fn articles() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles");
    let folder = std::env::var_os("CAPTION_DESK_ARTICLES").map(PathBuf::from).unwrap_or(beside);
    folder.is_dir().then_some(folder)
}

#[test]
fn quotation_equals_the_documents() {
    let Some(articles) = articles() else {
        eprintln!("the full documents are not at hand: nothing to compare");
        return;
    };
    for name in NAMES {
        let bytes = std::fs::read(articles.join(format!("{name}.txt"))).unwrap();
        let full = importers::read(&format!("{name}.txt"), &bytes, Agencies::builtin()).unwrap();
        let (text, data) = quoted::quote(&full);
        let data = serde_json::to_string_pretty(&data).unwrap() + "\n";
        let (text_file, data_file) =
            (catalog().join(format!("{name}.txt")), catalog().join(format!("{name}.json")));
        if std::env::var_os("UPDATE_BUILTIN").is_some() {
            std::fs::write(&text_file, &text).unwrap();
            std::fs::write(&data_file, &data).unwrap();
        }
        let kept = std::fs::read_to_string(&text_file).unwrap();
        let kept_data = std::fs::read_to_string(&data_file).unwrap();
        assert_eq!(kept, text, "{name}.txt; UPDATE_BUILTIN=1 makes it anew");
        assert_eq!(kept_data, data, "{name}.json; UPDATE_BUILTIN=1 makes it anew");

        let quoted = quoted::read(&kept, &kept_data, None, Agencies::builtin()).unwrap();
        assert_eq!(quoted.document.date, full.document.date);
        assert_eq!(quoted.document.mentions, full.document.mentions);
        assert_eq!(quoted.captions.len(), full.captions.len(), "{name}");
        for (q, f) in quoted.captions.iter().zip(&full.captions) {
            let mut f = f.clone();
            f.id = q.id; // ids are made from the bytes, which differ
            assert_eq!(*q, f, "{name}");
        }
    }
}

#[test]
fn built_in_holds_no_prose() {
    for name in NAMES {
        let text = std::fs::read_to_string(catalog().join(format!("{name}.txt"))).unwrap();
        let data = std::fs::read_to_string(catalog().join(format!("{name}.json"))).unwrap();
        let reading = quoted::read(&text, &data, None, Agencies::builtin()).unwrap();
        assert_eq!(reading.rejected, [], "{name}");
    }
}
