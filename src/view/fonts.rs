//! The bundled fonts, built into the program once: the window, the measuring of texts and every export read these bytes.

/// Name of the family.
pub const FAMILY: &str = "Noto Sans SC";
/// The regular face.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf");
/// The bold face.
pub const BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold.ttf");
