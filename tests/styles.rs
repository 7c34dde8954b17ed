//! House styles: which a catalog names, what that changes, and what is said of files that are none.

mod support;

use support::*;

fn catalog(home: &std::path::Path, more: &[&str]) {
    articles(home);
    let mut args = vec!["new", "--catalog", "c.captions"];
    args.extend(more);
    ok(home, &args);
    ok(home, &["import", "--catalog", "c.captions", "articles"]);
}

/// The style that is on.
fn on(home: &std::path::Path) -> Option<String> {
    let all = json(home, &["style", "--catalog", "c.captions", "--format", "json"]);
    let on: Vec<_> = all.iter().filter(|s| s["on"] == true).collect();
    assert!(on.len() <= 1, "{all:?}");
    on.first().map(|s| s["name"].as_str().unwrap().to_owned())
}

#[test]
fn a_catalog_names_its_style_and_forgets_nothing_of_that() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    catalog(home, &[]);
    assert_eq!(on(home), None);
    let text = ok(home, &["style", "--catalog", "c.captions"]);
    assert!(text.contains("ap ") && text.contains("british ") && text.contains("no house style"), "{text}");
    let said = ok(home, &["style", "--catalog", "c.captions", "british", "--why", "a London desk"]);
    assert!(said.contains("the house style is British"), "{said}");
    assert_eq!(on(home).as_deref(), Some("british"));
    assert!(ok(home, &["style", "--catalog", "c.captions", "british"]).contains("nothing to change"));
    ok(home, &["style", "--catalog", "c.captions", "ap"]);
    assert_eq!(on(home).as_deref(), Some("ap"));
    // In the log, with old and new value; taken back like any other change, in any order that makes sense.
    let log = json(home, &["history", "--catalog", "c.captions", "--format", "json"]);
    assert_eq!(log[0]["edits"][0]["edit"], "setting");
    assert_eq!((&log[0]["edits"][0]["old"], &log[0]["edits"][0]["new"]), (&"british".into(), &"ap".into()));
    assert_eq!(log[1]["why"], "a London desk");
    let british = log[1]["operation"].to_string();
    let said = refused(home, &["undo", "--catalog", "c.captions", &british]);
    assert!(said.contains("ap") && said.contains("style"), "{said}");
    ok(home, &["undo", "--catalog", "c.captions"]);
    assert_eq!(on(home).as_deref(), Some("british"));
    ok(home, &["redo", "--catalog", "c.captions"]);
    assert_eq!(on(home).as_deref(), Some("ap"));
    ok(home, &["style", "--catalog", "c.captions", "none"]);
    assert_eq!(on(home), None);
    let said = refused(home, &["style", "--catalog", "c.captions", "reuters"]);
    assert!(said.contains("no style \"reuters\"") && said.contains("ap, british"), "{said}");
    assert!(refused(home, &["style", "--catalog", "builtin", "ap"]).contains("cannot be changed"));
    assert!(ok(home, &["style", "--catalog", "builtin"]).contains("British"));
}

#[test]
fn a_new_catalog_takes_a_style_or_is_not_made() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let said = refused(home, &["new", "--catalog", "c.captions", "--style", "appp"]);
    assert!(said.contains("no style \"appp\""), "{said}");
    assert!(!home.join("c.captions").exists());
    catalog(home, &["--style", "ap"]);
    assert_eq!(on(home).as_deref(), Some("ap"));
}

#[test]
fn a_style_switches_checks_and_a_desks_own_file_takes_the_place_of_a_built_in_one() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    catalog(home, &[]);
    let found = |code: i32, more: &[&str]| -> Vec<(String, String)> {
        let mut args = vec!["check", "--catalog", "c.captions", "--format", "json"];
        args.extend(more);
        let all: Vec<serde_json::Value> = serde_json::from_str(&expect(home, code, &args)).unwrap();
        let text = |f: &serde_json::Value, key: &str| f[key].as_str().unwrap().to_owned();
        all.iter().map(|f| (text(f, "check"), text(f, "severity"))).collect()
    };
    let weight = |of: &[(String, String)]| {
        of.iter().find(|(check, _)| check == "date-missing").map(|(_, weight)| weight.clone())
    };
    assert_eq!(weight(&found(1, &[])).as_deref(), Some("query"));
    let styles = "data/caption-desk/styles";
    write(
        home,
        &format!("{styles}/ap.json"),
        r#"{"label": "Ours", "checks": {"date-missing": "error", "date-scene-split": "off"}}"#,
    );
    write(home, &format!("{styles}/quiet.json"), r#"{"label": "Quiet", "checks": {"date-missing": "off"}}"#);
    let text = ok(home, &["style", "--catalog", "c.captions"]);
    assert!(text.contains("Ours, a file of your own") && text.contains("Quiet"), "{text}");
    assert!(!text.contains("AP-like"), "{text}");
    ok(home, &["style", "--catalog", "c.captions", "ap"]);
    let ours = found(1, &[]);
    assert_eq!(weight(&ours).as_deref(), Some("error"));
    assert!(ours.iter().all(|(check, _)| check != "date-scene-split"), "{ours:?}");
    // Another one for once changes nothing in the catalog.
    assert_eq!(weight(&found(1, &["--style", "quiet"])), None);
    assert_eq!(weight(&found(1, &["--style", "none"])).as_deref(), Some("query"));
    assert_eq!(on(home).as_deref(), Some("ap"));
    // A style whose file is gone: it is said, and checked without.
    ok(home, &["style", "--catalog", "c.captions", "quiet"]);
    std::fs::remove_file(home.join(styles).join("quiet.json")).unwrap();
    let output = run(home, &["check", "--catalog", "c.captions"]);
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && err.contains("quiet") && err.contains("is not here"), "{err}");
    assert!(ok(home, &["style", "--catalog", "c.captions"]).contains("is not here"));
}

#[test]
fn a_file_that_is_no_style_is_said_with_file_key_and_place() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    for (text, said) in [
        ("{\"label\": \"X\",\n \"longset\": 3}", ["unknown field `longset`", "line 2 column"]),
        (
            "{\"label\": \"X\", \"checks\":\n {\"ful-stop\": \"off\"}}",
            ["no check \"ful-stop\"", "line 2 column"],
        ),
        ("nothing", ["expected", "line 1 column"]),
    ] {
        write(home, "lists/styles/own.json", text);
        let error = refused(home, &["check", "--catalog", "builtin", "--lists", "lists"]);
        assert!(error.contains("own.json") && said.iter().all(|s| error.contains(s)), "{text}: {error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
    write(home, "lists/styles/own.json", "");
    std::fs::rename(home.join("lists/styles/own.json"), home.join("lists/styles/none.json")).unwrap();
    assert!(refused(home, &["check", "--catalog", "builtin", "--lists", "lists"]).contains("called none"));
}
