//! The generator of synthetic articles: the same seed gives the same bytes, and its truth is what the importer finds.

#[path = "../benches/generate.rs"]
mod generate;

use caption_desk::credits::Agencies;

fn made(folder: &std::path::Path, seed: u64) -> Vec<generate::Truth> {
    let mut truth = Vec::new();
    generate::generate(folder, 300, seed, &mut |t| {
        truth.push(t);
        Ok(())
    })
    .unwrap();
    truth
}

#[test]
fn same_seed_same_bytes_and_true() {
    let (a, b, c) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let truth = made(a.path(), 7);
    made(b.path(), 7);
    made(c.path(), 8);
    assert_eq!(truth.len(), 300);
    let mut differs = false;
    let mut documents: Vec<&str> = truth.iter().map(|t| t.document.as_str()).collect();
    documents.dedup();
    let mut found = 0;
    for name in documents {
        let bytes = std::fs::read(a.path().join(name)).unwrap();
        assert_eq!(bytes, std::fs::read(b.path().join(name)).unwrap());
        differs |= std::fs::read(c.path().join(name)).ok().as_ref() != Some(&bytes);
        let reading = caption_desk::importers::read(name, &bytes, Agencies::builtin()).unwrap();
        let of: Vec<_> = truth.iter().filter(|t| t.document == name).collect();
        assert_eq!(reading.captions.len(), of.len(), "{name}");
        for (caption, truth) in reading.captions.iter().zip(of) {
            let credit = &caption.facts.credit.credit;
            assert_eq!(caption.line, Some(truth.line as u32));
            assert_eq!(
                credit.creators,
                std::slice::from_ref(&truth.creator).to_vec(),
                "{name}:{}",
                truth.line
            );
            assert_eq!(credit.agency.as_deref(), Some(truth.agency));
            assert_eq!(credit.distributor.as_deref(), truth.distributor);
            assert_eq!(caption.facts.date_created.map(|d| d.to_string()), Some(truth.date.clone()));
            found += 1;
        }
    }
    assert!(differs && found == 300);
}
