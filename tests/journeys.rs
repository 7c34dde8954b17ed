//! Whole jobs on the command line: from documents to a corrected sheet, history across runs, broken input, interruption.

mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::{Value, json};
use support::*;

#[test]
fn built_in_catalog_in_one_command() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let captions = list(home, "builtin", &[]);
    assert_eq!(captions.len(), 55);
    let dated = |day: &str| captions.iter().filter(|c| c["date_created"] == day).count();
    assert_eq!((dated("2024-08-11"), dated("2024-08-12")), (32, 4));
    assert_eq!(captions.iter().filter(|c| c["date_created"].is_null()).count(), 19);
    let scenes = json(home, &["scenes", "--catalog", "builtin", "--format", "json"]);
    let split: Vec<&Value> = scenes.iter().filter(|s| s["dates"].as_object().unwrap().len() == 2).collect();
    assert!(split.iter().any(|s| s["scene"] == "Fireworks"), "{split:?}");
    let text = ok(home, &["scenes", "--catalog", "builtin"]);
    assert!(text.contains("midnight"), "{text}");
    // A verb that writes is refused, and nothing is left behind.
    assert!(refused(home, &["undo", "--catalog", "builtin"]).contains("built-in"));
    assert_eq!(std::fs::read_dir(home).unwrap().count(), 0);
}

#[test]
fn edit_close_reopen_undo_redo() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    articles(home);
    ok(home, &["new", "--catalog", "c.captions"]);
    ok(home, &["import", "--catalog", "c.captions", "articles"]);
    let before = list(home, "c.captions", &["photographer:Rocha"]).remove(0);
    let id = before["id"].as_str().unwrap();
    assert_eq!(before["creators"], json!(["INES ROCHA"]));

    ok(home, &["set", "--catalog", "c.captions", id, "creators", "Inês Rocha", "--why", "her own spelling"]);
    let after =
        list(home, "c.captions", &["id:".to_owned() + id].iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(after[0]["creators"], json!(["Inês Rocha"]));
    assert_eq!(after[0]["credit_line"], "Inês Rocha/AFP via Getty Images");
    assert_eq!(after[0]["credit_line_as_printed"], "INES ROCHA/AFP via Getty Images");
    assert_eq!(after[0]["agency"], "AFP");
    assert_eq!(after[0]["corrections"][1]["as_printed"], json!(["INES ROCHA"]));
    assert_eq!(after[0]["corrections"][1]["why"], "her own spelling");

    ok(home, &["undo", "--catalog", "c.captions"]);
    assert_eq!(list(home, "c.captions", &["photographer:Rocha"])[0], before);
    ok(home, &["redo", "--catalog", "c.captions"]);
    assert_eq!(list(home, "c.captions", &["photographer:Rocha"])[0], after[0]);
    assert!(refused(home, &["redo", "--catalog", "c.captions"]).contains("nothing"));
    let history = json(home, &["history", "--catalog", "c.captions", "--format", "json"]);
    assert_eq!(history.len(), 4);
    assert_eq!(
        history.iter().map(|o| o["kind"].as_str().unwrap()).collect::<Vec<_>>(),
        ["redo", "undo", "set", "import"]
    );
}

#[test]
fn any_single_operation_is_taken_back_unless_something_rests_on_it() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    articles(home);
    ok(home, &["new", "--catalog", "c.captions"]);
    ok(home, &["import", "--catalog", "c.captions", "articles"]);
    let id = list(home, "c.captions", &[])[0]["id"].as_str().unwrap().to_owned();
    let set = |field: &str, value: &str| ok(home, &["set", "--catalog", "c.captions", &id, field, value]);
    set("city", "Porto"); // 2
    set("headline", "Rain"); // 3
    set("city", "Braga"); // 4
    ok(home, &["undo", "--catalog", "c.captions", "3"]);
    let now = &list(home, "c.captions", &[])[0];
    assert_eq!((&now["city"], &now["headline"]), (&json!("Braga"), &Value::Null));
    assert!(refused(home, &["undo", "--catalog", "c.captions", "2"]).contains("changed"));
    assert!(refused(home, &["undo", "--catalog", "c.captions", "1"]).contains("changed"));
    assert_eq!(list(home, "c.captions", &[])[0], *now);
}

#[test]
fn folder_to_corrected_sheets() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    articles(home);
    ok(home, &["new", "--catalog", "c.captions"]);
    ok(home, &["import", "--catalog", "c.captions", "articles"]);
    let again = ok(home, &["import", "--catalog", "c.captions", "articles"]);
    assert!(again.contains("added 0 captions") && again.contains("already"), "{again}");
    let all = list(home, "c.captions", &[]);
    assert_eq!(all.len(), 6);
    let id = |n: usize| all[n]["id"].as_str().unwrap();
    ok(
        home,
        &[
            "set",
            "--catalog",
            "c.captions",
            id(2),
            "event_date",
            "2025-05-04",
            "--why",
            "shot after midnight",
        ],
    );
    ok(home, &["set", "--catalog", "c.captions", id(3), "creators", "Inês Rocha"]);
    for format in ["json", "csv", "csv-spreadsheet", "changes", "jsonl"] {
        let name = format!("sheet.{format}");
        ok(home, &["export", "--catalog", "c.captions", "--format", format, "--output", &name]);
        let sheet = std::fs::read_to_string(home.join(&name)).unwrap();
        golden(&format!("journey.{format}"), &without_times(&sheet));
        // The same catalog gives the same bytes, wherever and whenever.
        for (zone, language) in [("Pacific/Kiritimati", "tr_TR.UTF-8"), ("America/New_York", "de_DE.UTF-8")] {
            let output = command(home)
                .args(["export", "--catalog", "c.captions", "--format", format])
                .env("TZ", zone)
                .env("LC_ALL", language)
                .output()
                .unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), sheet);
        }
    }
    ok(home, &["set-aside", "--catalog", "c.captions", id(0)]);
    let csv = ok(home, &["export", "--catalog", "c.captions", "--format", "csv", "agency:AP"]);
    assert_eq!(csv.lines().count(), 3, "a header and the two that are not set aside");
}

/// Corrections bear the time of the test; golden files a fixed one.
fn without_times(sheet: &str) -> String {
    let mut out = String::new();
    let mut rest = sheet;
    while let Some(at) = rest.find("T").filter(|_| !rest.is_empty()) {
        let stamp = at.checked_sub(10).and_then(|from| rest.get(from..from + 20));
        if stamp.is_some_and(|s| s.starts_with("20") && s.ends_with('Z') && s.as_bytes()[13] == b':') {
            out.push_str(&rest[..at - 10]);
            out.push_str("2025-05-05T12:00:00Z");
            rest = &rest[at + 10..];
        } else {
            out.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
        }
    }
    out + rest
}

#[track_caller]
fn golden(name: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, kept, "{}; UPDATE_GOLDEN=1 makes it anew", path.display());
}

#[test]
fn killed_in_the_middle_of_fifty_edits() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    articles(home);
    ok(home, &["new", "--catalog", "c.captions"]);
    ok(home, &["import", "--catalog", "c.captions", "articles"]);
    let id = list(home, "c.captions", &[])[0]["id"].as_str().unwrap().to_owned();
    let mut saved_before = 0;
    for round in 0..5usize {
        let mut child = command(home)
            .args(["set", "--catalog", "c.captions", "--batch", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        for n in 0..50 {
            writeln!(stdin, "{id}\theadline\tround {round} edit {n}").unwrap();
        }
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let stop = 5 + round * 9;
        let mut acknowledged = Vec::new();
        let mut line = String::new();
        while acknowledged.len() < stop && said.read_line(&mut line).unwrap() > 0 {
            acknowledged.push(std::mem::take(&mut line));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it had said before the blow, also what was still in the pipe.
        while said.read_line(&mut line).unwrap() > 0 {
            if line.ends_with('\n') {
                acknowledged.push(std::mem::take(&mut line));
            }
        }
        let saved = json(home, &["history", "--catalog", "c.captions", "--format", "json"]);
        let sets: Vec<&Value> = saved.iter().filter(|o| o["kind"] == "set").collect();
        let fresh = sets.len() - saved_before;
        assert!(fresh >= acknowledged.len(), "{fresh} saved, {} acknowledged", acknowledged.len());
        let last = acknowledged.len() - 1;
        let texts: Vec<&str> = sets.iter().map(|o| o["edits"][0]["new"].as_str().unwrap()).collect();
        assert!(texts.contains(&format!("round {round} edit {last}").as_str()));
        assert_eq!(list(home, "c.captions", &[])[0]["headline"], texts[0]);
        saved_before = sets.len();
    }
    // Undo goes on from there.
    ok(home, &["undo", "--catalog", "c.captions"]);
}

#[test]
fn killed_in_the_middle_of_an_import() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    for n in 0..1500 {
        let mut text = format!("Report {n}\n\n");
        for k in 0..12 {
            text += &format!("Residents of block {k} leave a shelter, number {n}. (AP Photo/Ana Prata)\n\n");
        }
        write(home, &format!("many/{:04}.txt", n), text);
    }
    ok(home, &["new", "--catalog", "whole.captions"]);
    ok(home, &["import", "--catalog", "whole.captions", "many"]);
    let ids = |name: &str| -> Vec<String> {
        list(home, name, &[]).iter().map(|c| c["id"].as_str().unwrap().to_owned()).collect()
    };
    let whole = ids("whole.captions");
    assert_eq!(whole.len(), 18_000);
    ok(home, &["new", "--catalog", "c.captions"]);
    articles(home);
    ok(home, &["import", "--catalog", "c.captions", "articles"]);
    let kept = ids("c.captions");
    for wait in [40, 160, 400] {
        let mut child = command(home)
            .args(["import", "--catalog", "c.captions", "many"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        child.kill().unwrap();
        let finished = child.wait().unwrap().success();
        let now = ids("c.captions");
        if finished {
            break;
        }
        assert_eq!(now, kept, "an import that was cut off shows nothing");
        // The next edit finds a catalog that can be written.
        ok(home, &["set", "--catalog", "c.captions", &kept[0], "headline", &format!("after {wait}")]);
    }
    ok(home, &["import", "--catalog", "c.captions", "many"]);
    let all = ids("c.captions");
    assert_eq!(all.len(), kept.len() + whole.len());
    let (all, whole): (std::collections::BTreeSet<_>, std::collections::BTreeSet<_>) =
        (all.into_iter().collect(), whole.into_iter().collect());
    assert!(all.is_superset(&whole), "the same ids as an import that was left alone");
}

#[test]
fn broken_input_is_a_line_in_the_report_and_loses_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    articles(home);
    write(home, "articles/empty.txt", "");
    write(home, "articles/binary.txt", [0u8, 159, 146, 150, 0, 1, 2, 3, 255, 254, 0, 0, 7].repeat(50));
    write(home, "articles/long.txt", "word and word ".repeat(3_700_000));
    write(home, "articles/ansi.txt", b"A caf\xe9 closes. (AP Photo/Andr\xe9 Prata)\r\n");
    std::os::unix::fs::symlink(home.join("articles"), home.join("articles/loop")).unwrap();
    std::os::unix::fs::symlink("nowhere.txt", home.join("articles/dangling.txt")).unwrap();
    let output = run(home, &["scan", "--format", "jsonl", "articles", "missing.txt"]);
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{err}");
    for word in ["empty.txt", "binary.txt", "missing.txt", "loop", "dangling.txt"] {
        assert!(err.lines().any(|l| l.contains(word) && l.contains("not read")), "{word}: {err}");
    }
    let found: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(found.len(), 7);
    let ansi = found.iter().find(|c| c["document"] == "ansi.txt").unwrap();
    assert_eq!(ansi["description"], "A café closes.");
    assert_eq!(ansi["creators"], json!(["André Prata"]));
    // Nothing readable at all.
    assert!(refused(home, &["scan", "missing.txt"]).contains("missing.txt"));
    ok(home, &["new", "--catalog", "c.captions"]);
    refused(home, &["import", "--catalog", "c.captions", "missing.txt"]);
    expect(home, 1, &["import", "--catalog", "c.captions", "articles"]);
    assert_eq!(list(home, "c.captions", &[]).len(), 7);
}

#[test]
fn standard_input_and_encodings_give_the_same_captions() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let text = "Das Fest\n\nTänzerinnen auf der Brücke. (AP Photo/José Lopes)\n\nEin Boot. José Lopes/AFP via Getty Images\n";
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let ansi: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
    let forms: [Vec<u8>; 6] = [
        text.into(),
        format!("\u{feff}{text}").into(),
        text.replace('\n', "\r\n").into(),
        text.replace('\n', "\r").into(),
        utf16,
        ansi,
    ];
    let mut results = Vec::new();
    for bytes in forms {
        let mut child = command(home)
            .args(["scan", "-", "--rejected", "--format", "json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(&bytes).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        results.push(serde_json::from_slice::<Value>(&output.stdout).unwrap());
    }
    assert_eq!(results[0].as_array().unwrap().len(), 3, "{}", results[0]);
    assert_eq!(results[0][1]["document"], "-");
    for result in &results {
        assert_eq!(*result, results[0]);
    }
}

#[test]
fn files_that_are_no_catalog_are_left_as_they_are() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    ok(home, &["new", "--catalog", "good.captions", "--from", "builtin"]);
    let good = std::fs::read(home.join("good.captions")).unwrap();
    let mut newer = good.clone();
    newer[60..64].copy_from_slice(&999u32.to_be_bytes());
    let mut damaged = good.clone();
    let half = damaged.len() / 2;
    damaged[4096..half].fill(0x5a);
    for (name, bytes, word) in [
        ("newer", newer, "newer"),
        ("cut", good[..half].to_vec(), "damaged"),
        ("damaged", damaged, "damaged"),
        ("text", b"no catalog at all\n".to_vec(), "catalog"),
        ("empty", Vec::new(), "catalog"),
    ] {
        let path = write(home, &format!("{name}.captions"), &bytes);
        for verb in [&["list"][..], &["set", "ab", "city", "x"], &["undo"], &["export", "--format", "csv"]] {
            let mut args = vec![verb[0], "--catalog", path.to_str().unwrap()];
            args.extend(&verb[1..]);
            let err = refused(home, &args);
            assert!(err.contains(word) && err.contains(name), "{name} {verb:?}: {err}");
            assert_eq!(err.lines().count(), 1, "{err}");
            assert!(std::fs::read(&path).unwrap() == bytes, "{name} was changed by {verb:?}");
        }
    }
    assert!(refused(home, &["list", "--catalog", "nowhere.captions"]).contains("nowhere.captions"));
    assert!(refused(home, &["new", "--catalog", "good.captions"]).contains("good.captions"));
    assert_eq!(std::fs::read(home.join("good.captions")).unwrap(), good);
}

#[test]
fn two_processes_never_overwrite_each_other() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    articles(home);
    ok(home, &["new", "--catalog", "c.captions"]);
    ok(home, &["import", "--catalog", "c.captions", "articles"]);
    let ids: Vec<String> =
        list(home, "c.captions", &[]).iter().map(|c| c["id"].as_str().unwrap().to_owned()).collect();
    let mut children = Vec::new();
    for who in ["one", "two"] {
        let mut child = command(home)
            .args(["set", "--catalog", "c.captions", "--batch", "-", "--by", who])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        for n in 0..60 {
            writeln!(stdin, "{}\theadline\t{who} {n}", ids[n % ids.len()]).unwrap();
        }
        children.push(child);
    }
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let history = json(home, &["history", "--catalog", "c.captions", "--format", "json"]);
    let sets = history.iter().filter(|o| o["kind"] == "set").count();
    assert_eq!(sets, 120, "both histories are there");
    // Each edit's old value is the one before it: nothing was written over unseen.
    for id in &ids {
        let mut last = Value::Null;
        for operation in history.iter().rev().filter(|o| o["kind"] == "set") {
            let edit = &operation["edits"][0];
            if edit["caption"] == id.as_str() {
                assert_eq!(edit["old"], last);
                last = edit["new"].clone();
            }
        }
        assert_eq!(list(home, "c.captions", &[&format!("id:{id}")])[0]["headline"], last);
    }
}

#[test]
fn problems_are_settled_and_dismissed() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    ok(home, &["new", "--catalog", "c.captions", "--from", "builtin"]);
    let check = |code: i32| -> Vec<Value> {
        serde_json::from_str(&expect(home, code, &["check", "--catalog", "c.captions", "--format", "json"]))
            .unwrap()
    };
    let open = check(1);
    let ids: Vec<&str> = open.iter().map(|p| p["check"].as_str().unwrap()).collect();
    assert!(ids.contains(&"date-scene-split"), "{ids:?}");
    let split = open.iter().find(|p| p["check"] == "date-scene-split").unwrap();
    assert!(split["evidence"].as_array().unwrap().len() >= 2);
    let text = ok(home, &["fix", "--catalog", "c.captions", "date-scene-split"]);
    assert!(text.contains("--unsure"), "{text}");
    ok(home, &["fix", "--catalog", "c.captions", "date-scene-split", "--unsure"]);
    assert!(check(1).iter().all(|p| p["check"] != "date-scene-split"));
    let moved = list(home, "c.captions", &["date:2024-08-12"]);
    assert_eq!(moved.len(), 4, "the date itself is never moved");
    assert!(moved.iter().any(|c| c["event_date"] == "2024-08-11"));
    ok(home, &["undo", "--catalog", "c.captions"]);
    let caption = split["captions"][0]["id"].as_str().unwrap();
    let args =
        ["dismiss", "--catalog", "c.captions", "date-scene-split", caption, "--note", "both are right"];
    ok(home, &args);
    let of = |p: &Value| p["check"] == "date-scene-split" && p["captions"][0]["id"] == caption;
    assert!(!check(1).iter().any(of));
    let shown = expect(home, 1, &["check", "--catalog", "c.captions", "--dismissed"]);
    assert!(shown.contains("both are right"));
    ok(home, &["undo", "--catalog", "c.captions"]);
    assert!(check(1).iter().any(of));
}

#[test]
fn dates_of_a_scene_are_settled() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    ok(home, &["new", "--catalog", "c.captions", "--from", "builtin"]);
    let split = |filter: &str| list(home, "c.captions", &[filter]).len();
    assert_eq!(split("problem:date-scene-split scene:fireworks"), 4);
    let said = ok(
        home,
        &[
            "date",
            "settle",
            "--catalog",
            "c.captions",
            "--scene",
            "fireworks",
            "--keep",
            "--note",
            "past midnight",
        ],
    );
    assert!(said.contains("3 captions"), "{said}");
    assert_eq!(split("problem:date-scene-split scene:fireworks"), 0);
    let filed = list(home, "c.captions", &["scene:fireworks", "date:2024-08-12"]);
    assert_eq!(filed.len(), 3, "the printed dates stay");
    assert!(filed.iter().all(|c| c["event_date"] == "2024-08-11" && c["date_note"] == "past midnight"));
    assert!(
        refused(home, &["date", "settle", "--catalog", "c.captions", "--scene", "fireworks", "--keep"])
            .contains("settled already")
    );
    ok(home, &["undo", "--catalog", "c.captions"]);
    ok(home, &["date", "settle", "--catalog", "c.captions", "--scene", "Fireworks", "--to", "2024-08-12"]);
    let moved = list(home, "c.captions", &["scene:fireworks", "date:2024-08-12"]);
    assert_eq!(moved.len(), 4);
    assert_eq!(moved.iter().filter(|c| !c["corrections"].as_array().unwrap().is_empty()).count(), 1);
    assert!(
        refused(home, &["date", "settle", "--catalog", "c.captions", "--scene", "x", "--to", "someday"])
            .contains("2024-08-11")
    );
}

#[test]
fn scenes_are_renamed_and_merged_and_events_described() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    ok(home, &["new", "--catalog", "c.captions", "--from", "builtin"]);
    let of = |scene: &str| list(home, "c.captions", &[&format!("scene:\"{scene}\"")]).len();
    let (concert, show) = (of("Concert"), of("Artistic show"));
    assert!(concert > 1 && show > 1);
    ok(home, &["scene", "rename", "--catalog", "c.captions", "Concert", "Songs"]);
    assert_eq!((of("Concert"), of("Songs")), (0, concert));
    // To a name that is there already: the two are one, and each step is taken back by itself.
    ok(home, &["scene", "rename", "--catalog", "c.captions", "Songs", "Artistic show"]);
    assert_eq!(of("Artistic show"), concert + show);
    ok(home, &["undo", "--catalog", "c.captions"]);
    assert_eq!((of("Songs"), of("Artistic show")), (concert, show));
    ok(home, &["undo", "--catalog", "c.captions"]);
    assert_eq!(of("Concert"), concert);
    assert!(
        refused(home, &["scene", "rename", "--catalog", "c.captions", "Nowhere", "X"]).contains("Nowhere")
    );

    let events = ok(home, &["events", "--catalog", "c.captions", "--format", "json"]);
    let events: Value = serde_json::from_str(&events).unwrap();
    let name = events[0]["name"].as_str().unwrap().to_owned();
    assert_eq!(events[0]["captions"], 55);
    let event = |flags: &[&str]| {
        let mut args = vec!["event", "--catalog", "c.captions", &name];
        args.extend(flags);
        ok(home, &args)
    };
    // As if it had ended before midnight: then the Monday captions are outside of it.
    event(&["--ends", "2024-08-11 23:30", "--past-midnight", "false"]);
    assert_eq!(list(home, "c.captions", &["problem:date-outside-event"]).len(), 4);
    event(&["--ends", "2024-08-12 00:40"]);
    assert_eq!(list(home, "c.captions", &["problem:date-outside-event"]).len(), 0);
    ok(home, &["undo", "--catalog", "c.captions"]);
    assert_eq!(list(home, "c.captions", &["problem:date-outside-event"]).len(), 4);
    let bad = ["event", "--catalog", "c.captions", &name, "--ends", "tomorrow"];
    assert!(refused(home, &bad).contains("2024-08-11 21:00"));
    let bad = ["event", "--catalog", "c.captions", &name, "--ends", "2024-08-10"];
    assert!(refused(home, &bad).contains("before it begins"));
    let bad = ["event", "--catalog", "c.captions", &name, "--zone", "Paris"];
    assert!(refused(home, &bad).contains("Europe/Paris"));
}
