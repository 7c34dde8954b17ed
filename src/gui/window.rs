//! The real window: the only place that names eframe.

use eframe::egui::{Context, IconData, Vec2, ViewportBuilder, ViewportCommand, vec2};

use super::app::{App, Launch};
use super::dialogs::{FileDialogs, SystemDialogs};
use super::state::Prefs;

/// The key of the preferences in the system's place for them.
const PREFS: &str = "prefs";

/// What a desktop keeps for itself of a display, in points: a window's frame, and its title bar and a panel.
const KEPT: Vec2 = vec2(8.0, 72.0);

/// The smallest window, in points of text as it is at first: larger text makes the points larger, and not the window.
const SMALLEST: Vec2 = vec2(800.0, 520.0);

const LARGEST_TEXT: f32 = 2.0;

/// The app as eframe runs it.
pub struct Window {
    app: App,
    /// The size of text that the smallest window was told for.
    zoom: f32,
    /// Whether the window was held against the display that it opened on.
    fitted: bool,
}

impl Window {
    /// Starts the app in a window, or in a test's harness.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn new(
        cc: &eframe::CreationContext<'_>,
        launch: Launch,
        dialogs: Box<dyn FileDialogs>,
    ) -> std::io::Result<Window> {
        let prefs: Prefs = cc.storage.and_then(|s| eframe::get_value(s, PREFS)).unwrap_or_default();
        Window::with(&cc.egui_ctx, launch, prefs, dialogs)
    }

    /// As [`Window::new`], with preferences that are at hand.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn with(
        ctx: &Context,
        launch: Launch,
        prefs: Prefs,
        dialogs: Box<dyn FileDialogs>,
    ) -> std::io::Result<Window> {
        Ok(Window { app: App::new(ctx, launch, prefs, dialogs)?, zoom: 0.0, fitted: false })
    }

    /// Makes a window that is larger than its display smaller, once: else its foot would be out of reach.
    fn fit(&mut self, ctx: &Context) {
        let (display, window) = ctx.input(|i| (i.viewport().monitor_size, i.viewport().inner_rect));
        if let (false, Some(display), Some(window)) = (self.fitted, display, window) {
            self.fitted = true;
            if let Some(size) = fitting(window.size(), display) {
                ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
            }
        }
    }

    /// The app itself.
    pub fn app(&self) -> &App {
        &self.app
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.fit(ctx);
        self.app.logic(ctx);
        let zoom = ctx.zoom_factor();
        if zoom != self.zoom {
            self.zoom = zoom;
            ctx.send_viewport_cmd(ViewportCommand::MinInnerSize(SMALLEST / zoom));
        }
    }

    fn ui(&mut self, ui: &mut eframe::egui::Ui, _frame: &mut eframe::Frame) {
        self.app.ui(ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, PREFS, self.app.prefs());
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.app.quit();
    }
}

/// The size that a window is to have on a display, where its own does not fit.
fn fitting(window: Vec2, display: Vec2) -> Option<Vec2> {
    let size = window.min(display - KEPT);
    (size != window && size.min_elem() > 0.0).then_some(size)
}

fn icon() -> IconData {
    let png = include_bytes!("../../assets/icon.png");
    match image::load_from_memory(png) {
        Ok(image) => {
            let rgba = image.to_rgba8();
            let (width, height) = rgba.dimensions();
            IconData { rgba: rgba.into_raw(), width, height }
        }
        Err(_) => IconData::default(),
    }
}

/// Whether there is a display to open a window on.
fn has_display() -> bool {
    if cfg!(not(all(unix, not(target_os = "macos")))) {
        return true;
    }
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    set("DISPLAY") || set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET")
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// One line: why there is no window, and what works without one.
pub fn run(launch: Launch) -> Result<(), String> {
    let without = "the verbs work without a window: try `caption-desk scenes --catalog builtin`, or `caption-desk --help`";
    if !has_display() {
        return Err(format!(
            "there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set); {without}"
        ));
    }
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        viewport: ViewportBuilder::default()
            .with_app_id("caption-desk")
            .with_title("Caption Desk")
            .with_inner_size([1280.0, 800.0])
            // The smallest that the largest text leaves of it; it is held to `SMALLEST` as soon as the text's size is known.
            .with_min_inner_size(SMALLEST / LARGEST_TEXT)
            .with_drag_and_drop(true)
            .with_icon(icon()),
        persist_window: true,
        ..Default::default()
    };
    eframe::run_native(
        "caption-desk",
        options,
        Box::new(|cc| Ok(Box::new(Window::new(cc, launch, Box::new(SystemDialogs))?))),
    )
    .map_err(|e| {
        // What the window system says comes last, behind places in sources that are not ours.
        let all = e.to_string();
        let what = all.rsplit(": ").next().unwrap_or(&all).trim_end_matches(')');
        format!("the window cannot be opened ({what}); {without}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_fits_its_display() {
        let sizes = [
            // window, display, what it becomes
            (vec2(1280.0, 800.0), vec2(1920.0, 1080.0), None),
            (vec2(1280.0, 800.0), vec2(1280.0, 800.0), Some(vec2(1272.0, 728.0))),
            (vec2(1280.0, 800.0), vec2(1366.0, 768.0), Some(vec2(1280.0, 696.0))),
            (vec2(1000.0, 700.0), vec2(0.0, 0.0), None),
        ];
        for (window, display, expected) in sizes {
            assert_eq!(fitting(window, display), expected, "{window} on {display}");
        }
    }
}
