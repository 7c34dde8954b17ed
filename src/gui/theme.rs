//! The look, as tokens in one place: colours of both themes, type, spacing; and egui's style made from them.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke,
    Style, TextStyle, Theme, Vec2, Visuals,
};

/// The colours of one theme. Contrast: text at least 4.5:1 on page, panel and raised; marks and accent at least 3:1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tokens {
    pub dark: bool,
    /// Behind the table.
    pub page: Color32,
    /// Behind sidebar, bars and inspector.
    pub panel: Color32,
    /// Fields, menus and dialogs.
    pub raised: Color32,
    pub hairline: Color32,
    pub text: Color32,
    pub quiet: Color32,
    /// Marks and what is disabled; never words that must be read.
    pub faint: Color32,
    /// Selection, focus, links: the one accent.
    pub accent: Color32,
    pub error: Color32,
    pub query: Color32,
    pub style: Color32,
    pub added: Color32,
    pub removed: Color32,
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

/// The light theme.
pub const LIGHT: Tokens = Tokens {
    dark: false,
    page: hex(0xFCFBF8),
    panel: hex(0xF4F2ED),
    raised: hex(0xFFFFFF),
    hairline: hex(0xDEDAD1),
    text: hex(0x1D1C1A),
    quiet: hex(0x5C5A55),
    faint: hex(0x8A867E),
    accent: hex(0x0B6B63),
    error: hex(0xB3261E),
    query: hex(0x8A5A00),
    style: hex(0x4A5A78),
    added: hex(0x1E6B34),
    removed: hex(0x8C2F2A),
};

/// The dark theme.
pub const DARK: Tokens = Tokens {
    dark: true,
    page: hex(0x17181A),
    panel: hex(0x1E2023),
    raised: hex(0x26292D),
    hairline: hex(0x34373C),
    text: hex(0xE9E7E2),
    quiet: hex(0xA9A69F),
    faint: hex(0x7B7973),
    accent: hex(0x5CC4B8),
    error: hex(0xF2847C),
    query: hex(0xE3B341),
    style: hex(0x9DB0D3),
    added: hex(0x7CCB92),
    removed: hex(0xE59A94),
};

impl Tokens {
    /// The tokens of the theme in use.
    pub fn of(ctx: &Context) -> &'static Tokens {
        if ctx.theme() == Theme::Dark { &DARK } else { &LIGHT }
    }

    /// What is selected, behind its words.
    pub fn selected(&self) -> Color32 {
        self.page.lerp_to_gamma(self.accent, if self.dark { 0.15 } else { 0.10 })
    }

    /// What the pointer is over, behind its words.
    pub fn hovered(&self) -> Color32 {
        self.page.lerp_to_gamma(self.text, 0.05)
    }

    /// A button at rest: it stands out on a card, too.
    pub fn button(&self) -> Color32 {
        self.raised.lerp_to_gamma(self.text, if self.dark { 0.05 } else { 0.03 })
    }

    /// A button that the pointer is over.
    pub fn button_hovered(&self) -> Color32 {
        self.raised.lerp_to_gamma(self.text, if self.dark { 0.10 } else { 0.08 })
    }

    /// Behind quoted words that a problem of this colour is about.
    pub fn quoted(&self, severity: Color32) -> Color32 {
        self.raised.lerp_to_gamma(severity, 0.14)
    }

    /// The shade of an amount, from none to all of it (0 to 1), behind its number.
    pub fn shade(&self, share: f32) -> Color32 {
        self.page.lerp_to_gamma(self.accent, 0.08 + 0.30 * share.clamp(0.0, 1.0))
    }

    /// Over the whole window while something is dragged over it.
    pub fn veil(&self) -> Color32 {
        self.page.gamma_multiply(0.92)
    }
}

/// Sizes of type, in points.
pub const SMALL: f32 = 12.0;
pub const BODY: f32 = 13.5;
pub const LARGE: f32 = 15.0;
pub const READING: f32 = 18.0;
pub const TITLE: f32 = 24.0;

/// Spaces, in points.
pub const S1: f32 = 4.0;
pub const S2: f32 = 8.0;
pub const S3: f32 = 12.0;
pub const S4: f32 = 16.0;
pub const S5: f32 = 24.0;

/// Height of a row of one line, and of two.
pub const ROW: f32 = 28.0;
pub const ROW_TWO: f32 = 48.0;

/// The heavier weight of the sans.
pub fn strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("strong".into()))
}

/// The reading face.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("serif".into()))
}

/// The sans.
pub fn sans(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let faces: [(&str, &'static [u8]); 3] = [
        ("sans", include_bytes!("../../assets/fonts/IBMPlexSans-Regular.ttf")),
        ("strong", include_bytes!("../../assets/fonts/IBMPlexSans-SemiBold.ttf")),
        ("serif", include_bytes!("../../assets/fonts/IBMPlexSerif-Regular.ttf")),
    ];
    for (name, bytes) in faces {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let mut family = |family: FontFamily, names: &[&str]| {
        fonts.families.insert(family, names.iter().map(|n| (*n).to_owned()).collect());
    };
    family(FontFamily::Proportional, &["sans"]);
    family(FontFamily::Monospace, &["sans"]);
    family(FontFamily::Name("strong".into()), &["strong", "sans"]);
    family(FontFamily::Name("serif".into()), &["serif", "sans"]);
    fonts
}

/// Gives the window its fonts and both themes.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    // Where the system says nothing of itself, the window looks like a page.
    ctx.options_mut(|o| o.fallback_theme = Theme::Light);
    for (theme, tokens) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| apply(style, tokens));
    }
}

fn apply(style: &mut Style, t: &Tokens) {
    style.text_styles = [
        (TextStyle::Small, sans(SMALL)),
        (TextStyle::Body, sans(BODY)),
        (TextStyle::Button, sans(BODY)),
        (TextStyle::Heading, strong(LARGE)),
        (TextStyle::Monospace, sans(SMALL)),
    ]
    .into();
    let s = &mut style.spacing;
    s.item_spacing = Vec2::new(S2, S1);
    s.button_padding = Vec2::new(S2, S1);
    s.menu_margin = Margin::same(6);
    s.window_margin = Margin::same(16);
    s.interact_size = Vec2::new(28.0, 26.0);
    s.scroll.floating = true;
    s.scroll.bar_width = 8.0;
    s.combo_width = 120.0;
    s.menu_width = 260.0;
    style.visuals = visuals(t);
}

/// Whether things move to where they go, and the cursor blinks.
pub fn motion(style: &mut Style, moves: bool) {
    style.animation_time = if moves { 0.08 } else { 0.0 };
    style.scroll_animation = if moves { Default::default() } else { egui::style::ScrollAnimation::none() };
    style.visuals.text_cursor.blink = moves;
}

fn visuals(t: &Tokens) -> Visuals {
    let mut v = if t.dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(6);
    v.override_text_color = None;
    v.weak_text_color = Some(t.quiet);
    v.hyperlink_color = t.accent;
    v.faint_bg_color = t.panel;
    v.extreme_bg_color = t.raised;
    v.text_edit_bg_color = Some(t.raised);
    v.code_bg_color = t.panel;
    v.warn_fg_color = t.query;
    v.error_fg_color = t.error;
    v.panel_fill = t.panel;
    v.window_fill = t.raised;
    v.window_stroke = Stroke::new(1.0, t.hairline);
    v.window_corner_radius = CornerRadius::same(8);
    v.menu_corner_radius = radius;
    let shadow = Shadow {
        offset: [0, 6],
        blur: 24,
        spread: 0,
        color: Color32::from_black_alpha(if t.dark { 110 } else { 36 }),
    };
    v.window_shadow = shadow;
    v.popup_shadow = shadow;
    v.selection.bg_fill = t.selected();
    v.selection.stroke = Stroke::new(1.0, t.accent);
    v.striped = false;
    v.button_frame = true;
    v.indent_has_left_vline = false;
    let w = &mut v.widgets;
    w.noninteractive.bg_fill = t.panel;
    w.noninteractive.weak_bg_fill = t.panel;
    w.noninteractive.bg_stroke = Stroke::new(1.0, t.hairline);
    w.noninteractive.fg_stroke = Stroke::new(1.0, t.text);
    w.noninteractive.corner_radius = radius;
    let button = t.button();
    w.inactive.bg_fill = button;
    w.inactive.weak_bg_fill = button;
    w.inactive.bg_stroke = Stroke::new(1.0, t.hairline);
    w.inactive.fg_stroke = Stroke::new(1.0, t.text);
    w.inactive.corner_radius = radius;
    let hovered = t.button_hovered();
    w.hovered.bg_fill = hovered;
    w.hovered.weak_bg_fill = hovered;
    w.hovered.bg_stroke = Stroke::new(1.0, t.faint);
    w.hovered.fg_stroke = Stroke::new(1.0, t.text);
    w.hovered.corner_radius = radius;
    w.hovered.expansion = 0.0;
    w.active.bg_fill = t.selected();
    w.active.weak_bg_fill = t.selected();
    w.active.bg_stroke = Stroke::new(1.0, t.accent);
    w.active.fg_stroke = Stroke::new(1.0, t.text);
    w.active.corner_radius = radius;
    w.active.expansion = 0.0;
    w.open = w.hovered;
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(c: Color32) -> f64 {
        let channel = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(c.r()) + 0.7152 * channel(c.g()) + 0.0722 * channel(c.b())
    }

    /// The contrast ratio of WCAG 2.1.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Every pair of words and ground that the window has, by name.
    fn words_on_grounds(t: &Tokens) -> Vec<(String, Color32, Color32)> {
        let grounds = [
            ("page", t.page),
            ("panel", t.panel),
            ("raised", t.raised),
            ("selected", t.selected()),
            ("hovered", t.hovered()),
        ];
        let words = [
            ("text", t.text),
            ("quiet", t.quiet),
            ("accent", t.accent),
            ("error", t.error),
            ("query", t.query),
            ("style", t.style),
            ("added", t.added),
            ("removed", t.removed),
        ];
        let mut pairs = Vec::new();
        for (on, ground) in grounds {
            pairs.extend(words.map(|(name, ink)| (format!("{name} on {on}"), ink, ground)));
        }
        for (name, ink) in [("text", t.text), ("quiet", t.quiet)] {
            pairs.push((format!("{name} on a button"), ink, t.button()));
            pairs.push((format!("{name} on a button under the pointer"), ink, t.button_hovered()));
        }
        pairs.push(("page on accent, the button that a page is for".into(), t.page, t.accent));
        for (name, severity) in [("error", t.error), ("query", t.query), ("style", t.style)] {
            pairs.push((format!("text quoted for {name}"), t.text, t.quoted(severity)));
        }
        for share in [0.0, 0.5, 1.0] {
            pairs.push((format!("a number on the shade of {share}"), t.text, t.shade(share)));
        }
        pairs
    }

    /// Marks, rings and underlines, which say something without words.
    fn marks_on_grounds(t: &Tokens) -> Vec<(String, Color32, Color32)> {
        let grounds = [
            ("page", t.page),
            ("panel", t.panel),
            ("raised", t.raised),
            ("selected", t.selected()),
            ("hovered", t.hovered()),
        ];
        let marks = [
            ("faint", t.faint),
            ("accent", t.accent),
            ("error", t.error),
            ("query", t.query),
            ("style", t.style),
        ];
        let mut pairs = Vec::new();
        for (on, ground) in grounds {
            pairs.extend(marks.map(|(name, ink)| (format!("{name} on {on}"), ink, ground)));
        }
        for (name, severity) in [("error", t.error), ("query", t.query), ("style", t.style)] {
            pairs.push((format!("underline of {name} on its ground"), severity, t.quoted(severity)));
        }
        pairs
    }

    #[test]
    fn words_and_marks_can_be_seen() {
        for t in [LIGHT, DARK] {
            let theme = if t.dark { "dark" } else { "light" };
            for (least, pairs) in [(4.5, words_on_grounds(&t)), (3.0, marks_on_grounds(&t))] {
                for (name, ink, ground) in pairs {
                    let found = contrast(ink, ground);
                    assert!(found >= least, "{theme}: {name} is {found:.2}:1, wanted {least}:1");
                }
            }
        }
    }

    /// A colour that is mixed anywhere else is a colour that no test has measured.
    #[test]
    fn colours_are_made_here_only() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gui");
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.ends_with("theme.rs") {
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            for (n, line) in source.lines().enumerate() {
                for word in [
                    "lerp_to_gamma",
                    "gamma_multiply",
                    "linear_multiply",
                    "Color32::from",
                    "Color32::WHITE",
                    "Color32::BLACK",
                ] {
                    assert!(!line.contains(word), "{}:{}: {word}", path.display(), n + 1);
                }
            }
        }
    }
}
