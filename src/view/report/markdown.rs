//! Own words in simple Markdown as blocks: headings, paragraphs, lists, bold and italic. Everything else becomes plain text; links
//! keep their words, pictures and raw HTML go.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::model::{Block, Bullet, Span, What};

/// The blocks of a text.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    Parser::new(text).for_each(|event| reader.event(event));
    reader.close();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    spans: Vec<Span>,
    bullets: Vec<Bullet>,
    /// The number of the next entry of each open list; `None` for one without numbers.
    lists: Vec<Option<u64>>,
    bold: usize,
    italic: usize,
    heading: bool,
    picture: usize,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Image { .. } => self.picture += 1,
            Tag::Heading { .. } => {
                self.close();
                self.heading = true;
            }
            Tag::List(first) => {
                // What stands before an inner list is an entry of its own.
                self.entry();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.entry();
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.spans.push(Span::plain(format!("{number}. ")));
                    *number += 1;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Image => self.picture = self.picture.saturating_sub(1),
            TagEnd::Item => self.entry(),
            TagEnd::List(_) => {
                self.entry();
                self.lists.pop();
                if self.lists.is_empty() {
                    self.close();
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock if self.lists.is_empty() => self.close(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.picture == 0 {
            self.spans.push(Span { text: text.to_owned(), bold: self.bold > 0, italic: self.italic > 0 });
        }
    }

    /// Closes the open entry of a list.
    fn entry(&mut self) {
        let level = self.lists.len().saturating_sub(1).min(8) as u8;
        if !self.lists.is_empty() && !self.spans.is_empty() {
            self.bullets.push(Bullet { level, spans: std::mem::take(&mut self.spans) });
        }
    }

    fn close(&mut self) {
        if !self.bullets.is_empty() {
            self.blocks.push(Block::full(What::Bullets(std::mem::take(&mut self.bullets))));
        }
        let spans = std::mem::take(&mut self.spans);
        if !spans.is_empty() {
            let what = if self.heading { What::Heading(Span::text_of(&spans)) } else { What::Paragraph(spans) };
            self.blocks.push(Block::full(what));
        }
        self.heading = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_markdown_becomes_blocks() {
        let blocks = blocks("# 一、总体\n前 **要点** 后\n第二行\n\n- 甲\n  - 乙\n- 丙\n\n3. x\n4. y\n\n<b>no</b>");
        let texts: Vec<String> = blocks
            .iter()
            .map(|block| match &block.what {
                What::Heading(text) => format!("# {text}"),
                What::Paragraph(spans) => spans.iter().map(|s| if s.bold { format!("*{}*", s.text) } else { s.text.clone() }).collect(),
                What::Bullets(list) => list.iter().map(|b| format!("{}{}|", b.level, Span::text_of(&b.spans))).collect(),
                _ => String::new(),
            })
            .collect();
        assert_eq!(texts, ["# 一、总体", "前 *要点* 后 第二行", "0甲|1乙|0丙|", "03. x|04. y|", "no"]);
    }
}
