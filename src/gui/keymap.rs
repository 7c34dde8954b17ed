//! Which keys ask for what: those of the table of actions, and over them what the desk has chosen. As text it is a file that
//! people can read and edit: an action a line, a tab, its keys.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Context, Id, Key, KeyboardShortcut, Modifiers};

use super::action::{ACTIONS, Action};

/// The keys of every action.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keymap {
    /// What the desk has chosen; none where an action is to have no keys.
    own: HashMap<Action, Option<KeyboardShortcut>>,
}

/// Written above the lines of the file.
const HEAD: &str =
    "# Caption Desk's shortcuts that differ from the built-in ones: an action, a tab, its keys (or none).\n";

impl Keymap {
    /// The keys of an action. What the desk has given to another one is no longer the key of this one.
    pub fn of(&self, action: Action) -> Option<KeyboardShortcut> {
        match self.own.get(&action) {
            Some(own) => *own,
            None => action.row().shortcut.filter(|keys| self.own.values().all(|o| o.as_ref() != Some(keys))),
        }
    }

    /// The keys of an action as they are printed; empty where it has none.
    pub fn words(&self, action: Action) -> String {
        self.of(action).map_or_else(String::new, |keys| words(&keys))
    }

    /// The action that keys ask for.
    pub fn holder(&self, keys: &KeyboardShortcut) -> Option<Action> {
        ACTIONS.iter().map(|r| r.action).find(|a| self.of(*a).as_ref() == Some(keys))
    }

    /// Whether an action's keys are not the built-in ones.
    pub fn is_changed(&self, action: Action) -> bool {
        self.of(action) != action.row().shortcut
    }

    /// Whether all is as it was built in.
    pub fn is_builtin(&self) -> bool {
        self.own.is_empty()
    }

    /// Gives an action other keys, or none. Whoever had them has none then.
    pub fn set(&mut self, action: Action, keys: Option<KeyboardShortcut>) {
        if let Some(keys) = &keys {
            for own in self.own.values_mut().filter(|o| o.as_ref() == Some(keys)) {
                *own = None;
            }
        }
        if keys == action.row().shortcut {
            self.own.remove(&action);
        } else {
            self.own.insert(action, keys);
        }
    }

    /// The keys that the desk has chosen, as the file has them.
    pub fn text(&self) -> String {
        let mut out = HEAD.to_owned();
        for row in ACTIONS {
            if let Some(own) = self.own.get(&row.action) {
                let keys = own.as_ref().map_or_else(|| "none".to_owned(), words);
                out.push_str(&format!("{}\t{keys}\n", row.action.id()));
            }
        }
        out
    }

    /// Reads such a file. Lines that cannot be read are passed over, and told.
    pub fn read(text: &str) -> (Keymap, Vec<String>) {
        let mut map = Keymap::default();
        let mut wrong = Vec::new();
        for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut tell = |what: String| wrong.push(format!("line {}: {what}", n + 1));
            let (name, keys) = line.split_once(['\t', ' ']).map_or((line, ""), |(n, k)| (n, k.trim()));
            let Some(action) = ACTIONS.iter().map(|r| r.action).find(|a| a.id() == name) else {
                tell(format!("\"{}\" is no action", short(name)));
                continue;
            };
            let keys = match keys {
                "none" => None,
                keys => match parse(keys) {
                    Some(keys) => Some(keys),
                    None => {
                        tell(format!("\"{}\" are no keys", short(keys)));
                        continue;
                    }
                },
            };
            if let Some(Err(why)) = keys.as_ref().map(usable) {
                tell(why);
                continue;
            }
            let taken = map.own.iter().find(|(a, o)| **a != action && keys.is_some() && **o == keys);
            match taken {
                Some((other, _)) => tell(format!("these are the keys of {} already", other.plain())),
                None => {
                    map.own.insert(action, keys);
                }
            }
        }
        (map, wrong)
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Keys as they are printed: `Ctrl+Shift+Enter`.
pub fn words(keys: &KeyboardShortcut) -> String {
    let m = keys.modifiers;
    let mut out = String::new();
    if m.command || m.ctrl {
        out.push_str(if cfg!(target_os = "macos") { "Cmd+" } else { "Ctrl+" });
    }
    if m.alt {
        out.push_str("Alt+");
    }
    if m.shift {
        out.push_str("Shift+");
    }
    out.push_str(match keys.logical_key {
        Key::Delete => "Del",
        Key::PageDown => "Page Down",
        Key::PageUp => "Page Up",
        key => key.name(),
    });
    out
}

/// Reads keys as they are printed.
pub fn parse(text: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut parts = text.split('+').map(str::trim).peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            let name = if part.eq_ignore_ascii_case("del") { "Delete" } else { part };
            let name: String = name.split_whitespace().collect();
            return Key::from_name(&name).map(|logical_key| KeyboardShortcut { modifiers, logical_key });
        }
        let held = match part.to_ascii_lowercase().as_str() {
            "ctrl" | "cmd" | "command" => Modifiers::COMMAND,
            "alt" => Modifiers::ALT,
            "shift" => Modifiers::SHIFT,
            _ => return None,
        };
        modifiers |= held;
    }
    None
}

/// Whether keys can be a shortcut; else why not.
pub fn usable(keys: &KeyboardShortcut) -> Result<(), String> {
    let m = keys.modifiers;
    let words = words(keys);
    let held = m.command || m.ctrl || m.alt;
    let function = keys.logical_key >= Key::F1 && keys.logical_key <= Key::F35;
    if !held && !function {
        return Err(format!("{words} is for typing and moving; hold Ctrl or Alt with it, or take F1 to F12"));
    }
    let only_ctrl = (m.command || m.ctrl) && !m.alt && !m.shift;
    if only_ctrl && matches!(keys.logical_key, Key::A | Key::C | Key::V | Key::X) {
        return Err(format!("{words} selects, copies and pastes everywhere"));
    }
    use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Backspace, Delete, End, Home};
    let moves = matches!(
        keys.logical_key,
        ArrowLeft | ArrowRight | ArrowUp | ArrowDown | Home | End | Backspace | Delete
    );
    if (m.command || m.ctrl) && !m.alt && moves {
        return Err(format!("{words} moves and deletes by words where somebody types"));
    }
    if m.alt && !m.command && !m.ctrl && !m.shift && matches!(keys.logical_key, ArrowLeft | ArrowRight) {
        return Err(format!("{words} makes columns wider and narrower"));
    }
    if keys.logical_key == Key::Tab || (m.alt && keys.logical_key == Key::F4) {
        return Err(format!("{words} is for moving between fields and windows"));
    }
    Ok(())
}

fn place() -> Id {
    Id::unique("keymap")
}

/// Makes these the keys of the window.
pub fn install(ctx: &Context, map: Arc<Keymap>) {
    ctx.data_mut(|d| d.insert_temp(place(), map));
}

/// The keys of the window.
pub fn current(ctx: &Context) -> Arc<Keymap> {
    ctx.data(|d| d.get_temp::<Arc<Keymap>>(place())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_keys_are_usable_and_read_as_they_are_printed() {
        for row in ACTIONS {
            let Some(keys) = row.shortcut else { continue };
            assert_eq!(usable(&keys), Ok(()), "{}", row.label);
            assert_eq!(parse(&words(&keys)), Some(keys), "{}", row.label);
        }
        assert!(parse("Ctrl+").is_none() && parse("").is_none() && parse("Hyper+A").is_none());
    }

    #[test]
    fn a_key_has_one_holder() {
        let mut map = Keymap::default();
        let export = Action::Export.row().shortcut.unwrap();
        map.set(Action::Undo, Some(export));
        assert_eq!((map.of(Action::Undo), map.of(Action::Export)), (Some(export), None));
        map.set(Action::Redo, Some(export));
        assert_eq!((map.of(Action::Undo), map.holder(&export)), (None, Some(Action::Redo)));
        map.set(Action::Redo, Action::Redo.row().shortcut);
        assert_eq!(map.of(Action::Export), Some(export), "given back with the last one who had it");
        map.set(Action::Undo, Action::Undo.row().shortcut);
        assert!(map.is_builtin());
        map.set(Action::Export, None);
        assert_eq!(map.holder(&export), None);
    }

    #[test]
    fn the_file_is_read_as_it_was_written_and_bad_lines_are_told() {
        let mut map = Keymap::default();
        map.set(Action::MarkReviewed, parse("Ctrl+Shift+Space"));
        map.set(Action::Light, None);
        assert_eq!(Keymap::read(&map.text()), (map.clone(), Vec::new()));
        let text =
            format!("{}dance\tCtrl+T\nundo\tCtrl+Nonsense\nredo\tQ\nfind\tCtrl+Shift+Space\n", map.text());
        let (read, wrong) = Keymap::read(&text);
        assert_eq!(read, map);
        assert_eq!(wrong.len(), 4, "{wrong:?}");
        assert!(wrong[0].starts_with("line 4: \"dance\" is no action"), "{wrong:?}");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}") {
            let (map, _) = Keymap::read(&text);
            proptest::prop_assert_eq!(Keymap::read(&map.text()).0, map);
        }
    }
}
