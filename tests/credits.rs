//! Every credit form, as data: a printed line, its words, and what its credit says.

use caption_desk::credits::{self, Agencies, Strength};
use serde_json::Value;

#[test]
fn forms() {
    let rows: Vec<Value> = serde_json::from_str(include_str!("credits.json")).unwrap();
    let list = Agencies::builtin();
    let mut wrong = Vec::new();
    for row in &rows {
        let line = row["line"].as_str().unwrap();
        let split = credits::split(line, list).filter(|s| s.strength > Strength::Weak);
        let text_credit = credits::is_text_credit(line);
        if row["none"] == true {
            if let Some(split) = split.filter(|_| !text_credit) {
                wrong.push(format!("{line}\n    read as {:?} {:?}", split.credit_line, split.strength));
            }
            continue;
        }
        let Some(split) = split else {
            wrong.push(format!("{} {line}\n    no credit found", row["form"]));
            continue;
        };
        let read = serde_json::to_value(&split.reading.credit).unwrap();
        let mut bad = Vec::new();
        let open = row["open"].as_array().cloned().unwrap_or_default();
        for (key, want) in row.as_object().unwrap() {
            let got = match key.as_str() {
                "form" | "line" | "open" => continue,
                "words" => Value::from(split.description.clone()),
                "credit" => Value::from(split.credit_line.clone()),
                key => read[key].clone(),
            };
            if got != *want && !open.contains(&Value::from(key.as_str())) {
                bad.push(format!("{key}: {got}, not {want}"));
            }
        }
        for key in ["suppliers", "flags", "restrictions"] {
            if row.get(key).is_none() && read[key] != Value::Array(Vec::new()) {
                bad.push(format!("{key}: {}", read[key]));
            }
        }
        for key in ["distributor", "commissioner"] {
            if row.get(key).is_none() && !read[key].is_null() {
                bad.push(format!("{key}: {}", read[key]));
            }
        }
        if !bad.is_empty() {
            wrong.push(format!("{} {line}\n    {}", row["form"], bad.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}
