//! What readers of XML sheets have in common: attributes as texts, references as the signs they stand for.

use quick_xml::events::BytesRef;
use quick_xml::events::attributes::Attribute;

/// Tags and texts between two calls of the progress.
pub(super) const EVENTS_A_CALL: usize = 65_536;

/// The value of an attribute, its references resolved; as it stands where one of them is unknown.
pub(super) fn value(attribute: &Attribute<'_>) -> String {
    quick_xml::escape::unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), |text| text.into_owned())
}

/// The sign that a reference within a text stands for; none for an unknown name.
pub(super) fn sign(reference: &BytesRef<'_>) -> Option<char> {
    match &*reference.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}
