//! Problems on the command line: which are shown, how they read, what is fixed, dismissed and opened again, and SARIF.

#![recursion_limit = "256"]

mod support;

use serde_json::Value;
use support::*;

const ARTICLE: &str = "Games\n\n\
    An artists perform at the Old Pier, Monday, May 4, 2025, in Lisbon, Portugal. (AP Photo/Ana Prata)\n\n\
    Dancers perform at the the Old Pier, Sunday, May 4, 2025, in Lisbon, Portugal. (AP Photo/Ana Prata)\n";

fn catalog(home: &std::path::Path) {
    write(home, "games 1.txt", ARTICLE);
    ok(home, &["new", "--catalog", "c.captions"]);
    ok(home, &["import", "--catalog", "c.captions", "games 1.txt"]);
}

fn checks(home: &std::path::Path, code: i32, more: &[&str]) -> Vec<Value> {
    let mut args = vec!["check", "--catalog", "c.captions", "--format", "json"];
    args.extend(more);
    serde_json::from_str(&expect(home, code, &args)).unwrap()
}

#[test]
fn checks_are_selected_and_ignored_and_a_slip_is_told() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    catalog(home);
    let ids = |found: &[Value]| -> Vec<String> {
        let mut ids: Vec<String> = found.iter().map(|f| f["check"].as_str().unwrap().to_owned()).collect();
        ids.dedup();
        ids
    };
    let all = ids(&checks(home, 1, &[]));
    assert!(
        all.contains(&"number-agreement".to_owned()) && all.contains(&"date-weekday-mismatch".to_owned())
    );
    assert_eq!(ids(&checks(home, 1, &["--select", "number-agreement"])), ["number-agreement"]);
    let two = ids(&checks(home, 1, &["--select", "number-agreement,date-weekday-mismatch"]));
    assert_eq!(two.len(), 2);
    assert!(ids(&checks(home, 1, &["--select", "date"])).iter().all(|id| id.starts_with("date-")));
    assert!(!ids(&checks(home, 1, &["--ignore", "date"])).iter().any(|id| id.starts_with("date-")));
    // What is left decides the exit code.
    assert!(checks(home, 0, &["--select", "credit-missing"]).is_empty());
    let said = refused(home, &["check", "--catalog", "c.captions", "--select", "date-weekday-missmatch"]);
    assert!(said.contains("near it: date-weekday-mismatch"), "{said}");
    let said = refused(home, &["check", "--catalog", "c.captions", "--ignore", "qqqq"]);
    assert!(said.contains("`checks` lists"), "{said}");
}

#[test]
fn a_problem_reads_like_a_compilers_message() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    catalog(home);
    let text = expect(home, 1, &["check", "--catalog", "c.captions", "--select", "number-agreement"]);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("error[number-agreement]: "), "{text}");
    assert!(lines.iter().any(|l| l.starts_with(" --> games 1.txt:3  ")), "{text}");
    let at = lines.iter().position(|l| l.starts_with("3 | An artists perform")).expect(&text);
    assert_eq!(lines[at + 1], "  | ^^^^^^^^^^", "{text}");
    assert!(text.contains("= help: could be: “An artists” -> “Artists”"), "{text}");
    assert!(text.contains("`dismiss number-agreement aa3955853592e8ee`"), "{text}");
    assert!(!text.contains('\u{1b}'), "no colour but on a terminal");
    assert_eq!(lines.last(), Some(&"1 error"));
}

#[test]
fn fixes_are_shown_before_they_are_made() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    catalog(home);
    let before = list(home, "c.captions", &[]);
    let args = ["fix", "--catalog", "c.captions", "number-agreement", "--unsure", "--dry-run"];
    let shown = ok(home, &args);
    assert!(shown.contains("games 1.txt:3") && shown.contains("“An artists” -> “Artists”"), "{shown}");
    assert!(shown.contains("1 fix would be made; nothing was changed"), "{shown}");
    assert_eq!(list(home, "c.captions", &[]), before);
    ok(home, &args[..5]);
    assert!(list(home, "c.captions", &[])[0]["description"].as_str().unwrap().starts_with("Artists perform"));
    assert!(checks(home, 0, &["--select", "number-agreement"]).is_empty());
    // Without a name only what is beyond doubt is touched.
    assert!(refused(home, &["fix", "--catalog", "c.captions", "--unsure"]).contains("named"));
    ok(home, &["fix", "--catalog", "c.captions"]);
}

#[test]
fn what_was_said_to_be_right_is_listed_and_opened_again() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    catalog(home);
    let select = ["--select", "number-agreement"];
    let id = checks(home, 1, &select)[0]["captions"][0]["id"].as_str().unwrap().to_owned();
    for reach in [&[][..], &["--in-document"]] {
        let mut args =
            vec!["dismiss", "--catalog", "c.captions", "number-agreement", &id, "--note", "a band"];
        args.extend(reach);
        ok(home, &args);
        assert!(checks(home, 0, &select).is_empty());
        let listed =
            expect(home, 0, &["check", "--catalog", "c.captions", "--dismissed", select[0], select[1]]);
        let listed = listed.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(listed.contains("dismissed by tester") && listed.contains("a band"), "{listed}");
        assert_eq!(listed.contains("in this document"), !reach.is_empty(), "{listed}");
        ok(home, &["reopen", "--catalog", "c.captions", "number-agreement", &id]);
        assert_eq!(checks(home, 1, &select).len(), 1);
        let said = refused(home, &["reopen", "--catalog", "c.captions", "number-agreement", &id]);
        assert!(said.contains("check --dismissed"), "{said}");
    }
    // A check that doubts no word has none to learn.
    let args = ["dismiss", "--catalog", "c.captions", "number-agreement", &id, "--word"];
    assert!(refused(home, &args).contains("no single word"));
    assert!(refused(home, &["reopen", "--catalog", "c.captions", "word", "qqq"]).contains("learned"));
}

#[test]
fn a_learned_word_is_listed_and_taken_out() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    ok(home, &["new", "--catalog", "c.captions", "--from", "builtin"]);
    let found = checks(home, 1, &["--select", "word-near-twin"]);
    let id = found[0]["captions"][0]["id"].as_str().unwrap();
    ok(home, &["dismiss", "--catalog", "c.captions", "word-near-twin", id, "--word"]);
    assert_eq!(checks(home, 0, &["--select", "word-near-twin"]).len(), found.len() - 1);
    let listed = expect(home, 1, &["check", "--catalog", "c.captions", "--dismissed"]);
    let word =
        listed.lines().skip_while(|l| !l.starts_with("words that this catalog")).nth(1).expect(&listed);
    let word = word.trim().split(',').next().unwrap();
    ok(home, &["reopen", "--catalog", "c.captions", "word", word]);
    assert_eq!(checks(home, 1, &["--select", "word-near-twin"]), found);
}

/// What SARIF 2.1.0 demands of the parts that are written here.
fn sarif() -> jsonschema::Validator {
    let region = serde_json::json!({
        "type": "object", "required": ["startLine"], "additionalProperties": false,
        "properties": {
            "startLine": {"type": "integer", "minimum": 1}, "startColumn": {"type": "integer", "minimum": 1},
            "endLine": {"type": "integer", "minimum": 1}, "endColumn": {"type": "integer", "minimum": 1},
            "snippet": {"type": "object", "required": ["text"]}
        }
    });
    let text = serde_json::json!({"type": "object", "required": ["text"],
        "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}}});
    let artifact = serde_json::json!({"type": "object", "required": ["uri"],
        "properties": {"uri": {"type": "string", "pattern": "^[^ ]+$"}}});
    let location = serde_json::json!({
        "type": "object", "additionalProperties": false,
        "properties": {
            "id": {"type": "integer", "minimum": 0}, "message": text,
            "physicalLocation": {"type": "object", "required": ["artifactLocation"], "additionalProperties": false,
                "properties": {"artifactLocation": artifact, "region": region}},
            "logicalLocations": {"type": "array", "items": {"type": "object"}}
        }
    });
    let level = serde_json::json!({"enum": ["error", "warning", "note", "none"]});
    let schema = serde_json::json!({
        "type": "object", "required": ["$schema", "version", "runs"], "properties": {
            "$schema": {"type": "string", "pattern": "sarif-schema-2\\.1\\.0\\.json$"},
            "version": {"const": "2.1.0"},
            "runs": {"type": "array", "items": {"type": "object", "required": ["tool", "results"], "properties": {
                "tool": {"type": "object", "required": ["driver"], "properties": {"driver": {
                    "type": "object", "required": ["name", "rules"], "properties": {"name": {"const": "caption-desk"}, "rules": {
                        "type": "array", "uniqueItems": true, "minItems": 1, "items": {
                            "type": "object", "required": ["id", "shortDescription", "help", "defaultConfiguration"],
                            "properties": {"shortDescription": text, "help": text,
                                "defaultConfiguration": {"type": "object", "required": ["level"],
                                    "properties": {"level": level, "enabled": {"type": "boolean"}}}}}}}}}},
                "results": {"type": "array", "items": {
                    "type": "object", "additionalProperties": false,
                    "required": ["ruleId", "level", "message", "locations", "partialFingerprints"],
                    "properties": {
                        "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0},
                        "level": level, "message": text,
                        "locations": {"type": "array", "minItems": 1, "items": location},
                        "relatedLocations": {"type": "array", "uniqueItems": true, "items": location},
                        "partialFingerprints": {"type": "object"}, "suppressions": {"type": "array"},
                        "fixes": {"type": "array", "items": {"type": "object", "required": ["artifactChanges"],
                            "properties": {"description": text, "artifactChanges": {"type": "array", "minItems": 1,
                                "items": {"type": "object", "required": ["artifactLocation", "replacements"],
                                    "properties": {"artifactLocation": artifact, "replacements": {
                                        "type": "array", "minItems": 1, "items": {"type": "object",
                                            "required": ["deletedRegion"],
                                            "properties": {"deletedRegion": region}}}}}}}}}
                    }}}}}}
        }
    });
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn sarif_is_whole_and_its_fixes_are_exact() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    catalog(home);
    let valid = sarif();
    for catalog in ["c.captions", "builtin"] {
        let text = expect(home, 1, &["check", "--catalog", catalog, "--format", "sarif"]);
        let log: Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> =
            valid.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let rules = &log["runs"][0]["tool"]["driver"]["rules"];
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
        }
        let mut broken = log.clone();
        broken["runs"][0]["results"][0].as_object_mut().unwrap().remove("message");
        assert!(!valid.is_valid(&broken));
    }
    let text = expect(
        home,
        1,
        &["check", "--catalog", "c.captions", "--format", "sarif", "--select", "number-agreement"],
    );
    let log: Value = serde_json::from_str(&text).unwrap();
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "games%201.txt");
    let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    let line: Vec<char> = ARTICLE.lines().nth(2).unwrap().chars().collect();
    let column = |key: &str| change["deletedRegion"][key].as_u64().unwrap() as usize - 1;
    let (from, to) = (column("startColumn"), column("endColumn"));
    let by = change["insertedContent"]["text"].as_str().unwrap();
    let fixed: String = line[..from].iter().collect::<String>() + by + &line[to..].iter().collect::<String>();
    assert!(fixed.starts_with("Artists perform at the Old Pier, Monday"), "{fixed}");
}

#[test]
fn sarif_shows_where_in_a_credit_the_problem_is() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let article =
        "Games\n\nA rower waves in Lyon, France, Sunday, May 4, 2025. (Photo by Ana Prata/Gety Images)\n";
    write(home, "a.txt", article);
    ok(home, &["new", "--catalog", "c.captions"]);
    ok(home, &["import", "--catalog", "c.captions", "a.txt"]);
    let text = expect(
        home,
        1,
        &["check", "--catalog", "c.captions", "--format", "sarif", "--select", "agency-form"],
    );
    let log: Value = serde_json::from_str(&text).unwrap();
    let result = &log["runs"][0]["results"][0];
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["snippet"]["text"], "Gety Images");
    let line: Vec<char> = article.lines().nth(2).unwrap().chars().collect();
    let at = |region: &Value, key: &str| region[key].as_u64().unwrap() as usize - 1;
    let shown: String = line[at(region, "startColumn")..at(region, "endColumn")].iter().collect();
    assert_eq!(shown, "Gety Images");
    let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    let (from, to) = (at(&change["deletedRegion"], "startColumn"), at(&change["deletedRegion"], "endColumn"));
    let by = change["insertedContent"]["text"].as_str().unwrap();
    let fixed: String = line[..from].iter().collect::<String>() + by + &line[to..].iter().collect::<String>();
    assert!(fixed.ends_with("(Photo by Ana Prata/Getty Images)"), "{fixed}");
}

#[test]
fn a_checks_page_reads_as_plain_text_and_is_markdown_in_json() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let text = ok(home, &["checks", "agency-form"]);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("agency-form: ") && lines[1].chars().all(|c| c == '='), "{text}");
    assert!(lines.contains(&"Why") && lines.contains(&"finds:") && lines.contains(&"silent:"), "{text}");
    // Into a pipe it is as wide as into a terminal that does not say.
    assert!(lines.iter().all(|l| l.chars().count() <= 80) && !text.contains("```"), "{text}");
    let slip = lines.iter().position(|l| l.contains("(AAP Imgae/")).unwrap();
    assert_eq!(lines[slip + 1].find('^'), lines[slip].find("AAP Imgae"), "{text}");
    let styled = ok(home, &["checks", "when-missing"]);
    assert!(styled.contains("finds, in the style ap, dated 2024-08-11 by the desk:"), "{styled}");
    let json: Value =
        serde_json::from_str(&ok(home, &["checks", "agency-form", "--format", "json"])).unwrap();
    assert_eq!(json[0]["check"], "agency-form");
    assert!(json[0]["page"].as_str().unwrap().starts_with("# agency-form: "));
    assert!(refused(home, &["checks", "agency-fron"]).contains("agency-form"));
}
