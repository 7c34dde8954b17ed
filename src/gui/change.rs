//! "Change a field": one field of many captions, in one of several ways, each change to be seen and ticked first.

use egui::{Context, Ui};

use super::app::App;
use super::form;
use super::proposal::{self, Left, Proposal};
use super::radio::{self, Choice};
use super::sheet::Sheet;
use super::state::{ExportWhat, Overlay};
use super::theme;
use crate::desk::view::Command;
use crate::desk::{Act, Case, Rewrite, Search, typed_value};
use crate::model::field::{Field, Kind};

/// In which way a field is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Replace,
    Before,
    After,
    Remove,
    Find,
    Copy,
    Template,
    Case,
    Expand,
    Clear,
}

impl Mode {
    const ALL: [Mode; 10] = [
        Mode::Replace,
        Mode::Before,
        Mode::After,
        Mode::Remove,
        Mode::Find,
        Mode::Copy,
        Mode::Template,
        Mode::Case,
        Mode::Expand,
        Mode::Clear,
    ];

    fn label(self) -> &'static str {
        match self {
            Mode::Replace => "Set to",
            Mode::Before => "Add before",
            Mode::After => "Add after",
            Mode::Remove => "Remove words",
            Mode::Find => "Find and replace",
            Mode::Copy => "Copy from",
            Mode::Template => "Fill a template",
            Mode::Case => "Capitals",
            Mode::Expand => "Expand codes",
            Mode::Clear => "Empty it",
        }
    }

    /// As the history says it: `Set City, 5 captions`.
    fn verb(self) -> &'static str {
        match self {
            Mode::Replace => "Corrected",
            Mode::Before | Mode::After => "Added to",
            Mode::Remove => "Removed words from",
            Mode::Find => "Replaced words in",
            Mode::Copy => "Copied into",
            Mode::Template => "Filled",
            Mode::Case => "Changed capitals of",
            Mode::Expand => "Expanded codes in",
            Mode::Clear => "Emptied",
        }
    }

    /// Dates, flags and the status take whole values alone.
    fn suits(self, field: Field) -> bool {
        match field.kind() {
            Kind::Text | Kind::List => true,
            Kind::Date => matches!(self, Mode::Replace | Mode::Copy | Mode::Clear),
            Kind::Status => self == Mode::Replace,
            Kind::Flags => matches!(self, Mode::Replace | Mode::After | Mode::Remove | Mode::Clear),
        }
    }
}

/// The dialog as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeField {
    field: Field,
    mode: Mode,
    words: String,
    with: String,
    source: Field,
    case: Case,
    over: ExportWhat,
    proposal: Proposal,
    /// The line to type in takes the keyboard.
    fresh: bool,
}

/// What was changed last, and in which way: most likely what is wanted next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Last {
    field: Field,
    mode: Mode,
    source: Field,
    case: Case,
}

impl Default for Last {
    fn default() -> Last {
        Last { field: Field::Creators, mode: Mode::Replace, source: Field::Creators, case: Case::Names }
    }
}

/// Opens the dialog: at a field, else at the one that was changed last.
pub fn open(app: &mut App, field: Option<Field>) {
    if app.state.catalog.is_none() {
        return app.say("No catalog is open; open or make one first", true, false);
    }
    let over = match app.state.selected_count() {
        0 if proposal::narrowed(&app.state) => ExportWhat::Shown,
        0 => ExportWhat::All,
        _ => ExportWhat::Selected,
    };
    let last = app.state.last_change;
    let (field, mode) = match field.filter(|f| *f != last.field) {
        Some(field) => (field, Mode::Replace),
        None => (last.field, last.mode),
    };
    app.state.overlay = Some(Overlay::ChangeField(Box::new(ChangeField {
        field,
        mode,
        words: String::new(),
        with: String::new(),
        source: last.source,
        case: last.case,
        over,
        proposal: Proposal::default(),
        fresh: true,
    })));
}

impl ChangeField {
    /// What is asked for; none while it is not whole, and in words what is wrong with it.
    fn rewrite(&self) -> Result<Option<Rewrite>, String> {
        let words = self.words.clone();
        let act = match self.mode {
            Mode::Clear => Act::Clear,
            Mode::Expand => Act::Expand,
            Mode::Case => Act::Case(self.case),
            Mode::Copy if self.source == self.field => return Ok(None),
            Mode::Copy => Act::CopyFrom(self.source),
            _ if words.is_empty() => return Ok(None),
            Mode::Replace => Act::Set(typed_value(self.field, &words, None)?),
            Mode::Before => Act::Prepend(words),
            Mode::After => Act::Append(words),
            Mode::Remove => Act::Remove(words),
            Mode::Find => Act::Replace(Search { text: words, ..Search::default() }, self.with.clone()),
            Mode::Template => Act::Template(words),
        };
        Ok(Some(Rewrite { acts: vec![(self.field, act)], apart: true }))
    }

    fn choices(&mut self, app: &App, ui: &mut Ui) {
        let mut field = Some(self.field);
        form::row(ui, "Field", |ui| form::fields(ui, "Field to change", &mut field, None));
        if let Some(field) = field.filter(|f| *f != self.field) {
            self.field = field;
            if !self.mode.suits(field) {
                self.mode = Mode::Replace;
            }
        }
        proposal::over(&app.state, ui, &mut self.over);
        form::row(ui, "How", |ui| {
            ui.spacing_mut().item_spacing.x = theme::S1;
            let choices: Vec<Choice<'_>> = Mode::ALL
                .iter()
                .map(|m| Choice { fits: m.suits(self.field), ..Choice::of(m.label()) })
                .collect();
            let on = Mode::ALL.iter().position(|m| *m == self.mode).unwrap_or(0);
            if let Some(chosen) = radio::group(ui, "How it is changed", &choices, on) {
                self.mode = Mode::ALL[chosen.at()];
                // The arrows go on among the choices; a click goes on to the words.
                self.fresh = matches!(chosen, radio::Chosen::ByClick(_));
            }
        });
        let fresh = std::mem::take(&mut self.fresh);
        let names = app.state.names.clone();
        // Names are proposed where a whole one is meant.
        let whole = matches!(self.mode, Mode::Replace | Mode::Remove)
            || (self.field.kind() == Kind::List && matches!(self.mode, Mode::Before | Mode::After));
        let names = whole.then_some((&names, self.field));
        let line = |ui: &mut Ui, name: &str, hint: &str, first: bool, words: &mut String| {
            form::named(ui, names, name, hint, words, first && fresh);
        };
        // Two lines, whatever is in them, so that the list below stays where it is.
        match self.mode {
            Mode::Find => {
                line(ui, "Find", "accents and capitals do not matter", true, &mut self.words);
                line(ui, "Replace by", "nothing: the words are taken out", false, &mut self.with);
            }
            Mode::Replace | Mode::Before | Mode::After | Mode::Remove | Mode::Template => {
                let hint = match (self.mode, self.field.kind()) {
                    (Mode::Template, _) => "{city}, {date:Sunday, Aug. 11, 2024}",
                    (Mode::Remove, Kind::List) => "a whole name; the others stay",
                    (_, Kind::List | Kind::Flags) => "several are parted by ;",
                    (_, Kind::Date) => "2024-08-11, or Aug. 11, 2024",
                    _ => "",
                };
                line(ui, "Words", hint, true, &mut self.words);
                form::row(ui, "", |_| {});
            }
            Mode::Copy => {
                let mut source = Some(self.source);
                form::row(ui, "From", |ui| form::fields(ui, "Field to copy", &mut source, None));
                self.source = source.unwrap_or(self.source);
                form::row(ui, "", |_| {});
            }
            Mode::Case => {
                form::row(ui, "To", |ui| {
                    let names = "names that are in capitals: ANA PRATA to Ana Prata";
                    let sentence = "a line in capitals as a sentence; a first small letter large";
                    let all = [
                        (Case::Names, "Names", names),
                        (Case::Sentence, "Sentence", sentence),
                        (Case::Upper, "CAPITALS", "all letters large"),
                        (Case::Lower, "small letters", "all letters small"),
                    ];
                    let choices = all.map(|(_, label, hint)| Choice { hint, ..Choice::of(label) });
                    let on = all.iter().position(|(case, ..)| *case == self.case).unwrap_or(0);
                    if let Some(chosen) = radio::group(ui, "To which letters", &choices, on) {
                        self.case = all[chosen.at()].0;
                    }
                });
                form::row(ui, "", |_| {});
            }
            Mode::Expand | Mode::Clear => {
                form::row(ui, "", |_| {});
                form::row(ui, "", |_| {});
            }
        }
    }
}

/// Draws the dialog.
pub fn show(app: &mut App, ctx: &Context, mut change: Box<ChangeField>) {
    let title = "Change a field";
    let mut left = Left::Open;
    let response = Sheet::titled(ctx, title, proposal::WIDTH, |ui, sheet| {
        sheet.body(ui, |ui, most| {
            change.choices(app, ui);
            let (wanted, wrong) = match change.rewrite() {
                Ok(rewrite) => (rewrite, None),
                Err(why) => (None, Some(why)),
            };
            change.proposal.follow(app, ctx, change.over, wanted);
            if let Some(why) = wrong {
                change.proposal.wrong(why);
            }
            change.proposal.list(app, ui, most);
        });
        left = sheet.foot(ui, |ui| change.proposal.buttons(app, ui, sheet.done, change.mode.verb()));
    });
    if left == Left::Open && Sheet::left(&response) {
        left = Left::Cancelled;
    }
    match left {
        Left::Cancelled => app.desk.send(Command::StopLooking),
        Left::Done => {
            let ChangeField { field, mode, source, case, .. } = *change;
            app.state.last_change = Last { field, mode, source, case };
        }
        Left::Open => {}
    }
    app.state.overlay = (left == Left::Open).then_some(Overlay::ChangeField(change));
}
