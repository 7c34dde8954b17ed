//! Caption templates: named sets of fields with what fills them, kept for the next time, and put into many captions with
//! every change seen first.

use std::sync::Arc;

use egui::{Button, Context, Role, Ui, WidgetInfo};

use super::app::App;
use super::form;
use super::proposal::{self, Left, Proposal};
use super::sheet::Sheet;
use super::state::{ExportWhat, Overlay};
use crate::desk::view::Command;
use crate::desk::{Act, Rewrite, Stationery};
use crate::model::field::Field;

/// The dialog as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StationeryForm {
    all: Vec<Stationery>,
    /// As the desk has them: what is other is kept when the dialog is left.
    known: Arc<Vec<Stationery>>,
    at: usize,
    over: ExportWhat,
    proposal: Proposal,
    fresh: bool,
}

/// Opens the dialog.
pub fn open(app: &mut App) {
    if app.data_folder().is_none() {
        let words = "This system names no folder for your data to keep templates in";
        return app.say(words, true, false);
    }
    let known = app.state.stationery.clone();
    let mut form = StationeryForm {
        all: known.to_vec(),
        known,
        at: 0,
        over: if app.state.selected_count() > 0 { ExportWhat::Selected } else { ExportWhat::All },
        proposal: Proposal::default(),
        fresh: true,
    };
    if form.all.is_empty() {
        form.add();
    }
    app.state.overlay = Some(Overlay::Stationery(Box::new(form)));
}

impl StationeryForm {
    fn add(&mut self) {
        let name = (1..)
            .map(|n| if n == 1 { "New template".to_owned() } else { format!("New template {n}") })
            .find(|name| self.all.iter().all(|s| s.name != *name));
        self.all.push(Stationery {
            name: name.unwrap_or_default(),
            fields: vec![(Field::Headline, String::new())],
        });
        self.at = self.all.len() - 1;
        self.fresh = true;
    }

    fn rewrite(&self) -> Option<Rewrite> {
        let fields = &self.all.get(self.at)?.fields;
        let whole = fields.iter().filter(|(_, template)| !template.trim().is_empty());
        let acts: Vec<_> = whole.map(|(field, t)| (*field, Act::Template(t.clone()))).collect();
        (!acts.is_empty()).then_some(Rewrite { acts, apart: false })
    }

    /// What is to be kept: each under a name of its own, and none that fills nothing.
    fn whole(&self) -> Vec<Stationery> {
        let mut out: Vec<Stationery> = Vec::new();
        for one in &self.all {
            let fields: Vec<_> = one.fields.iter().filter(|(_, t)| !t.trim().is_empty()).cloned().collect();
            if fields.is_empty() {
                continue;
            }
            let name = one.name.trim();
            let name = if name.is_empty() { "Template" } else { name };
            let free = |name: &String| out.iter().all(|s| s.name != *name);
            let tries = (1..).map(|n| if n == 1 { name.to_owned() } else { format!("{name} {n}") });
            out.push(Stationery { name: tries.into_iter().find(free).unwrap_or_default(), fields });
        }
        out
    }

    fn choices(&mut self, app: &App, ui: &mut Ui) {
        let fresh = std::mem::take(&mut self.fresh);
        form::row(ui, "Template", |ui| {
            let names: Vec<String> = self.all.iter().map(|s| s.name.clone()).collect();
            let shown = names.get(self.at).cloned().unwrap_or_default();
            let open = egui::ComboBox::from_id_salt("templates").width(200.0).selected_text(&shown).show_ui(
                ui,
                |ui| {
                    super::words::on_top(ui);
                    for (n, name) in names.iter().enumerate() {
                        let on = self.at == n;
                        let entry = ui.selectable_label(on, name);
                        let said = format!("Template: {name}");
                        entry.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, &said));
                        if entry.clicked() {
                            self.at = n;
                            ui.close();
                        }
                    }
                },
            );
            open.response.widget_info(|| {
                let mut info = WidgetInfo::labeled(Role::ComboBox, true, "Caption template");
                info.current_text_value = Some(shown.clone());
                info
            });
            if ui.button("New template").clicked() {
                self.add();
            }
            if ui.add_enabled(self.all.len() > 1, Button::new("Delete the template")).clicked() {
                self.all.remove(self.at);
                self.at = self.at.min(self.all.len() - 1);
            }
        });
        let Some(one) = self.all.get_mut(self.at) else { return };
        form::typed(ui, "Name", "", &mut one.name, fresh);
        let room = egui::ScrollArea::vertical().id_salt("fields of the template").max_height(128.0);
        room.show(ui, |ui| {
            let hint = "{city}, {date:Sunday, Aug. 11, 2024}, =code=";
            form::field_rows(ui, "is filled with", &mut one.fields, hint);
        });
        proposal::over(&app.state, ui, &mut self.over);
    }
}

/// Draws the dialog.
pub fn show(app: &mut App, ctx: &Context, mut form: Box<StationeryForm>) {
    let title = "Caption templates";
    let mut left = Left::Open;
    let response = Sheet::titled(ctx, title, proposal::WIDTH, |ui, sheet| {
        sheet.body(ui, |ui, most| {
            form.choices(app, ui);
            let rewrite = form.rewrite().filter(|_| app.state.catalog.is_some());
            form.proposal.follow(app, ctx, form.over, rewrite);
            form.proposal.list(app, ui, most);
        });
        let name = form.all.get(form.at).map(|s| s.name.trim().to_owned()).unwrap_or_default();
        let verb = format!("Applied the template {name} to");
        left = sheet.foot(ui, |ui| form.proposal.buttons(app, ui, sheet.done, &verb));
    });
    if left == Left::Open && Sheet::left(&response) {
        left = Left::Cancelled;
    }
    if left == Left::Cancelled {
        app.desk.send(Command::StopLooking);
    }
    if left != Left::Open {
        let all = form.whole();
        if all != *form.known
            && let Some(folder) = app.data_folder()
        {
            app.desk.send(Command::KeepStationery { folder, all });
        }
    }
    app.state.overlay = (left == Left::Open).then_some(Overlay::Stationery(form));
}
