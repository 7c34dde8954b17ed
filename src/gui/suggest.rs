//! What the search field proposes while it is typed in: names of fields, and after `field:` its values with counts.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Button, Key, Modifiers, Popup, Response, Role, Ui, WidgetInfo};

use super::app::App;
use super::filters::{search_id, title};
use super::theme::Tokens;
use super::words;
use crate::desk::fold;
use crate::desk::view::FacetKind;

/// How many proposals are in view.
const MOST: usize = 9;

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    label: String,
    detail: String,
    /// What it puts in the place of what was typed.
    term: String,
}

/// What is proposed now.
#[derive(Debug, Clone, Default)]
struct Open {
    items: Vec<Item>,
    at: Option<usize>,
    /// The characters that a proposal replaces.
    from: usize,
    to: usize,
    /// The number of the list that the counts are of.
    listed: u64,
}

fn open_id() -> egui::Id {
    egui::Id::unique("search proposals")
}

/// Whether anything is proposed.
pub fn is_open(ui: &Ui) -> bool {
    ui.data(|d| d.get_temp::<Open>(open_id())).is_some_and(|o| !o.items.is_empty())
}

fn close(ctx: &egui::Context) {
    ctx.data_mut(|d| d.remove::<Open>(open_id()));
}

/// The keys of the list that is open, before the field hears them. Whether one was taken.
pub fn keys(ui: &Ui, text: &mut String) -> bool {
    let ctx = ui.ctx();
    let Some(mut open) = ui.data(|d| d.get_temp::<Open>(open_id())) else { return false };
    if open.items.is_empty() || !ui.memory(|m| m.has_focus(search_id())) {
        return false;
    }
    let last = open.items.len() - 1;
    let (down, up, tab, enter, escape) = ui.input_mut(|i| {
        (
            i.consume_key(Modifiers::NONE, Key::ArrowDown),
            i.consume_key(Modifiers::NONE, Key::ArrowUp),
            i.consume_key(Modifiers::NONE, Key::Tab),
            open.at.is_some() && i.consume_key(Modifiers::NONE, Key::Enter),
            i.consume_key(Modifiers::NONE, Key::Escape),
        )
    });
    if escape {
        close(ctx);
        return false;
    }
    if down {
        open.at = Some(open.at.map_or(0, |n| (n + 1).min(last)));
    } else if up {
        open.at = open.at.and_then(|n| n.checked_sub(1));
    }
    if tab || enter {
        let at = open.at.unwrap_or(0);
        take(ctx, text, &open, at);
        return true;
    }
    ctx.data_mut(|d| d.insert_temp(open_id(), open));
    false
}

/// Puts a proposal into the text, the cursor behind it.
fn take(ctx: &egui::Context, text: &mut String, open: &Open, at: usize) {
    let Some(item) = open.items.get(at) else { return };
    let chars: Vec<char> = text.chars().collect();
    let (from, to) = (open.from.min(chars.len()), open.to.min(chars.len()));
    let before: String = chars[..from].iter().collect();
    let after: String = chars[to..].iter().collect();
    // A field's name waits for its value; a value is a whole term.
    let space = if item.term.ends_with(':') || after.starts_with([' ', ')']) { "" } else { " " };
    *text = format!("{before}{}{space}{after}", item.term);
    let caret = from + item.term.chars().count() + space.len();
    let mut state = TextEditState::load(ctx, search_id()).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(caret))));
    state.store(ctx, search_id());
    ctx.memory_mut(|m| m.request_focus(search_id()));
    close(ctx);
}

/// Draws what is proposed for the text at the cursor. Whether anything is.
pub fn show(app: &App, response: &Response, text: &mut String, caret: Option<usize>, changed: bool) -> bool {
    let ctx = response.ctx.clone();
    if !response.has_focus() {
        if response.lost_focus() {
            close(&ctx);
        }
        return false;
    }
    let before = ctx.data(|d| d.get_temp::<Open>(open_id()));
    if changed || before.as_ref().is_some_and(|o| o.listed != app.listed()) {
        let caret = caret.map_or(text.chars().count(), |c| c.min(text.chars().count()));
        let mut open = propose(app, text, caret);
        // Counts that have come move nothing that the arrows have chosen.
        open.at = before.filter(|_| !changed).and_then(|o| o.at).filter(|n| *n < open.items.len());
        ctx.data_mut(|d| d.insert_temp(open_id(), open));
    }
    let Some(open) = ctx.data(|d| d.get_temp::<Open>(open_id())) else { return false };
    if open.items.is_empty() {
        return false;
    }
    let t = Tokens::of(&ctx);
    let mut clicked = None;
    let popup = Popup::from_response(response)
        .id(open_id().with("popup"))
        .open(true)
        .width(response.rect.width())
        .show(|ui| {
            for (n, item) in open.items.iter().enumerate() {
                let on = open.at == Some(n);
                let detail = egui::RichText::new(&item.detail).color(t.quiet);
                let entry = ui.add(Button::selectable(on, item.label.as_str()).shortcut_text(detail));
                let name = format!("Proposal: {} {}", item.label, item.detail);
                entry.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, &name));
                if entry.clicked() {
                    clicked = Some(n);
                }
            }
            words::quiet(ui, "Tab takes the first, arrows choose, Escape closes");
        });
    super::complete::drawn(&ctx, popup);
    if let Some(n) = clicked {
        take(&ctx, text, &open, n);
    }
    true
}

/// The term that is being written before the cursor: where it begins, without what leaves it out.
fn unfinished(chars: &[char]) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (n, c) in chars.iter().enumerate() {
        match c {
            '"' => quoted = !quoted,
            '(' | ')' if !quoted => start = n + 1,
            c if c.is_whitespace() && !quoted => start = n + 1,
            '-' if n == start => start = n + 1,
            _ => {}
        }
    }
    start
}

fn propose(app: &App, text: &str, caret: usize) -> Open {
    let chars: Vec<char> = text.chars().collect();
    let from = unfinished(&chars[..caret]);
    let ends = chars.get(caret).is_none_or(|c| c.is_whitespace() || *c == ')');
    let typed: String = chars[from..caret].iter().collect();
    if typed.is_empty() || !ends || typed.starts_with('"') {
        return Open { listed: app.listed(), ..Open::default() };
    }
    let items = match typed.split_once(':') {
        Some((field, value)) => values(app, field, value),
        None => fields(&typed),
    };
    // Nothing is proposed that stands there already.
    let items = items.into_iter().filter(|i| i.term != typed).take(MOST).collect();
    Open { items, at: None, from, to: caret, listed: app.listed() }
}

/// The fields whose names begin so.
fn fields(typed: &str) -> Vec<Item> {
    let typed = typed.to_lowercase();
    let facets = FacetKind::ALL.into_iter().map(|k| (k.key(), title(k)));
    let others = [
        ("caption", "Words of the caption"),
        ("credit", "Words of the credit line"),
        ("headline", "Words of the headline"),
        ("corrected", "yes or no"),
        ("id", "The beginning of an id"),
        ("not", "Leaves out what follows"),
    ];
    let all = facets.chain(others).filter(|(key, _)| key.starts_with(&typed));
    all.map(|(key, what)| Item { label: format!("{key}:"), detail: what.to_owned(), term: format!("{key}:") })
        .collect()
}

/// The values of a field that hold a word beginning so; those of the list first, with their counts.
fn values(app: &App, field: &str, typed: &str) -> Vec<Item> {
    let field = field.to_lowercase();
    if field == "corrected" {
        let item = |v: &str| Item { label: v.into(), detail: String::new(), term: format!("corrected:{v}") };
        return ["yes", "no"].into_iter().filter(|v| v.starts_with(typed)).map(item).collect();
    }
    let singular = |k: &FacetKind| k.key() == field || format!("{}s", k.key()) == field;
    let Some(kind) = FacetKind::ALL.into_iter().find(singular) else { return Vec::new() };
    let typed = fold(typed.trim_start_matches('=').trim_matches('"'));
    let begins = |value: &str| {
        let value = fold(value);
        value.starts_with(&typed) || value.split([' ', '-', '/']).any(|w| w.starts_with(&typed))
    };
    let Some(listing) = &app.state.listing else { return Vec::new() };
    let counted = listing.facets.iter().filter(|f| f.kind == kind).flat_map(|f| &f.values);
    let value_of =
        |term: &str| term.split_once(':').map_or(String::new(), |(_, v)| v.replace(['=', '"'], ""));
    let counted = counted.filter(|v| begins(&v.label) || begins(&value_of(&v.term)));
    let mut out: Vec<Item> = counted
        .map(|v| Item { label: v.label.clone(), detail: words::thousands(v.count), term: v.term.clone() })
        .collect();
    let names = super::complete::of_kind(&app.state.names, kind);
    for name in names.iter().filter(|n| begins(n)).take(MOST * 2) {
        if out.len() >= MOST {
            break;
        }
        if !out.iter().any(|i| i.label == *name) {
            let term = format!("{}:\"{}\"", kind.key(), name.replace('"', " "));
            out.push(Item { label: name.clone(), detail: String::new(), term });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_term_before_the_cursor() {
        for (text, term) in [
            ("gold ag", "ag"),
            ("gold -agency:\"Getty Im", "agency:\"Getty Im"),
            ("(agency:AP OR agency:", "agency:"),
            ("a ", ""),
            ("date:2024-08-11", "date:2024-08-11"),
        ] {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(chars[unfinished(&chars)..].iter().collect::<String>(), term, "{text}");
        }
        assert_eq!(fields("ph")[0].term, "photographer:");
        assert!(fields("fireworks").is_empty());
    }
}
