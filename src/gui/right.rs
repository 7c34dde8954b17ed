//! The dialog that asks how far a problem is right as it stands, and why.

use std::sync::Arc;

use egui::Context;

use super::app::App;
use super::card::title_of;
use super::overlay::{End, dialog, line};
use super::state::Overlay;
use super::words;
use crate::desk::Right;
use crate::model::finding::Finding;

/// How far "this is right" can be said of a problem, in words.
pub fn choices(problem: &Finding) -> Vec<(Right, String)> {
    let mut all = vec![(Right::Finding, "This problem, until what it rests on changes".to_owned())];
    let mut documents: Vec<&str> = problem.captions.iter().map(|c| &*c.document).collect();
    documents.sort_unstable();
    documents.dedup();
    match documents.as_slice() {
        [] | [""] => {}
        [one] => all.push((Right::Document, format!("Whatever this check finds in {one}"))),
        many => all
            .push((Right::Document, format!("Whatever this check finds in these {} documents", many.len()))),
    }
    if let Some(word) = &problem.word {
        all.push((Right::Word, format!("“{word}”, in the whole catalog, whichever check doubts it")));
    }
    all
}

/// Draws the dialog.
pub fn show(app: &mut App, ctx: &Context, problem: Arc<Finding>, mut right: Right, mut note: String) {
    let end = dialog(ctx, "This is right", "Say so", |ui| {
        words::quiet(ui, title_of(&problem.check));
        ui.label(words::sentence(&problem.message));
        ui.add_space(8.0);
        for (choice, label) in choices(&problem) {
            super::boxes::radio(ui, &mut right, choice, label);
        }
        ui.add_space(4.0);
        line(ui, "Note (may be empty)", &mut note, true)
    });
    match end {
        End::Open => app.state.overlay = Some(Overlay::Right { problem, right, note }),
        End::Cancel => app.state.overlay = None,
        End::Done => {
            app.state.overlay = None;
            let note = Some(note.trim().to_owned()).filter(|n| !n.is_empty());
            app.say_right(&problem, right, note);
        }
    }
}
