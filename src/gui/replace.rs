//! Find and replace: words of a field, or of all, in the selection, the list or the whole catalog, each hit to be seen and
//! ticked first.

use egui::{Context, Ui};

use super::app::App;
use super::boxes;
use super::form;
use super::proposal::{self, Left, Proposal};
use super::sheet::Sheet;
use super::state::{ExportWhat, Overlay};
use crate::desk::view::Command;
use crate::desk::{Act, Rewrite, Search, worded_fields};
use crate::model::field::Field;

/// The dialog as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Replace {
    search: Search,
    with: String,
    /// None: all that hold words.
    field: Option<Field>,
    over: ExportWhat,
    proposal: Proposal,
    fresh: bool,
}

/// Opens the dialog.
pub fn open(app: &mut App) {
    if app.state.catalog.is_none() {
        return app.say("No catalog is open; open or make one first", true, false);
    }
    let over = match app.state.selected_count() {
        2.. => ExportWhat::Selected,
        _ if proposal::narrowed(&app.state) => ExportWhat::Shown,
        _ => ExportWhat::All,
    };
    app.state.overlay = Some(Overlay::Replace(Box::new(Replace {
        search: Search::default(),
        with: String::new(),
        field: Some(Field::Description),
        over,
        proposal: Proposal::default(),
        fresh: true,
    })));
}

impl Replace {
    /// How many changes are listed for what is typed; none while they are looked for.
    pub fn listed(&self) -> Option<usize> {
        self.proposal.listed()
    }

    fn choices(&mut self, app: &App, ui: &mut Ui) {
        let fresh = std::mem::take(&mut self.fresh);
        form::typed(ui, "Find", "", &mut self.search.text, fresh);
        let hint = match self.search.regex {
            true => "$1 is the first group",
            false => "nothing: the words are taken out",
        };
        form::typed(ui, "Replace by", hint, &mut self.with, false);
        form::row(ui, "", |ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
            boxes::checkbox(ui, &mut self.search.whole_word, "Whole words");
            boxes::checkbox(ui, &mut self.search.case, "Capitals matter");
            boxes::checkbox_enabled(ui, !self.search.regex, &mut self.search.accents, "Accents matter");
            boxes::checkbox(ui, &mut self.search.regex, "Regular expression");
        });
        form::row(ui, "In", |ui| {
            form::fields(ui, "Field to search", &mut self.field, Some("All fields with words"));
        });
        proposal::over(&app.state, ui, &mut self.over);
    }

    fn rewrite(&self) -> Option<Rewrite> {
        if self.search.text.is_empty() {
            return None;
        }
        let act = Act::Replace(self.search.clone(), self.with.clone());
        let fields: Vec<Field> = match self.field {
            Some(field) => vec![field],
            None => worded_fields().collect(),
        };
        // Each place is seen and ticked by itself.
        Some(Rewrite { apart: true, ..Rewrite::of(&fields, &act) })
    }
}

/// Draws the dialog.
pub fn show(app: &mut App, ctx: &Context, mut replace: Box<Replace>) {
    let title = "Find and replace";
    let mut left = Left::Open;
    let response = Sheet::titled(ctx, title, proposal::WIDTH, |ui, sheet| {
        sheet.body(ui, |ui, most| {
            replace.choices(app, ui);
            let rewrite = replace.rewrite();
            replace.proposal.follow(app, ctx, replace.over, rewrite);
            replace.proposal.list(app, ui, most);
        });
        left = sheet.foot(ui, |ui| replace.proposal.buttons(app, ui, sheet.done, "Replaced words in"));
    });
    if left == Left::Open && Sheet::left(&response) {
        left = Left::Cancelled;
    }
    if left == Left::Cancelled {
        app.desk.send(Command::StopLooking);
    }
    app.state.overlay = (left == Left::Open).then_some(Overlay::Replace(replace));
}
