//! What the verbs write as JSON keeps to the schema that is handed out with the program.

mod support;

use serde_json::{Value, json};
use support::*;

fn schema(definition: Option<&str>) -> jsonschema::Validator {
    let text = include_str!("../assets/caption.schema.json");
    let mut schema: Value = serde_json::from_str(text).unwrap();
    if let Some(name) = definition {
        let defs = schema["$defs"].clone();
        schema = json!({"$schema": schema["$schema"], "$ref": format!("#/$defs/{name}"), "$defs": defs});
    }
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
fn holds(schema: &jsonschema::Validator, values: &[Value]) {
    assert!(!values.is_empty());
    for value in values {
        let errors: Vec<String> =
            schema.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}\n{value:#}");
    }
}

#[test]
fn captions_problems_and_scans() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    articles(home);
    ok(home, &["new", "--catalog", "c.captions", "--from", "builtin"]);
    ok(home, &["import", "--catalog", "c.captions", "articles"]);
    let all = list(home, "c.captions", &[]);
    let id = all[3]["id"].as_str().unwrap();
    for (field, value) in [
        ("description", "New words"),
        ("creators", "A One; B Two"),
        ("agency", ""),
        ("flags", "pool; file"),
        ("date_created", "2024-08"),
        ("event_date", "2024-08-11"),
        ("date_note", "after midnight"),
        ("keywords", "a; b"),
        ("scene", "Mine"),
        ("status", "reviewed"),
        ("credit_line", ""),
    ] {
        ok(home, &["set", "--catalog", "c.captions", id, field, value, "--why", "test"]);
    }
    ok(home, &["add", "--catalog", "c.captions", "Typed by hand.", "--credit", "(AP Photo/Ana Prata)"]);
    let caption = schema(None);
    holds(&caption, &list(home, "c.captions", &[]));
    let sheet = json(home, &["export", "--catalog", "c.captions", "--format", "json"]);
    holds(&caption, &sheet);
    assert_eq!(sheet, list(home, "c.captions", &[]), "a sheet and a list are the same objects");
    let keys = |v: &Value| v.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let required: Vec<String> = serde_json::from_str::<Value>(include_str!("../assets/caption.schema.json"))
        .unwrap()["required"]
        .as_array()
        .unwrap()
        .iter()
        .map(|k| k.as_str().unwrap().to_owned())
        .collect();
    assert_eq!(keys(&sheet[0]), required, "every key, in this order, and no other");

    let found = expect(home, 1, &["check", "--catalog", "c.captions", "--format", "json"]);
    holds(&schema(Some("finding")), &serde_json::from_str::<Vec<Value>>(&found).unwrap());
    let scanned = json(home, &["scan", "articles", "--rejected", "--format", "json"]);
    let (rejected, taken): (Vec<Value>, Vec<Value>) =
        scanned.into_iter().partition(|v| v.get("rejected").is_some());
    holds(&schema(Some("scanned")), &taken);
    holds(&schema(Some("rejected")), &rejected);
}

#[test]
fn the_schema_can_fail() {
    let home = tempfile::tempdir().unwrap();
    let mut caption = list(home.path(), "builtin", &[]).remove(0);
    assert!(schema(None).is_valid(&caption));
    caption["flags"] = json!(["splendid"]);
    assert!(!schema(None).is_valid(&caption));
    caption["flags"] = json!([]);
    caption.as_object_mut().unwrap().remove("photo");
    assert!(!schema(None).is_valid(&caption));
}
