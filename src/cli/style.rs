//! The verb `style`: the house styles, and which one a catalog names.

use std::io::Write;

use serde_json::{Map, json};

use super::Done;
use super::args::{Format, StyleArgs};
use super::edits::say;
use super::output::wrap;
use super::show::{Objects, WIDTH};
use crate::desk::{DeskError, Session, Styles};

/// `style`
pub fn style(a: &StyleArgs, session: &mut Session, out: &mut dyn Write) -> Done {
    if let Some(name) = &a.name {
        let operation = session.set_style(name, a.why.as_deref())?;
        let styles = session.styles()?;
        let now = match styles.label() {
            Some(label) => format!("the house style is {label}"),
            None => "the catalog has no house style".to_owned(),
        };
        return match operation {
            Some(operation) => say(out, &format!("{now} (operation {operation})")),
            None => say(out, &format!("nothing to change: {now} already")),
        }
        .map(|()| 0);
    }
    let styles = session.styles()?;
    if a.format != Format::Text {
        let mut objects = Objects::new(out, a.format);
        for style in &styles.all {
            let mut object = Map::new();
            object.insert("name".into(), json!(style.name));
            object.insert("label".into(), json!(style.label));
            object.insert("about".into(), json!(style.about));
            object.insert("own".into(), json!(style.own));
            object.insert("on".into(), json!(styles.on.as_deref() == Some(&style.name)));
            objects.push(object)?;
        }
        objects.end()?;
        return Ok(0);
    }
    for style in &styles.all {
        let on = if styles.on.as_deref() == Some(&style.name) { "*" } else { " " };
        let own = if style.own { ", a file of your own" } else { "" };
        say(out, &format!("{on} {:<12} {}{own}", style.name, style.label))?;
        if !style.about.is_empty() {
            say(out, &wrap(&style.about, 4, WIDTH))?;
        }
    }
    say(out, &in_words(&styles))?;
    Ok(0)
}

/// Which style is on.
fn in_words(styles: &Styles) -> String {
    match (&styles.on, styles.label()) {
        (Some(name), _) if styles.is_missing() => missing(name),
        (_, Some(label)) => format!("the house style of this catalog is {label}"),
        _ => "this catalog has no house style; `style --catalog CATALOG NAME` sets one".to_owned(),
    }
}

fn missing(name: &str) -> String {
    format!(
        "the catalog's house style {name} is not here: it is checked without one; put {name}.json into styles/ of the \
         data folder"
    )
}

/// Has a check run with a style of its own; says where the catalog's is not there.
pub fn for_check(asked: Option<&str>, session: &mut Session) -> Result<(), DeskError> {
    if let Some(name) = asked {
        return session.check_with(name);
    }
    let styles = session.styles()?;
    if let (Some(name), true) = (&styles.on, styles.is_missing()) {
        eprintln!("caption-desk: {}", missing(name));
    }
    Ok(())
}
