//! The bars, the other views, and what is shown where there is nothing to show.

use egui::{Align, Button, Frame, Layout, Margin, Role, ScrollArea, Spinner, Stroke, Ui, Vec2, WidgetInfo};

use super::action::{ACTIONS, Action, Menu};
use super::app::App;
use super::filters;
use super::state::*;
use super::theme::{self, Tokens};
use super::words::{self, Side};
use crate::desk::view::*;

/// Below this width, in points, the views stand in a line of their own.
const NARROW: f32 = 840.0;

/// The bar at the top: the catalog and its menus, the views, the search, import and export.
pub fn top_bar(app: &mut App, ui: &mut Ui) {
    let narrow = ui.available_width() < NARROW;
    ui.horizontal(|ui| {
        catalog_menu(app, ui);
        if !narrow {
            ui.add_space(theme::S2);
            tabs(app, ui);
        }
        search_and_sheets(app, ui);
    });
    if narrow {
        ui.horizontal_wrapped(|ui| tabs(app, ui));
    }
}

/// The catalog's name, with everything that can be asked for below it.
fn catalog_menu(app: &mut App, ui: &mut Ui) {
    let t = Tokens::of(ui.ctx());
    let name = app.state.catalog_name();
    // A long name leaves room for the others; whole it stands in the title.
    let most = ((ui.available_width() * 0.3 / 7.5) as usize).clamp(14, 60);
    let mut short: String = name.chars().take(most).collect();
    if short.len() < name.len() {
        short = format!("{}…", short.trim_end());
    }
    // Room behind the name for the arrow that says: here is a menu.
    let text = egui::RichText::new(format!("{short}     ")).font(theme::strong(theme::BODY));
    let shown = ui.menu_button(text, |ui| menus(app, ui));
    let at = shown.response.rect.right_center() - Vec2::new(16.0, 0.0);
    let points = vec![at + Vec2::new(-4.0, -2.0), at + Vec2::new(4.0, -2.0), at + Vec2::new(0.0, 3.0)];
    ui.painter().add(egui::Shape::convex_polygon(points, t.quiet, Stroke::NONE));
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Menu: {name}")));
}

fn tabs(app: &mut App, ui: &mut Ui) {
    let t = Tokens::of(ui.ctx());
    for view in View::ALL {
        let on = app.state.view == view;
        let open = app.state.problems.open.len();
        let label = match view {
            View::Problems if open > 0 => format!("Problems {}", words::thousands(open)),
            v => v.label().to_owned(),
        };
        let text = egui::RichText::new(label).color(if on { t.text } else { t.quiet });
        // An import's report stands in the place of all views until it is decided.
        let free = app.state.report.is_none();
        let on = on && free;
        let response = ui.add_enabled(free, Button::new(text).frame(false));
        response.widget_info(|| WidgetInfo::selected(Role::Tab, free, on, format!("View: {}", view.label())));
        if on {
            let r = response.rect;
            ui.painter().hline(r.x_range().shrink(6.0), r.bottom() + 2.0, Stroke::new(2.0, t.accent));
        }
        if response.has_focus() {
            words::ring(ui, response.rect.expand2(Vec2::new(1.0, 0.0)));
        }
        if response.clicked() {
            app.commit_draft();
            app.go_to_view(ui.ctx(), view);
        }
    }
}

/// The search, then import and export at the right end; the Tab key goes through them as they stand.
fn search_and_sheets(app: &mut App, ui: &mut Ui) {
    let ctx = ui.ctx().clone();
    let t = Tokens::of(&ctx);
    let sheets = [("Import", Action::Import), ("Export", Action::Export)];
    let wide = |name: &str| {
        let words = ui.painter().layout_no_wrap(name.to_owned(), theme::sans(theme::BODY), t.text);
        words.size().x + 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x
    };
    let buttons: f32 = sheets.iter().map(|(name, _)| wide(name)).sum();
    // The search's own button to clear it stands behind it.
    let room = ui.available_width() - buttons - theme::S1;
    let width = (room - 28.0).clamp(80.0, 520.0);
    ui.add_space((room - width - 24.0).max(0.0));
    filters::search(app, ui, width);
    ui.add_space((ui.available_width() - buttons).max(0.0));
    let mut place: Option<egui::Rect> = None;
    for (name, action) in sheets {
        let button = ui.button(name).on_hover_text(action.key_words(&ctx));
        place = Some(place.map_or(button.rect, |r| r.union(button.rect)));
        if button.clicked() {
            app.act(&ctx, action);
        }
    }
    app.state.places.sheets = place.map(|r| r.expand(4.0));
}

fn menus(app: &mut App, ui: &mut Ui) {
    let ctx = ui.ctx().clone();
    for (menu, title) in Menu::ALL {
        ui.menu_button(title, |ui| {
            words::long_menu(ui, title, |ui| {
                for row in ACTIONS.iter().filter(|r| r.menu == menu) {
                    let on = match row.action {
                        Action::Sidebar => Some(app.state.prefs.sidebar),
                        Action::Inspector => Some(app.state.prefs.inspector),
                        Action::TwoLines => Some(app.state.prefs.two_lines),
                        Action::Light => Some(app.state.prefs.theme == ThemeChoice::Light),
                        Action::Dark => Some(app.state.prefs.theme == ThemeChoice::Dark),
                        Action::System => Some(app.state.prefs.theme == ThemeChoice::System),
                        Action::ReduceMotion => Some(app.state.prefs.still),
                        _ => None,
                    };
                    let label =
                        if on == Some(true) { format!("✓ {}", row.label) } else { row.label.to_owned() };
                    let button = Button::new(label).shortcut_text(row.action.key_words(&ctx));
                    if ui.add(button.selected(on == Some(true))).clicked() {
                        ui.close();
                        app.act(&ctx, row.action);
                    }
                    if row.action == Action::Open {
                        recent(app, ui);
                    }
                }
            })
        });
    }
}

/// The catalogs that were open lately, below the way to others.
fn recent(app: &mut App, ui: &mut Ui) {
    let recent = app.state.recent_catalogs();
    for (path, name) in recent.iter().take(6) {
        let button = Button::new(format!("Open {name}"));
        if ui.add(button).on_hover_text(path.display().to_string()).clicked() {
            ui.close();
            app.open_recent(path.clone());
        }
    }
    if !recent.is_empty() {
        words::rule(ui);
    }
}

/// The line at the foot: what is shown, what was saved, what is being done.
pub fn status_bar(app: &mut App, ui: &mut Ui) {
    let t = Tokens::of(ui.ctx());
    let ctx = ui.ctx().clone();
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        let mut parts = Vec::new();
        if let Some(listing) = &app.state.listing {
            parts.push(format!("{} shown", words::thousands(listing.shown)));
            parts.push(format!("{} selected", words::thousands(app.state.selected_count())));
        }
        let typing = app.state.draft.as_ref().is_some_and(|d| !d.sent && d.text != d.original);
        let many = app.state.batch.as_ref().is_some_and(|b| !b.values.is_empty());
        parts.push(match &app.state.saved_at {
            _ if many => "not changed yet: Enter changes all of them".to_owned(),
            _ if typing => {
                "not saved yet: what you type is, in a pause or when you leave the field".to_owned()
            }
            _ if app.state.read_only => "can only be read".to_owned(),
            Some(at) => format!("saved {}", words::local_time(at)),
            None => "all saved".to_owned(),
        });
        if app.state.checking && app.state.catalog.is_some() {
            parts.push("checking…".to_owned());
        }
        words::quiet(ui, parts.join(" · "));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(busy) = app.state.busy.clone() {
                if ui.add(Button::new("Cancel").small()).clicked() {
                    app.desk.send(Command::Cancel);
                }
                let words_ = if busy.total > 0 {
                    format!(
                        "{} {} of {}",
                        busy.what,
                        words::thousands(busy.done),
                        words::thousands(busy.total)
                    )
                } else {
                    format!("{}…", busy.what)
                };
                words::quiet(ui, words_);
                working(ui, app.state.prefs.still, 12.0);
            }
            if let Some(notice) = &mut app.state.notice {
                let now = ctx.input(|i| i.time);
                if notice.since == 0.0 {
                    notice.since = now.max(0.001);
                }
                let notice = notice.clone();
                let lasts = if notice.error { 20.0 } else { 8.0 };
                if now - notice.since > lasts {
                    app.state.notice = None;
                } else {
                    ctx.request_repaint_after(std::time::Duration::from_secs_f64(lasts));
                    if let Some(gone) = notice.gone.clone() {
                        let (label, name) = match &gone {
                            Gone::Filter(_, saved) => {
                                ("Put back", format!("Put back the saved filter {}", saved.name))
                            }
                            Gone::Batch(_) => (
                                "Take up again",
                                "Take up again what was typed for several captions".to_owned(),
                            ),
                        };
                        let text = egui::RichText::new(label).size(theme::SMALL).color(t.accent);
                        let response = words::bare(ui, Button::new(text));
                        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                        if response.clicked() {
                            match gone {
                                Gone::Filter(at, saved) => super::saved::put_back(app, at, saved),
                                Gone::Batch(batch) => super::many::take_up(app, &ctx, batch),
                            }
                        }
                    }
                    if notice.undo {
                        let text = egui::RichText::new("Undo").size(theme::SMALL).color(t.accent);
                        let response = words::bare(ui, Button::new(text));
                        response
                            .widget_info(|| WidgetInfo::labeled(Role::Button, true, "Undo the last change"));
                        if response.clicked() {
                            app.act(&ctx, Action::Undo);
                        }
                    }
                    if notice.again {
                        let text = egui::RichText::new("Make again").size(theme::SMALL).color(t.accent);
                        let response = words::bare(ui, Button::new(text));
                        response
                            .widget_info(|| WidgetInfo::labeled(Role::Button, true, "Make the change again"));
                        if response.clicked() {
                            app.act(&ctx, Action::Redo);
                        }
                    }
                    let color = if notice.error { t.error } else { t.text };
                    let room = ui.available_width() - 8.0;
                    words::line(ui, &notice.text, theme::sans(theme::SMALL), color, room)
                        .on_hover_text(&notice.text);
                }
            }
        });
    });
}

/// Says that something is being done; stands still where nothing is to move.
fn working(ui: &mut Ui, still: bool, size: f32) {
    if !still {
        ui.add(Spinner::new().size(size));
    }
}

/// A quiet page with a title, a sentence and at most a few buttons.
pub(super) fn page(ui: &mut Ui, title: &str, sentence: &str, buttons: impl FnOnce(&mut Ui)) {
    let t = Tokens::of(ui.ctx());
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.3).max(24.0));
        ui.label(egui::RichText::new(title).font(theme::serif(theme::TITLE)));
        ui.add_space(theme::S2);
        ui.set_max_width(520.0);
        ui.label(egui::RichText::new(sentence).color(t.quiet));
        ui.add_space(theme::S4);
        buttons(ui);
    });
}

/// While a catalog opens, or where none is open.
pub fn opening(app: &mut App, ui: &mut Ui) {
    let ctx = ui.ctx().clone();
    if app.state.opening {
        let still = app.state.prefs.still;
        ui.vertical_centered(|ui| {
            ui.add_space(ui.available_height() * 0.45);
            working(ui, still, 20.0);
            words::quiet(ui, "Opening the catalog…");
        });
        return;
    }
    // Why the one that was asked for did not open, where the eye is.
    let failed = app.state.notice.as_ref().filter(|n| n.error).map(|n| words::sentence(&n.text));
    let what = "A catalog is one file that holds captions with their credits, and every change made to them.";
    page(ui, "No catalog is open", failed.as_deref().unwrap_or(what), |ui| {
        ui.horizontal(|ui| {
            ui.add_space((ui.available_width() - 280.0).max(0.0) / 2.0);
            for action in [Action::Open, Action::New] {
                let row = action.row();
                if ui.add(Button::new(row.label).shortcut_text(action.key_words(&ctx))).clicked() {
                    app.act(&ctx, action);
                }
            }
        });
    });
}

/// A catalog without captions.
pub fn empty_catalog(app: &mut App, ui: &mut Ui) {
    let ctx = ui.ctx().clone();
    if let Some(busy) = &app.state.busy {
        let (what, still) = (format!("{}…", busy.what), app.state.prefs.still);
        return ui
            .vertical_centered(|ui| {
                ui.add_space(ui.available_height() * 0.45);
                working(ui, still, 20.0);
                words::quiet(ui, what);
            })
            .inner;
    }
    page(
        ui,
        "No captions yet",
        "Drop articles or folders here, or import them. You see what was found before anything is added.",
        |ui| {
            if ui
                .add(Button::new("Import documents…").shortcut_text(Action::Import.key_words(&ctx)))
                .clicked()
            {
                app.act(&ctx, Action::Import);
            }
        },
    );
}

/// A filter that lets nothing through.
pub fn nothing_found(app: &mut App, ui: &mut Ui) {
    if let Some(error) = &app.state.filter_error {
        // No answer to what cannot be read.
        let sentence = words::sentence(&error.to_string());
        return page(ui, "The search cannot be read", &sentence, |_| {});
    }
    let sentence = format!("No caption passes the filter {}", app.state.query);
    page(ui, "Nothing found", &sentence, |ui| {
        if ui.add(Button::new("Show all captions").shortcut_text("Esc")).clicked() {
            app.set_query(String::new());
        }
    });
    if ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
        app.set_query(String::new());
    }
}

/// A page that scrolls, at most so wide.
pub(super) fn body(ui: &mut Ui, id: &str, width: f32, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(24, 16)).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(width));
            ui.take_available_width();
            add(ui);
        });
    });
}

/// No corrected caption is in the list: none at all, or none that the search lets through.
fn no_changes(app: &mut App, ui: &mut Ui, listing: &Listing) {
    let ctx = ui.ctx().clone();
    if listing.total == 0 && listing.complete {
        return empty_catalog(app, ui);
    }
    if !app.state.query.trim().is_empty() {
        let sentence = format!("No corrected caption passes the filter {}", app.state.query);
        return page(ui, "Nothing found", &sentence, |ui| {
            if ui.button("Show all corrections").clicked() {
                app.set_query(String::new());
            }
        });
    }
    let words = "What you correct stands here beside what was printed, and goes out as a change sheet.";
    let action = Action::Problems;
    page(ui, "No corrections", words, |ui| {
        if ui.add(Button::new("Show the problems").shortcut_text(action.key_words(&ctx))).clicked() {
            app.act(&ctx, action);
        }
    });
}

/// So many corrected captions are laid out at first, and so many more each time that is asked for.
const AT_ONCE: usize = 200;

/// Every corrected caption: as printed on the left, corrected on the right.
pub fn changes(app: &mut App, ui: &mut Ui) {
    let t = Tokens::of(ui.ctx());
    let Some(listing) = app.state.listing.clone() else { return opening(app, ui) };
    if listing.rows.is_empty() || !listing.request.filter.contains("corrected:yes") {
        return no_changes(app, ui, &listing);
    }
    let most_id = egui::Id::unique(("corrections shown", &listing.request.filter));
    let most: usize = ui.data(|d| d.get_temp(most_id)).unwrap_or(AT_ONCE);
    let missing: Vec<i64> =
        listing.rows.iter().take(most).filter(|r| !app.state.rows.contains_key(r)).copied().collect();
    let missing: Vec<i64> = missing.into_iter().filter(|r| app.state.asked.insert(*r)).collect();
    if !missing.is_empty() {
        app.desk.send(Command::Rows(missing));
    }
    body(ui, "changes", 1180.0, |ui| {
        ui.horizontal(|ui| {
            ui.label(
                egui::RichText::new(words::count(listing.shown, "corrected caption", "corrected captions"))
                    .font(theme::strong(theme::LARGE)),
            );
            if ui.button("Export as a change sheet").clicked() {
                super::export::open_with(app, "changes");
            }
        });
        ui.add_space(theme::S2);
        ui.columns(2, |sides| {
            words::heading(&mut sides[0], "As printed");
            words::heading(&mut sides[1], "Corrected");
        });
        for row in listing.rows.iter().take(most) {
            let Some(view) = app.state.rows.get(row).cloned() else { continue };
            let caption = &view.caption;
            words::rule(ui);
            let place = caption
                .line
                .map_or_else(|| caption.document.to_string(), |l| format!("{} · line {l}", caption.document));
            let link = egui::RichText::new(place).size(theme::SMALL).color(t.accent);
            let link = words::bare(ui, Button::new(link));
            // The first one.
            app.main_list(ui.ctx(), link.id);
            if link.clicked() {
                app.go_to_row(*row);
            }
            for correction in &caption.corrections {
                let (before, after) = (correction.as_printed.cell(), correction.corrected.cell());
                let hero = correction.field == crate::model::field::Field::Description;
                let font = if hero { theme::serif(theme::LARGE) } else { theme::sans(theme::BODY) };
                words::quiet(ui, correction.field.label());
                ui.columns(2, |sides| {
                    for (side, (text, at)) in
                        sides.iter_mut().zip([(&before, Side::Before), (&after, Side::After)])
                    {
                        if text.is_empty() {
                            words::quiet(
                                side,
                                if at == Side::Before { "nothing was printed" } else { "nothing" },
                            );
                        } else {
                            left(side, words::changed(&before, &after, at, font.clone(), t));
                        }
                    }
                });
                let why = correction.why.as_deref().map_or_else(String::new, |w| format!("{w} · "));
                words::quiet(ui, format!("{why}{} · {}", correction.by, words::local_time(&correction.at)));
                ui.add_space(theme::S1);
            }
        }
        let rest = listing.rows.len().saturating_sub(most);
        if rest > 0 {
            words::rule(ui);
            let next = words::thousands(rest.min(AT_ONCE));
            if ui.button(format!("Show {next} more of {}", words::thousands(rest))).clicked() {
                ui.data_mut(|d| d.insert_temp(most_id, most + AT_ONCE));
            }
        }
    });
}

/// Words that begin at the left and are not spread over the column.
fn left(ui: &mut Ui, job: egui::text::LayoutJob) {
    ui.with_layout(Layout::top_down(Align::Min), |ui| ui.label(job));
}
