//! The theme that decks and papers share: the house's colours and faces under the names that Office gives them.

use super::house::House;
use super::xml::escaped;

/// Type of a theme part.
pub const KIND: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// The text of a theme part.
pub fn write(house: &House) -> String {
    let palette = &house.palette;
    let colour = |name: &str, of: crate::view::palette::Rgb| format!("<a:{name}><a:srgbClr val=\"{}\"/></a:{name}>", of.plain_hex());
    let mut colours = String::new();
    for (name, of) in [("dk1", palette.text), ("lt1", palette.panel), ("dk2", palette.secondary), ("lt2", palette.alternate)] {
        colours.push_str(&colour(name, of));
    }
    for (number, of) in palette.members.iter().take(6).enumerate() {
        colours.push_str(&colour(&format!("accent{}", number + 1), *of));
    }
    colours.push_str(&colour("hlink", palette.accent));
    colours.push_str(&colour("folHlink", palette.tertiary));
    let (latin, chinese) = (escaped(&house.latin), escaped(&house.chinese));
    let faces = format!("<a:latin typeface=\"{latin}\"/><a:ea typeface=\"{chinese}\"/><a:cs typeface=\"\"/>");
    let solid = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"9525\">{solid}<a:prstDash val=\"solid\"/></a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Clusterplan\"><a:themeElements>\
         <a:clrScheme name=\"Clusterplan\">{colours}</a:clrScheme>\
         <a:fontScheme name=\"Clusterplan\"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"Clusterplan\"><a:fillStyleLst>{solid}{solid}{solid}</a:fillStyleLst>\
         <a:lnStyleLst>{line}{line}{line}</a:lnStyleLst>\
         <a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst>\
         <a:bgFillStyleLst>{solid}{solid}{solid}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>\
         <a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
}
