//! Whole articles with their truth beside them: what is found, what is rejected, and every line accounted for.

use std::path::Path;

use caption_desk::credits::Agencies;
use caption_desk::importers;
use serde_json::Value;

#[test]
fn articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    names.sort();
    assert!(names.len() >= 44);
    let (mut wanted, mut taken, mut right, mut exact) = (0usize, 0usize, 0usize, 0usize);
    let mut wrong = Vec::new();
    for path in &names {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let truth: Value =
            serde_json::from_slice(&std::fs::read(path.with_extension("json")).unwrap()).unwrap();
        let reading = importers::read(&name, &std::fs::read(path).unwrap(), Agencies::builtin()).unwrap();
        let date = reading.document.date.map(|d| Value::from(d.to_string())).unwrap_or_default();
        if date != truth["document_date"] {
            wrong.push(format!("{name}: document date {date}, not {}", truth["document_date"]));
        }
        // Every non-blank line is a caption's or rejected.
        for line in caption_desk::text::lines::lines(&reading.document.text) {
            let n = line.number;
            let of_caption = reading.captions.iter().any(|c| c.holds_line(n));
            let rejected = reading.rejected.iter().any(|r| r.line == n);
            assert!(line.text.trim().is_empty() || of_caption != rejected, "{name}:{n}: {}", line.text);
        }
        let want = truth["captions"].as_array().unwrap();
        wanted += want.len();
        taken += reading.captions.len();
        for caption in want {
            let found = reading.captions.iter().find(|c| {
                Value::from(c.line) == caption["line"]
                    && caption["description"].as_str().is_none_or(|d| d == c.description)
            });
            let Some(found) = found else {
                let there: Vec<_> = reading
                    .captions
                    .iter()
                    .filter(|c| Value::from(c.line) == caption["line"])
                    .map(|c| &c.description)
                    .collect();
                wrong.push(format!(
                    "{name}:{}: missed {} (there: {there:?})",
                    caption["line"], caption["description"]
                ));
                continue;
            };
            right += 1;
            let credit = serde_json::to_value(&found.facts.credit.credit).unwrap();
            let mut fine = true;
            for key in
                ["creators", "agency", "suppliers", "distributor", "flags", "credit_line", "date_created"]
            {
                let Some(want) = caption.get(key) else { continue };
                let got = match key {
                    "credit_line" => Value::from(found.credit_line.clone()),
                    "date_created" => Value::from(found.facts.date_created.map(|d| d.to_string())),
                    key => credit[key].clone(),
                };
                if got != *want {
                    fine = false;
                    wrong.push(format!("{name}:{}: {key} {got}, not {want}", caption["line"]));
                }
            }
            exact += usize::from(fine);
        }
        for found in &reading.captions {
            let known = |c: &Value| {
                c["line"] == Value::from(found.line)
                    && c["description"].as_str().is_none_or(|d| d == found.description)
            };
            if !want.iter().any(known) {
                wrong.push(format!("{name}:{:?}: taken, and is none: {}", found.line, found.description));
            }
        }
        for (line, want) in truth["rejected"].as_object().into_iter().flatten() {
            let got = reading.rejected.iter().find(|r| r.line.to_string() == *line);
            if let Some(got) = got
                && !want.as_str().unwrap_or_default().split('|').any(|w| w == got.rejected.key())
            {
                wrong.push(format!(
                    "{name}:{line}: rejected as {}, not {want}: {}",
                    got.rejected.key(),
                    got.text
                ));
            }
        }
    }
    let share = |a: usize, b: usize| 1000 * a / b.max(1);
    println!("{taken} taken, {right} right, {exact} exact of {wanted}; {} lines differ", wrong.len());
    wrong.iter().for_each(|w| println!("  {w}"));
    // Floors, in tenths of a percent: what was reached, less a little. Lower them for no one.
    assert!(
        share(right, taken) >= PRECISION && share(right, wanted) >= RECALL && share(exact, wanted) >= EXACT
    );
}

const PRECISION: usize = 990;
const RECALL: usize = 980;
const EXACT: usize = 980;
