//! Stationery: caption templates that a desk keeps under names, each a set of fields with what fills them. Kept in the data
//! folder as a table that can be edited by hand: name, field and template with tabs between.

use std::path::Path;

use super::error::DeskError;
use crate::model::field::Field;

/// A caption template.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stationery {
    pub name: String,
    /// Each field with the template that fills it.
    pub fields: Vec<(Field, String)>,
}

const FILE: &str = "templates.tsv";

/// The caption templates of a folder; none where there is no file.
///
/// # Errors
/// Where the file cannot be read or a line of it is no template; says which.
pub fn read(folder: &Path) -> Result<Vec<Stationery>, DeskError> {
    let path = folder.join(FILE);
    let Some((_, text)) = super::library::read_if_there(&path)? else { return Ok(Vec::new()) };
    parse(&text).map_err(|what| DeskError::File { path, what })
}

/// Keeps the caption templates in a folder.
///
/// # Errors
/// Where the file cannot be written; then it is as it was.
pub fn keep(folder: &Path, all: &[Stationery]) -> Result<(), DeskError> {
    std::fs::create_dir_all(folder).map_err(|e| DeskError::file(folder, &e))?;
    let text = write(all);
    super::atomic::write(&folder.join(FILE), &mut |out| out.write_all(text.as_bytes()))
}

fn parse(text: &str) -> Result<Vec<Stationery>, String> {
    let mut all: Vec<Stationery> = Vec::new();
    for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() || line.starts_with("//") {
            continue;
        }
        let mut cells = line.splitn(3, '\t');
        let (name, key, template) = (cells.next(), cells.next(), cells.next());
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        let (Some(name), Some(key), Some(template)) = (name, key, template) else {
            return Err(format!(
                "line {}: a name, a field and a template belong here, with tabs between",
                n + 1
            ));
        };
        let field = Field::from_key(key.trim())
            .ok_or_else(|| format!("line {}: there is no field \"{}\"", n + 1, key.trim()))?;
        let at = all.iter().position(|s| s.name == name).unwrap_or_else(|| {
            all.push(Stationery { name: name.to_owned(), fields: Vec::new() });
            all.len() - 1
        });
        all[at].fields.push((field, template.to_owned()));
    }
    Ok(all)
}

fn write(all: &[Stationery]) -> String {
    let flat = |text: &str| text.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" ");
    let mut out = String::from("// Caption templates: name, field, template\n");
    for stationery in all {
        for (field, template) in &stationery.fields {
            out.push_str(&format!("{}\t{}\t{}\n", flat(&stationery.name), field.key(), flat(template)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_kept_and_read() {
        let all = vec![
            Stationery {
                name: "Match day".into(),
                fields: vec![(Field::City, "Lyon".into()), (Field::Headline, "{persons} in {city}".into())],
            },
            Stationery { name: "Press".into(), fields: vec![(Field::Sublocation, "Hall 2".into())] },
        ];
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()).unwrap(), []);
        keep(folder.path(), &all).unwrap();
        assert_eq!(read(folder.path()).unwrap(), all);
        std::fs::write(folder.path().join(FILE), "Press\tnowhere\tx\n").unwrap();
        assert!(
            read(folder.path()).unwrap_err().to_string().contains("line 1: there is no field \"nowhere\"")
        );
    }
}
