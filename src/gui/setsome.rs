//! The dialog that dates some of a split's captions on one of its days.

use std::sync::Arc;

use egui::{Context, Role, ScrollArea, WidgetInfo};

use super::app::App;
use super::overlay::{End, dialog};
use super::state::Overlay;
use super::words;
use crate::desk::DateAnswer;
use crate::desk::view::{Change, Command};
use crate::model::caption::CaptionId;
use crate::model::date::PartialDate;
use crate::model::finding::Finding;

/// What is chosen in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    problem: Arc<Finding>,
    days: (PartialDate, PartialDate),
    day: PartialDate,
    chosen: Vec<CaptionId>,
}

impl Form {
    /// For a split: nothing is chosen yet, and the first day stands ready.
    pub fn of(problem: &Arc<Finding>) -> Option<Form> {
        let days = crate::desk::split_days(problem)?;
        Some(Form { problem: problem.clone(), days, day: days.0, chosen: Vec::new() })
    }

    /// The captions that the day would change: those that bear the other one.
    fn changed(&self) -> usize {
        let later = |id: &CaptionId| self.problem.fixes.iter().any(|f| f.id == *id);
        self.chosen.iter().filter(|id| later(id) == (self.day == self.days.0)).count()
    }
}

/// Draws the dialog.
pub fn show(app: &mut App, ctx: &Context, mut form: Form) {
    let end = dialog(ctx, "Set some", "Set", |ui| {
        words::quiet(ui, "The captions that you choose are dated on the day; the others stay as they are.");
        ui.horizontal(|ui| {
            for day in [form.days.0, form.days.1] {
                super::boxes::radio(ui, &mut form.day, day, words::short_date(day, true));
            }
        });
        ScrollArea::vertical().max_height(260.0).auto_shrink([false, true]).show(ui, |ui| {
            for caption in &form.problem.captions {
                let later = form.problem.fixes.iter().any(|f| f.id == caption.id);
                let bears = words::short_date(if later { form.days.1 } else { form.days.0 }, false);
                let place = caption.line.map_or_else(String::new, |line| format!(", line {line}"));
                let said = form.problem.evidence.iter().find(|e| e.id == Some(caption.id));
                let said = said.map_or("", |e| e.text.as_str());
                let mut on = form.chosen.contains(&caption.id);
                let place = format!("{}{place}", caption.document);
                let (name, held) = (format!("{bears} · {place}: {said}"), on);
                let shown = if said.is_empty() { place.as_str() } else { said };
                let response = super::boxes::checkbox(ui, &mut on, shortened(&format!("{bears} · {shown}")));
                response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, held, &name));
                if response.on_hover_text(place).changed() {
                    match on {
                        true => form.chosen.push(caption.id),
                        false => form.chosen.retain(|id| *id != caption.id),
                    }
                }
            }
        });
        let named = words::count(form.changed(), "caption", "captions");
        words::quiet(ui, format!("Corrects the date of {named}; the printed one stays beside it."));
        form.changed() > 0
    });
    match end {
        End::Open => app.state.overlay = Some(Overlay::SetSome(form)),
        End::Cancel => app.state.overlay = None,
        End::Done => {
            app.state.overlay = None;
            app.settling(&form.problem);
            let answer = DateAnswer::Some(form.day, form.chosen);
            app.desk.send(Command::Change(Change::Settle { findings: vec![form.problem], answer }));
        }
    }
}

/// As much of a caption as stands on one line of the dialog; its first words tell it from the others.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 66;
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
