//! What the desk answers, taken into what the window knows.

use std::collections::BTreeSet;

use egui::Context;

use super::app::App;
use super::state::*;
use super::words;
use crate::desk::view::*;

impl App {
    pub(super) fn hear(&mut self, ctx: &Context, answer: Answer) {
        match &answer {
            Answer::Failed(why) if self.path_refused(why) => {}
            // Nothing could be read: the path is wrong, and there is nothing to decide.
            Answer::Report(pending) if pending.documents.is_empty() => {
                let why =
                    pending.read.skipped.iter().find(|s| s.fault).map(|s| format!("{}: {}", s.path, s.why));
                if why.is_some_and(|why| self.path_refused(&why)) {
                    return self.desk.send(Command::Discard);
                }
            }
            Answer::Opened { .. }
            | Answer::Report(_)
            | Answer::Exported { .. }
            | Answer::Exists { .. }
            | Answer::Copied(_) => self.path_taken(),
            _ => {}
        }
        let s = &mut self.state;
        s.shared = None;
        match answer {
            Answer::Opened { path, read_only } => {
                s.prefs.opened(&path);
                s.read_only = read_only;
                s.catalog = Some(path);
                s.opening = false;
                s.listing = None;
                s.rows.clear();
                s.asked.clear();
                s.selection = Selection::default();
                (s.cursor, s.at_row) = (None, None);
                s.detail = None;
                s.report = None;
                s.documents = None;
                s.document = None;
                s.document_line = None;
                s.problems = Default::default();
                (s.dates_event, s.dates_chosen, s.dates_from) = (None, false, None);
                (s.problem, s.walking, s.settling) = (None, false, None);
                s.list.forget();
                (s.moving, s.gap, s.taken_back) = (None, None, None);
                s.passing = None;
                s.checked = false;
                s.saved_at = None;
                s.counts.clear();
                s.history_view = Default::default();
                if read_only {
                    self.say_read_only();
                }
                let paths = std::mem::take(&mut self.then_read);
                if !paths.is_empty() {
                    self.read_paths.clone_from(&paths);
                    self.desk.send(Command::Read(paths));
                }
            }
            Answer::Listed(listing) => {
                if listing.request.number < s.number && s.listing.is_some() {
                    return;
                }
                s.filter_error = None;
                s.years = several_years(&listing);
                s.listing = Some(listing);
                let (going, was) = (s.go_to, s.at_row);
                let next = self.table.listed(&mut self.state);
                // What was gone to before its list was there is shown once it is, and so is what the list comes back to.
                let at = self.state.at_row;
                if at.is_some() && (going == at || was.is_some_and(|was| at != Some(was))) {
                    self.desk.send(Command::Show(at));
                }
                let s = &self.state;
                let nothing = s.listing.as_ref().is_some_and(|l| l.complete && l.rows.is_empty());
                if nothing && s.cursor.is_none() && s.detail.is_some() {
                    self.desk.send(Command::Show(None));
                }
                let back = self.state.taken_back.take();
                if back.is_some_and(|back| self.show_taken_back(&back)) {
                    // The caption that undo or redo has changed is the one in view.
                } else if let Some(next) = next {
                    self.select_instead(next);
                } else if self.state.cursor.is_none()
                    && self.state.detail.is_none()
                    && self.state.listing.as_ref().is_some_and(|l| l.complete && !l.rows.is_empty())
                {
                    // A newcomer sees a caption in full at once.
                    self.select_instead(0);
                }
            }
            Answer::BadFilter { number, error } => {
                if number == s.number {
                    s.filter_error = Some(error);
                }
            }
            Answer::Rows(views) => {
                for view in views {
                    s.asked.remove(&view.row);
                    s.rows.insert(view.row, view);
                }
            }
            Answer::Shown(detail) => {
                if s.draft.as_ref().is_some_and(|d| d.sent) {
                    s.draft = None;
                }
                let before = s.detail.as_ref().map(|d| d.view.row);
                if before != detail.as_ref().map(|d| d.view.row) {
                    super::flow::fresh_fields(ctx);
                }
                if let Some(detail) = &detail {
                    s.rows.insert(detail.view.row, detail.view.clone());
                }
                s.detail = detail;
                if self.shows_selected()
                    && let Some(action) = self.state.then.take()
                {
                    self.act(ctx, action);
                }
            }
            Answer::Problems(problems) => {
                s.counts_due = true;
                s.checked = true;
                self.follow_problems(problems);
                self.say_passed();
                // Rows carry the marks of their problems: those on screen are asked for anew, and stand until then.
                let kept: std::collections::HashSet<i64> = self.table.on_screen(&self.state).collect();
                let s = &mut self.state;
                s.rows.retain(|row, _| kept.contains(row));
                s.asked = kept.clone();
                if !kept.is_empty() {
                    self.desk.send(Command::Rows(kept.into_iter().collect()));
                }
            }
            Answer::Sought { filter, found } => self.sought(&filter, found),
            Answer::Checking(on) => s.checking = on,
            Answer::Names(names) => s.names = names,
            Answer::Styles(styles) => s.styles = styles,
            Answer::Operation(detail) => s.history_view.detail = Some(detail),
            Answer::Moment(detail) => s.history_view.moment = Some(detail),
            Answer::Worded(words, operations) => s.history_view.worded = Some((words, operations)),
            Answer::Touching(operations) => s.history_view.touching = Some(operations),
            Answer::Touched(named) => s.history_view.touched.extend(named),
            Answer::UndoConflict(conflict) => s.overlay = Some(Overlay::Conflict(conflict)),
            Answer::Elsewhere(elsewhere) => {
                s.draft = None;
                s.overlay = Some(Overlay::Elsewhere(elsewhere));
            }
            Answer::Exists { format, scope, path } => {
                s.overlay = Some(Overlay::Overwrite { format, scope, path });
            }
            Answer::Counts(counts) => s.counts = counts.into_iter().collect(),
            Answer::Cells { text, captions } => {
                ctx.copy_text(text);
                self.say(format!("Copied {}", words::count(captions, "caption", "captions")), false, false);
            }
            Answer::Proposed { number, proposed } if s.pasting == Some(number) => self.pasted(proposed),
            Answer::Proposed { number, proposed } => s.proposed = Some((number, proposed)),
            Answer::Shortcuts(file) => self.hear_shortcuts(ctx, file),
            Answer::Codes { text, codes, files } => {
                s.codes = codes;
                s.codes_text = text;
                s.code_files = files;
            }
            Answer::Stationery(all) => s.stationery = all,
            Answer::History(history) => {
                s.history = history;
                if s.view == View::Documents {
                    self.ask_for_documents();
                }
            }
            Answer::Documents(documents) => s.documents = Some(documents),
            Answer::Document(document) => {
                if let Some(row) = s.document_row.take() {
                    s.document_line = document.lines.iter().position(|l| l.row == Some(row));
                    s.document_reveal = s.document_line.is_some();
                }
                s.document = Some(document);
            }
            Answer::Saved(saved) => {
                s.saved_at = Some(saved.at);
                let mut text = saved.what;
                match &mut s.moving {
                    Some(moving) if saved.operation.is_some() => {
                        moving.saved = true;
                        if let Some(scene) = &moving.scene {
                            text = match moving.rows.len() {
                                1 => format!("Moved to {scene}"),
                                n => format!("Moved {} to {scene}", words::count(n, "caption", "captions")),
                            };
                        }
                    }
                    moving => *moving = None,
                }
                match &mut s.passing {
                    Some((_, done)) if saved.operation.is_some() => *done = true,
                    passing => *passing = None,
                }
                for note in saved.notes.iter().take(1) {
                    text.push_str(&format!(" ({note})"));
                }
                if saved.operation.is_none() {
                    s.draft = None;
                    (s.settling, s.then) = (None, None);
                }
                if let Some(row) = saved.made.first() {
                    s.go_to = Some(*row);
                }
                self.say(text, false, saved.operation.is_some());
            }
            Answer::TakenBack { rows, place } => s.taken_back = Some(TakenBack { rows, place }),
            Answer::Failed(text) => {
                s.draft = s.draft.take().filter(|d| !d.sent);
                s.opening = false;
                s.busy = None;
                (s.settling, s.then, s.moving) = (None, None, None);
                s.passing = None;
                // Said in the dialog, where the eye is.
                if !matches!(s.overlay, Some(Overlay::Path { .. })) {
                    self.say(text, true, false);
                }
            }
            Answer::Busy(busy) => s.busy = busy,
            Answer::Discarded => s.discarding = false,
            // Told before the desk heard that it is discarded.
            Answer::Report(_) if s.discarding => {}
            Answer::Report(pending) => {
                s.report_document = s.report_document.min(pending.documents.len().saturating_sub(1));
                if s.report.is_none() {
                    s.keyboard_to = Some(super::lines::list_id(s.report_document));
                }
                s.report = Some(pending);
            }
            Answer::Imported { documents, captions, already, .. } => {
                s.report = None;
                let mut text = format!(
                    "Added {} from {}",
                    words::count(captions, "caption", "captions"),
                    words::count(documents, "document", "documents")
                );
                if already > 0 {
                    text.push_str(&format!("; {already} were in the catalog already"));
                }
                (s.view, s.focus_view) = (View::Captions, true);
                self.say(text, false, documents > 0);
            }
            Answer::Scenes(text) => {
                s.overlay = Some(Overlay::Vocabulary { text, search: String::new(), error: None })
            }
            Answer::ScenesKept(kept) => match (kept, &mut s.overlay) {
                (Ok(()), overlay) => {
                    if matches!(overlay, Some(Overlay::Vocabulary { .. })) {
                        *overlay = None;
                    }
                    self.say("Scenes are proposed with your own rows now", false, false);
                }
                (Err(why), Some(Overlay::Vocabulary { error, .. })) => *error = Some(why),
                (Err(why), _) => self.say(why, true, false),
            },
            Answer::Preview { number, sheet, captions, codes } => {
                if let Some(Overlay::Export(export)) = &mut s.overlay
                    && export.asked == number
                {
                    export.preview = Some(sheet);
                    export.captions = captions;
                    export.codes = codes;
                }
            }
            Answer::Exported { path, captions } => {
                let text = format!(
                    "Exported {} to {}",
                    words::count(captions, "caption", "captions"),
                    path.display()
                );
                self.say(text, false, false);
            }
            Answer::Copied(path) => self.say(format!("Saved a copy as {}", path.display()), false, false),
        }
        ctx.request_repaint();
    }
}

/// Whether the dates of a list are of more than one year, as far as its facets tell; a list of very many days is taken to be.
fn several_years(listing: &Listing) -> bool {
    let Some(dates) = listing.facets.iter().find(|f| f.kind == FacetKind::Date) else { return false };
    let years: BTreeSet<&str> = dates
        .values
        .iter()
        .filter_map(|v| v.term.strip_prefix("date:")?.get(..4))
        .filter(|y| *y != "none")
        .collect();
    years.len() > 1 || dates.distinct > 300
}
