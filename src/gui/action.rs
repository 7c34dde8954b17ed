//! Everything that a menu, a button or a key can ask for: one row each with its words and its key.

use egui::{Key, KeyboardShortcut, Modifiers};
use serde::Serialize;

use super::keymap;

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    New,
    Open,
    SaveCopy,
    Import,
    ImportFolder,
    Paste,
    Export,
    HouseStyle,
    Quit,
    Undo,
    Redo,
    TakeBack,
    SelectAll,
    EditCaption,
    CopyRows,
    MarkReviewed,
    NextCaption,
    PreviousCaption,
    NextWork,
    PreviousWork,
    NextGroup,
    PreviousGroup,
    NextPart,
    FindInList,
    SaveFilter,
    SetAside,
    Reject,
    AddCaption,
    Split,
    Join,
    AssignScene,
    RenameScene,
    PinScene,
    Vocabulary,
    Find,
    Replace,
    ChangeField,
    Codes,
    Stationery,
    NextProblem,
    PreviousProblem,
    AcceptFix,
    NotAProblem,
    RightBecause,
    CheckPage,
    FixAll,
    Captions,
    Dates,
    Problems,
    Changes,
    History,
    Documents,
    GroupScene,
    GroupDate,
    GroupAgency,
    GroupPhotographer,
    GroupDocument,
    GroupNothing,
    FoldAll,
    Sidebar,
    Inspector,
    Columns,
    TwoLines,
    Larger,
    Smaller,
    NormalSize,
    Light,
    Dark,
    System,
    ReduceMotion,
    Palette,
    Shortcuts,
    Tour,
    About,
}

/// The words and the key of an action.
pub struct ActionRow {
    pub action: Action,
    pub menu: Menu,
    pub label: &'static str,
    /// The built-in keys; the desk can choose others.
    pub shortcut: Option<KeyboardShortcut>,
}

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    Catalog,
    Edit,
    Caption,
    View,
    Help,
}

impl Menu {
    /// Every menu, with its title.
    pub const ALL: [(Menu, &'static str); 5] = [
        (Menu::Catalog, "Catalog"),
        (Menu::Edit, "Edit"),
        (Menu::Caption, "Caption"),
        (Menu::View, "View"),
        (Menu::Help, "Help"),
    ];
}

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
const CTRL_ALT: Modifiers = Modifiers { alt: true, ..Modifiers::COMMAND };
const ALT: Modifiers = Modifiers::ALT;
const ALT_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::ALT };
const SHIFT: Modifiers = Modifiers::SHIFT;

const fn key(
    action: Action,
    menu: Menu,
    label: &'static str,
    modifiers: Modifiers,
    logical_key: Key,
) -> ActionRow {
    ActionRow { action, menu, label, shortcut: Some(KeyboardShortcut { modifiers, logical_key }) }
}

/// Every action, in the order of the menus.
pub static ACTIONS: &[ActionRow] = &[
    key(Action::New, Menu::Catalog, "New catalog…", CTRL, Key::N),
    key(Action::Open, Menu::Catalog, "Open catalog…", CTRL, Key::O),
    key(Action::SaveCopy, Menu::Catalog, "Save a copy…", CTRL_SHIFT, Key::S),
    key(Action::Import, Menu::Catalog, "Import documents…", CTRL, Key::I),
    key(Action::ImportFolder, Menu::Catalog, "Import a folder…", CTRL_SHIFT, Key::I),
    key(Action::Paste, Menu::Catalog, "Import pasted text…", CTRL_SHIFT, Key::V),
    key(Action::Export, Menu::Catalog, "Export a sheet…", CTRL, Key::E),
    key(Action::HouseStyle, Menu::Catalog, "House style…", CTRL_SHIFT, Key::Y),
    key(Action::Quit, Menu::Catalog, "Quit", CTRL, Key::Q),
    key(Action::Undo, Menu::Edit, "Undo", CTRL, Key::Z),
    key(Action::Redo, Menu::Edit, "Redo", CTRL_SHIFT, Key::Z),
    key(Action::TakeBack, Menu::Edit, "Take back the chosen change", CTRL_ALT, Key::Z),
    key(Action::Find, Menu::Edit, "Search", CTRL, Key::F),
    key(Action::Replace, Menu::Edit, "Find and replace…", CTRL, Key::H),
    key(Action::Codes, Menu::Edit, "Codes…", CTRL_SHIFT, Key::T),
    key(Action::FindInList, Menu::Edit, "Find in the list", NONE, Key::F3),
    key(Action::SaveFilter, Menu::Edit, "Save this filter…", CTRL_ALT, Key::S),
    key(Action::CopyRows, Menu::Edit, "Copy rows with a header", CTRL_SHIFT, Key::C),
    key(Action::SelectAll, Menu::Edit, "Select all captions", CTRL_SHIFT, Key::A),
    key(Action::EditCaption, Menu::Caption, "Edit the caption", NONE, Key::F2),
    key(Action::ChangeField, Menu::Caption, "Change a field…", CTRL_SHIFT, Key::H),
    key(Action::Stationery, Menu::Caption, "Caption templates…", CTRL, Key::T),
    key(Action::MarkReviewed, Menu::Caption, "Pass it, and go to the next", CTRL, Key::Enter),
    key(Action::NextCaption, Menu::Caption, "Next caption", ALT, Key::ArrowDown),
    key(Action::PreviousCaption, Menu::Caption, "Previous caption", ALT, Key::ArrowUp),
    key(Action::NextWork, Menu::Caption, "Next that wants work", NONE, Key::F7),
    key(Action::PreviousWork, Menu::Caption, "Previous that wants work", SHIFT, Key::F7),
    key(Action::NextGroup, Menu::Caption, "Next group", CTRL, Key::PageDown),
    key(Action::PreviousGroup, Menu::Caption, "Previous group", CTRL, Key::PageUp),
    key(Action::SetAside, Menu::Caption, "Set aside", CTRL, Key::D),
    key(Action::AssignScene, Menu::Caption, "Assign a scene", CTRL, Key::G),
    key(Action::PinScene, Menu::Caption, "Pin to its scene", CTRL_SHIFT, Key::P),
    key(Action::Vocabulary, Menu::Edit, "Scene vocabulary…", CTRL_SHIFT, Key::L),
    key(Action::RenameScene, Menu::Caption, "Rename its scene…", CTRL_SHIFT, Key::G),
    key(Action::AddCaption, Menu::Caption, "Add a caption…", CTRL_SHIFT, Key::N),
    key(Action::Split, Menu::Caption, "Split at the cursor", CTRL_SHIFT, Key::J),
    key(Action::Join, Menu::Caption, "Join the selected captions", CTRL, Key::J),
    key(Action::Reject, Menu::Caption, "Not a caption", CTRL_SHIFT, Key::D),
    key(Action::NextProblem, Menu::Caption, "Next problem", NONE, Key::F8),
    key(Action::PreviousProblem, Menu::Caption, "Previous problem", SHIFT, Key::F8),
    key(Action::AcceptFix, Menu::Caption, "Accept the fix", ALT, Key::Enter),
    key(Action::NotAProblem, Menu::Caption, "Not a problem", ALT, Key::Delete),
    key(Action::RightBecause, Menu::Caption, "Right because…", ALT_SHIFT, Key::Delete),
    key(Action::FixAll, Menu::Caption, "Fix all of this check…", CTRL_SHIFT, Key::Enter),
    key(Action::CheckPage, Menu::Help, "About this check", SHIFT, Key::F1),
    key(Action::Captions, Menu::View, "Captions", CTRL, Key::Num1),
    key(Action::Dates, Menu::View, "Dates", CTRL, Key::Num2),
    key(Action::Problems, Menu::View, "Problems", CTRL, Key::Num3),
    key(Action::Changes, Menu::View, "Changes", CTRL, Key::Num4),
    key(Action::History, Menu::View, "History", CTRL, Key::Num5),
    key(Action::Documents, Menu::View, "Documents", CTRL, Key::Num6),
    key(Action::GroupScene, Menu::View, "Group by scene", CTRL_ALT, Key::Num1),
    key(Action::GroupDate, Menu::View, "Group by date", CTRL_ALT, Key::Num2),
    key(Action::GroupAgency, Menu::View, "Group by agency", CTRL_ALT, Key::Num3),
    key(Action::GroupPhotographer, Menu::View, "Group by photographer", CTRL_ALT, Key::Num4),
    key(Action::GroupDocument, Menu::View, "Group by document", CTRL_ALT, Key::Num5),
    key(Action::GroupNothing, Menu::View, "Do not group", CTRL_ALT, Key::Num6),
    key(Action::FoldAll, Menu::View, "Fold or unfold all groups", CTRL_SHIFT, Key::F),
    key(Action::Sidebar, Menu::View, "Show the filters", CTRL, Key::B),
    key(Action::Inspector, Menu::View, "Show the inspector", CTRL_SHIFT, Key::B),
    key(Action::NextPart, Menu::View, "To the fields, the search, the list", NONE, Key::F6),
    key(Action::Columns, Menu::View, "Choose columns…", CTRL_ALT, Key::C),
    key(Action::TwoLines, Menu::View, "Rows of two lines", CTRL, Key::L),
    key(Action::Larger, Menu::View, "Larger text", CTRL, Key::Plus),
    key(Action::Smaller, Menu::View, "Smaller text", CTRL, Key::Minus),
    key(Action::NormalSize, Menu::View, "Normal text size", CTRL, Key::Num0),
    key(Action::Light, Menu::View, "Light theme", CTRL, Key::F9),
    key(Action::Dark, Menu::View, "Dark theme", CTRL, Key::F10),
    key(Action::System, Menu::View, "Theme of the system", CTRL, Key::F11),
    key(Action::ReduceMotion, Menu::View, "Reduce motion", CTRL, Key::F12),
    key(Action::Tour, Menu::Help, "Tour", CTRL_SHIFT, Key::F1),
    key(Action::Palette, Menu::Help, "Find a command…", CTRL, Key::K),
    key(Action::Shortcuts, Menu::Help, "Keyboard shortcuts…", NONE, Key::F1),
    key(Action::About, Menu::Help, "About Caption Desk", CTRL, Key::F1),
];

impl Action {
    /// The action's row.
    pub fn row(self) -> &'static ActionRow {
        // The table holds every action; a test keeps it so.
        ACTIONS.iter().find(|r| r.action == self).unwrap_or(&ACTIONS[0])
    }

    /// Its name in files.
    pub fn id(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Its label within a sentence.
    pub fn plain(self) -> &'static str {
        self.row().label.trim_end_matches('…')
    }

    /// What the sheet of shortcuts says of it, where a label says too little.
    pub fn told(self, map: &keymap::Keymap) -> String {
        match (self, map.words(Action::NextProblem)) {
            (Action::AcceptFix | Action::NotAProblem, keys) if !keys.is_empty() => {
                format!("{}, then this caption's next, or {keys}'s", self.row().label)
            }
            _ => self.row().label.to_owned(),
        }
    }

    /// The keys as they are printed beside a label; empty where it has none.
    pub fn key_words(self, ctx: &egui::Context) -> String {
        keymap::current(ctx).words(self)
    }
}

/// The actions whose keys were pressed in this frame. Keys without Ctrl or Alt that a text field needs stay with it. While
/// an import's report is open (`report`), only keys that do not act on captions of the catalog count. `typed`: something was
/// typed in the field that has the keyboard, which undoes and redoes that first.
pub fn pressed(ctx: &egui::Context, report: bool, typed: bool) -> Vec<Action> {
    let map = keymap::current(ctx);
    let keyed = ACTIONS.iter().filter_map(|r| map.of(r.action).map(|keys| (r, keys)));
    let mut rows: Vec<(&ActionRow, KeyboardShortcut)> = keyed.collect();
    // More modifiers first: Ctrl+Shift+Z is no Ctrl+Z.
    let weight = |m: Modifiers| u8::from(m.shift) + u8::from(m.alt) + u8::from(m.command);
    rows.sort_by_key(|(_, keys)| std::cmp::Reverse(weight(keys.modifiers)));
    let mut out = Vec::new();
    for (row, keys) in rows {
        let steps = matches!(row.action, Action::Undo | Action::Redo | Action::AddCaption);
        let behind = matches!(row.menu, Menu::Caption | Menu::Edit) && !steps;
        // A line of the report is set aside, split, joined and rejected with the keys of a caption.
        let of_line = matches!(row.action, Action::SetAside | Action::Split | Action::Join | Action::Reject);
        if report && (behind && !of_line || matches!(row.action, Action::Export)) {
            continue;
        }
        if typed && matches!(row.action, Action::Undo | Action::Redo) {
            continue;
        }
        // A key that is held down answers one problem, not all that come after it.
        let held = matches!(row.action, Action::AcceptFix | Action::NotAProblem)
            && ctx.input(|i| i.events.iter().any(|e| repeats(e, keys.logical_key)));
        if ctx.input_mut(|i| i.consume_shortcut(&keys)) && !held {
            out.push(row.action);
        }
    }
    out
}

/// Whether a key came again because it is held down.
pub fn repeats(event: &egui::Event, wanted: Key) -> bool {
    matches!(event, egui::Event::Key { key, pressed: true, repeat: true, .. } if *key == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_keys_are_one_each() {
        for (n, row) in ACTIONS.iter().enumerate() {
            assert!(ACTIONS[..n].iter().all(|r| r.action != row.action && r.label != row.label));
            assert!(
                !row.action.id().is_empty() && ACTIONS[..n].iter().all(|r| r.action.id() != row.action.id())
            );
            assert!(
                ACTIONS[..n].iter().all(|r| r.shortcut.is_none() || r.shortcut != row.shortcut),
                "{}",
                row.label
            );
        }
    }
}
