//! Text set with marks: words that changed, words of evidence, marks of problems, keys.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2};
use similar::{ChangeTag, TextDiff};

use super::theme::{self, Tokens};
use crate::model::date::{PartialDate, in_words, weekday_name};
use crate::model::finding::Severity;

/// Which side of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
    /// Removed and added words in one text.
    Both,
}

/// A text with the words marked that differ from another: removed ones struck through, added ones underlined.
pub fn changed(before: &str, after: &str, side: Side, font: FontId, t: &Tokens) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = TextFormat { font_id: font.clone(), color: t.text, ..Default::default() };
    let diff = TextDiff::from_unicode_words(before, after);
    let mut last = ChangeTag::Equal;
    for change in diff.iter_all_changes() {
        if side == Side::Both {
            apart(&mut job, last, change.tag(), change.value(), &plain);
            last = change.tag();
        }
        let format = match change.tag() {
            ChangeTag::Equal => plain.clone(),
            ChangeTag::Delete if side == Side::After => continue,
            ChangeTag::Insert if side == Side::Before => continue,
            ChangeTag::Delete => {
                TextFormat { color: t.removed, strikethrough: Stroke::new(1.0, t.removed), ..plain.clone() }
            }
            ChangeTag::Insert => {
                TextFormat { color: t.added, underline: Stroke::new(1.5, t.added), ..plain.clone() }
            }
        };
        job.append(change.value(), 0.0, format);
    }
    job
}

/// A space between two words that stand for one another, so that they do not run into one.
fn apart(job: &mut LayoutJob, last: ChangeTag, tag: ChangeTag, next: &str, plain: &TextFormat) {
    let meet = last != tag && last != ChangeTag::Equal && tag != ChangeTag::Equal;
    if meet && !job.text.ends_with(char::is_whitespace) && !next.starts_with(char::is_whitespace) {
        job.append(" ", 0.0, plain.clone());
    }
}

/// As [`changed`] with both sides, but only what stands near a change: the rest of a long text says nothing of it.
pub fn changed_part(before: &str, after: &str, side: usize, font: FontId, t: &Tokens) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = TextFormat { font_id: font, color: t.text, ..Default::default() };
    let parts = parts(before, after);
    let last = parts.len().saturating_sub(1);
    let mut before = ChangeTag::Equal;
    for (n, (tag, text)) in parts.iter().enumerate() {
        apart(&mut job, std::mem::replace(&mut before, *tag), *tag, text, &plain);
        match tag {
            ChangeTag::Equal => {
                let near = near(text, side, n == 0, n == last);
                job.append(&near, 0.0, plain.clone());
            }
            ChangeTag::Delete => {
                let strikethrough = Stroke::new(1.0, t.removed);
                job.append(text, 0.0, TextFormat { color: t.removed, strikethrough, ..plain.clone() });
            }
            ChangeTag::Insert => {
                let underline = Stroke::new(1.5, t.added);
                job.append(text, 0.0, TextFormat { color: t.added, underline, ..plain.clone() });
            }
        }
    }
    job
}

/// Only what goes and what comes in its place.
pub fn changed_only(before: &str, after: &str, font: FontId, t: &Tokens) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = TextFormat { font_id: font, ..Default::default() };
    let quiet = TextFormat { color: t.quiet, ..plain.clone() };
    let mut last = ChangeTag::Equal;
    let mut beside = String::new();
    for (tag, text) in parts(before, after) {
        let was = std::mem::replace(&mut last, tag);
        if tag == ChangeTag::Equal {
            beside = text.split_whitespace().next_back().unwrap_or_default().to_owned();
            continue;
        }
        if (was, tag) == (ChangeTag::Delete, ChangeTag::Insert) {
            job.append(" → ", 0.0, quiet.clone());
        } else if !job.text.is_empty() {
            job.append("; ", 0.0, quiet.clone());
        }
        // A comma alone says nothing: it stands with the word before it.
        if was == ChangeTag::Equal && !text.contains(char::is_alphanumeric) {
            job.append(&beside, 0.0, quiet.clone());
        }
        let format = match tag {
            ChangeTag::Delete => {
                let strikethrough = Stroke::new(1.0, t.removed);
                TextFormat { color: t.removed, strikethrough, ..plain.clone() }
            }
            _ => TextFormat { color: t.added, underline: Stroke::new(1.5, t.added), ..plain.clone() },
        };
        job.append(text.trim(), 0.0, format);
    }
    job
}

/// A change as it is said: `State to Stade`.
pub fn changed_words(before: &str, after: &str) -> String {
    let (mut out, mut gone) = (Vec::new(), String::new());
    let parts = parts(before, after);
    for (n, (tag, text)) in parts.iter().enumerate() {
        match tag {
            ChangeTag::Delete => gone.clone_from(text),
            ChangeTag::Insert if gone.is_empty() => out.push(format!("{} added", text.trim())),
            ChangeTag::Insert => out.push(format!("{} to {}", gone.trim(), text.trim())),
            ChangeTag::Equal => {}
        }
        let followed = parts.get(n + 1).is_some_and(|(next, _)| *next == ChangeTag::Insert);
        if *tag == ChangeTag::Delete && !followed {
            out.push(format!("{} removed", gone.trim()));
        }
        if *tag != ChangeTag::Delete {
            gone.clear();
        }
    }
    out.join("; ")
}

/// The runs of a change: what stays, what goes, what comes in its place.
fn parts(before: &str, after: &str) -> Vec<(ChangeTag, String)> {
    let diff = TextDiff::from_unicode_words(before, after);
    let mut out: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match out.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => out.push((change.tag(), change.value().to_owned())),
        }
    }
    // Where nothing but spaces and marks stays, one text has taken the other's place.
    let stays = |(tag, text): &(ChangeTag, String)| {
        *tag == ChangeTag::Equal && text.chars().any(char::is_alphanumeric)
    };
    // So has one value that is a single word, such as a date, another's.
    let single = !before.contains(char::is_whitespace) && !after.contains(char::is_whitespace);
    if !before.is_empty() && !after.is_empty() && before != after && (single || !out.iter().any(stays)) {
        return vec![(ChangeTag::Delete, before.to_owned()), (ChangeTag::Insert, after.to_owned())];
    }
    out
}

/// The ends of a text that stays, next to what changes.
fn near(text: &str, side: usize, first: bool, last: bool) -> String {
    let all: Vec<char> = text.chars().collect();
    let most = if first || last { side + 6 } else { side * 2 };
    if all.len() <= most {
        return text.to_owned();
    }
    let head: String = all[..side].iter().collect();
    let tail: String = all[all.len() - side..].iter().collect();
    // Cut between words.
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(h, _)| h);
    let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, t)| t);
    match (first, last) {
        (true, true) => format!("{head} …"),
        (true, false) => format!("… {tail}"),
        (false, true) => format!("{head} …"),
        (false, false) => format!("{head} … {tail}"),
    }
}

/// One line of words, cut with `…` where it is too long.
pub fn one_line(text: &str, font: FontId, color: Color32, width: f32) -> LayoutJob {
    // A line of a document may have megabytes; no more of it is laid out than any screen is wide.
    let text = match text.char_indices().nth(800) {
        Some((cut, _)) => &text[..cut],
        None => text,
    };
    let flat: String;
    let text = if text.contains(['\n', '\r', '\t']) {
        flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        &flat
    } else {
        text
    };
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap.max_width = width.max(8.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job
}

/// One line of words as a widget, cut with `…` where it is too long.
pub fn line(ui: &mut Ui, text: &str, font: FontId, color: Color32, width: f32) -> Response {
    let galley = ui.ctx().fonts_mut(|f| f.layout_job(one_line(text, font, color, width)));
    ui.label(galley)
}

/// Paints one line of words with its left middle at `at`; gives its width.
pub fn paint_line(ui: &Ui, at: Pos2, text: &str, font: FontId, color: Color32, width: f32) -> f32 {
    let galley = ui.ctx().fonts_mut(|f| f.layout_job(one_line(text, font, color, width)));
    let size = galley.size();
    ui.painter().galley(Pos2::new(at.x, at.y - size.y / 2.0), galley, color);
    size.x
}

/// The colour of a weight.
pub fn severity_color(severity: Severity, t: &Tokens) -> Color32 {
    match severity {
        Severity::Error => t.error,
        Severity::Query => t.query,
        Severity::Style => t.style,
    }
}

/// The word for a weight.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Query => "Query",
        Severity::Style => "Style",
    }
}

/// Paints the mark of a weight around `center`: a filled dot, a ring, a small bar.
pub fn paint_mark(painter: &egui::Painter, center: Pos2, severity: Severity, t: &Tokens) {
    let color = severity_color(severity, t);
    match severity {
        Severity::Error => {
            painter.circle_filled(center, 4.0, color);
        }
        Severity::Query => {
            painter.circle_stroke(center, 3.5, Stroke::new(1.6, color));
        }
        Severity::Style => {
            painter.rect_filled(Rect::from_center_size(center, Vec2::new(8.0, 2.5)), 1.0, color);
        }
    }
}

/// A mark of its own in a row of widgets.
pub fn mark(ui: &mut Ui, severity: Severity) -> Response {
    let t = Tokens::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(Vec2::new(12.0, 18.0), Sense::hover());
    paint_mark(ui.painter(), rect.center(), severity, t);
    response.on_hover_text(severity_word(severity))
}

/// The keys that a text field keeps to itself: Escape too, which then leaves the field as this window means it.
pub const TYPING: egui::EventFilter =
    egui::EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };

/// A text field as a screen reader says it: its name, and what stands in it.
pub fn field_info(name: &str, before: &str, text: &str) -> egui::WidgetInfo {
    let mut info = egui::WidgetInfo::text_edit(true, before, text, "");
    info.label = Some(name.to_owned());
    info
}

/// A sentence with its first letter large, as a sentence of its own begins.
pub fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// What a fix would change and how sure it is: of the caption in view the words around the change, of another one its place
/// and the change alone.
pub fn fix_line(ui: &mut Ui, fix: &crate::model::finding::Fix, place: Option<&str>) {
    let t = Tokens::of(ui.ctx());
    let (from, to) = (fix.from.cell(), fix.to.cell());
    let font = theme::sans(theme::BODY);
    let quiet = TextFormat { font_id: theme::sans(theme::SMALL), color: t.quiet, ..Default::default() };
    let mut job = LayoutJob::default();
    job.append(&place.map_or_else(|| fix.field.label().to_owned(), str::to_owned), 0.0, quiet.clone());
    let change = match place {
        Some(_) => changed_only(&from, &to, font, t),
        None => changed_part(&from, &to, 36, font, t),
    };
    append(&mut job, change);
    job.append(sureness(fix.certain), 10.0, quiet);
    job.wrap.max_width = ui.available_width();
    ui.label(job);
}

/// Puts one text behind another.
pub fn append(job: &mut LayoutJob, more: LayoutJob) {
    for (n, section) in more.sections.iter().enumerate() {
        let words = &more.text[section.byte_range.start.0..section.byte_range.end.0];
        let space = if n == 0 { 8.0 } else { section.leading_space };
        job.append(words, space, section.format.clone());
    }
}

/// How sure a fix is, in words.
pub fn sureness(certain: bool) -> &'static str {
    if certain { "certain" } else { "a proposal" }
}

/// A small heading in capitals' place: strong and quiet.
pub fn heading(ui: &mut Ui, text: &str) {
    let t = Tokens::of(ui.ctx());
    ui.label(egui::RichText::new(text).font(theme::strong(theme::SMALL)).color(t.quiet));
}

/// Quiet words.
pub fn quiet(ui: &mut Ui, text: impl Into<String>) -> Response {
    let t = Tokens::of(ui.ctx());
    ui.label(egui::RichText::new(text.into()).size(theme::SMALL).color(t.quiet))
}

/// The edge of what the keyboard is on, where it draws none of its own.
pub fn ring(ui: &Ui, rect: egui::Rect) {
    let t = Tokens::of(ui.ctx());
    ui.painter().rect_stroke(rect, 4.0, Stroke::new(1.5, t.accent), egui::StrokeKind::Inside);
}

/// A button that is words alone, with a ring where the keyboard is on it.
pub fn bare(ui: &mut Ui, button: egui::Button<'_>) -> Response {
    let response = ui.add(button.frame(false));
    if response.has_focus() {
        ring(ui, response.rect.expand2(Vec2::new(2.0, 0.0)));
    }
    response
}

/// A hairline across.
pub fn rule(ui: &mut Ui) {
    let t = Tokens::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, t.hairline));
}

/// `Sun Aug. 11`, with the year where it is not the catalog's only one.
pub fn short_date(date: PartialDate, with_year: bool) -> String {
    let words = in_words(date);
    let Some(day) = date.weekday() else { return words };
    let long = weekday_name(day);
    let mut short = words.replacen(long, &long[..3], 1).replacen(&format!("{},", &long[..3]), &long[..3], 1);
    if !with_year && let Some(at) = short.rfind(", ") {
        short.truncate(at);
    }
    short
}

/// `Aug. 11, 2024`: the day where a list reaches over more years than one, and the weekday says less than the year.
pub fn year_date(date: PartialDate) -> String {
    let words = in_words(date);
    match date.weekday().and_then(|day| words.strip_prefix(weekday_name(day))) {
        Some(rest) => rest.trim_start_matches([',', ' ']).to_owned(),
        None => words,
    }
}

/// `2024-08-12T14:02:11Z` as a time at the desk: `14:02`, with the day where it is not today's.
pub fn local_time(at: &str) -> String {
    let Ok(utc) = chrono::DateTime::parse_from_rfc3339(at) else { return at.to_owned() };
    let local = utc.with_timezone(&chrono::Local);
    let now = chrono::Local::now();
    if local.date_naive() == now.date_naive() {
        local.format("%H:%M").to_string()
    } else {
        local.format("%Y-%m-%d %H:%M").to_string()
    }
}

/// `1 caption`, `2 captions`, `55,000 captions`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n), if n == 1 { one } else { many })
}

/// A number with its thousands set apart.
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// The button that does what a page is for, with its key.
pub fn primary(ui: &mut Ui, ready: bool, label: &str, key: &str) -> egui::Response {
    let t = Tokens::of(ui.ctx());
    let strong = egui::RichText::new(label).font(theme::strong(theme::BODY)).color(t.page);
    let keys = egui::RichText::new(key).color(t.page);
    let button = ui.add_enabled(ready, egui::Button::new(strong).fill(t.accent).shortcut_text(keys));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ready, label));
    if button.has_focus() {
        // Its ground is the colour of the focus: a ring around it shows the keyboard.
        let ring = egui::Stroke::new(1.5, t.text);
        ui.painter().rect_stroke(button.rect.expand(1.5), 6.0, ring, egui::StrokeKind::Outside);
    }
    button
}

/// A dialog over the window.
pub fn modal(ctx: &egui::Context, name: &str) -> egui::Modal {
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(20);
    egui::Modal::new(egui::Id::unique(name)).frame(frame)
}

/// The lines of a menu, scrolled where the window is too small for them.
pub fn long_menu(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    let most = (ui.ctx().content_rect().height() - 48.0).max(96.0);
    ui.set_max_height(most);
    egui::ScrollArea::vertical().id_salt(name).max_height(most).show(ui, |ui| {
        add(ui);
        follow_all(ui, name);
    });
}

/// Keeps a list that hangs from a field above the dialog that the field is in: once they have been shown before, a click on the
/// field brings both to the top, the list behind the dialog.
pub fn on_top(ui: &Ui) {
    ui.ctx().move_to_top(ui.layer_id());
}

/// Names the dialog that is being drawn for a screen reader.
pub fn name_dialog(ui: &Ui, name: &str) {
    let id = ui.unique_id();
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(egui::Role::Dialog);
        node.set_label(name);
    });
}

/// The name of a row of choices, as wide as the others beneath each other.
pub fn column(ui: &mut Ui, name: &str) {
    ui.allocate_ui_with_layout(
        egui::vec2(64.0, 22.0),
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            ui.set_min_width(64.0);
            quiet(ui, name);
        },
    );
}

/// Brings what the keyboard has come to into view: a list of filters or fields is longer than its pane.
pub fn follow(response: &egui::Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// As [`follow`], for whatever of a pane that scrolls the keyboard has come to; `pane` names it. Tells whether it scrolls.
pub fn follow_all(ui: &Ui, pane: &str) -> bool {
    let id = egui::Id::unique(("the keyboard followed in", pane));
    let focused = ui.memory(|m| m.focused());
    let last: Option<Option<egui::Id>> = ui.data(|d| d.get_temp(id));
    if last == Some(focused) {
        return false;
    }
    ui.data_mut(|d| d.insert_temp(id, focused));
    let Some(response) = focused.and_then(|focused| ui.ctx().read_response(focused)) else { return false };
    let rect = response.rect;
    let here = response.layer_id == ui.layer_id() && ui.min_rect().x_range().contains(rect.center().x);
    // Whole, and above the edge at which the pane's words fade.
    let seen = ui.clip_rect().y_range().shrink(FADE);
    let away = here && !(seen.contains(rect.top()) && seen.contains(rect.bottom()));
    if away {
        ui.scroll_to_rect_animation(rect.expand(FADE), None, egui::style::ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
    away
}

/// So far from a pane's edges its words are not whole any more.
const FADE: f32 = 16.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_said_and_cut_short() {
        assert_eq!(changed_words("at the State de Porto", "at the Stade de Porto"), "State to Stade");
        assert_eq!(changed_words("An artists perform", "Artists perform"), "An artists to Artists");
        assert_eq!(changed_words("waves the the flag", "waves the flag"), "the removed");
        assert_eq!(
            changed_words("Lisbon, Portugal", "Old Pier, Porto"),
            "Lisbon, Portugal to Old Pier, Porto"
        );
        let long = "word ".repeat(40);
        let job = changed_part(
            &format!("{long}a {long}"),
            &format!("{long}b {long}"),
            36,
            theme::sans(12.0),
            &theme::LIGHT,
        );
        assert!(
            job.text.len() < 110 && job.text.starts_with("… ") && job.text.ends_with('…'),
            "{}",
            job.text
        );
        let said = |job: LayoutJob| job.text;
        let (state, stade) = ("at the State de Porto", "at the Stade de Porto");
        let both = changed(state, stade, Side::Both, theme::sans(12.0), &theme::LIGHT);
        assert_eq!(said(both), "at the State Stade de Porto");
        let only = changed_only(state, stade, theme::sans(12.0), &theme::LIGHT);
        assert_eq!(said(only), "State → Stade");
        let two = changed_only("a b c d", "x b y d", theme::sans(12.0), &theme::LIGHT);
        assert_eq!(said(two), "a → x; c → y");
        let accents = "é".repeat(200);
        changed_part(&format!("{accents} a"), &format!("{accents} b"), 36, theme::sans(12.0), &theme::LIGHT);
    }

    #[test]
    fn numbers_and_dates() {
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_234_567), "1,234,567");
        let day = PartialDate::day(2024, 8, 11).unwrap();
        assert_eq!(short_date(day, false), "Sun Aug. 11");
        assert_eq!(short_date(day, true), "Sun Aug. 11, 2024");
    }
}
