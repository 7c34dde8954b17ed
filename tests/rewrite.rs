//! Changes of many captions on the command line: what is printed is what is made, as one operation.

mod support;

use support::*;

fn catalog(home: &std::path::Path) {
    articles(home);
    ok(home, &["new", "--catalog", "c.captions"]);
    ok(home, &["import", "--catalog", "c.captions", "articles"]);
}

#[test]
fn words_are_replaced_as_one_operation() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    catalog(home);
    let before = list(home, "c.captions", &[]);
    let dry = ok(home, &["replace", "--catalog", "c.captions", "HARBOUR", "harbor", "--dry-run"]);
    assert!(dry.contains("nothing was saved"), "{dry}");
    assert_eq!(list(home, "c.captions", &[]), before);
    let done = ok(home, &["replace", "--catalog", "c.captions", "harbour", "harbor"]);
    assert!(done.contains("(operation "), "{done}");
    let after = list(home, "c.captions", &[]);
    let changed = before.iter().zip(&after).filter(|(a, b)| a["description"] != b["description"]).count();
    assert!(changed >= 2, "{changed}");
    for (old, new) in before.iter().zip(&after) {
        let words =
            old["description"].as_str().unwrap().replace("harbour", "harbor").replace("Harbour", "harbor");
        assert_eq!(new["description"], words);
        assert_eq!(new["description_as_printed"], old["description_as_printed"]);
    }
    ok(home, &["undo", "--catalog", "c.captions"]);
    let back = list(home, "c.captions", &[]);
    assert!(before.iter().zip(&back).all(|(a, b)| a["description"] == b["description"]));
    assert!(
        ok(home, &["replace", "--catalog", "c.captions", "no such words", "x"]).contains("nothing would")
    );
    assert!(
        refused(home, &["replace", "--catalog", "c.captions", "(", "x", "--regex"])
            .contains("cannot be read")
    );
    assert!(
        refused(home, &["replace", "--catalog", "c.captions", "a", "b", "--field", "words"])
            .contains("no field")
    );
}

#[test]
fn fields_are_filled_and_codes_expanded() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    catalog(home);
    let template = "{city}, {date:Sunday 11 August 2024}";
    ok(home, &["fill", "--catalog", "c.captions", "headline", "--template", template, "date:2025-05-04"]);
    let dated = list(home, "c.captions", &["date:2025-05-04"]);
    assert!(!dated.is_empty());
    for caption in &dated {
        assert!(caption["headline"].as_str().unwrap().ends_with(", Sunday 4 May 2025"), "{caption}");
    }
    assert!(
        refused(home, &["fill", "--catalog", "c.captions", "headline", "--template", "{town}"])
            .contains("no field")
    );

    write(home, "data/caption-desk/codes/team.txt", "// a team\ncc2\tAaron Barnum\n");
    write(home, "data/caption-desk/codes.tsv", "code\tcaption\tcity\nhall\tthe town hall\tLyon\n");
    let id = dated[0]["id"].as_str().unwrap();
    ok(home, &["set", "--catalog", "c.captions", id, "description", "=cc2= waits at =hall= with =dd1=."]);
    let filter = format!("id:{id}");
    let out = ok(home, &["fill", "--catalog", "c.captions", "description", &filter]);
    assert!(out.contains("nothing is known of the code =dd1="), "{out}");
    let one = &list(home, "c.captions", &[&filter])[0];
    assert_eq!(one["description"], "Aaron Barnum waits at the town hall with =dd1=.");
    assert_eq!(one["city"], "Lyon");
}

#[test]
fn capitals_are_changed_and_templates_applied() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    catalog(home);
    let out = ok(home, &["fill", "--catalog", "c.captions", "creators", "--case", "names"]);
    assert!(out.contains("+ Ines Rocha"), "{out}");
    let one = &list(home, "c.captions", &["sandbags"])[0];
    assert_eq!(one["creators"], serde_json::json!(["Ines Rocha"]));
    assert_eq!(one["credit_line"], "Ines Rocha/AFP via Getty Images", "the line follows");

    assert!(
        refused(home, &["apply", "--catalog", "c.captions", "Flood"]).contains("no caption templates yet")
    );
    write(
        home,
        "data/caption-desk/templates.tsv",
        "Flood\theadline\t{city} under water\nFlood\tkeywords\tflood; rain\n",
    );
    assert!(refused(home, &["apply", "--catalog", "c.captions", "Fire"]).contains("there are Flood"));
    let out = ok(home, &["apply", "--catalog", "c.captions", "Flood"]);
    // Three captions name no city: they get no headline with a gap.
    assert!(out.contains("3 changes would show a place that nothing fills"), "{out}");
    let all = list(home, "c.captions", &[]);
    assert!(all.iter().all(|c| c["keywords"] == serde_json::json!(["flood", "rain"])));
    assert_eq!(all.iter().filter(|c| c["headline"] == "Lisbon under water").count(), 3);
    assert_eq!(all.iter().filter(|c| c["headline"].is_null()).count(), 3);
}
